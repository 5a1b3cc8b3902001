/** The part `Start`: what building will do here, building, repairing, and the way to the worksheets. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { parsePeriod, worksheetNames, type Period, type Plan } from '../../core/index.js';
import type { BuildRequest } from '../model/state.js';
import { texts } from '../texts/en.js';
import { button } from './button.js';
import { plainFinding } from './finding.js';
import { PanelTab } from './panel-tab.js';
import { fieldStyles, sharedStyles } from './styles.js';

/** The quarters that the plan's validity touches, the first one first. */
export function quartersOf({ validity }: Plan): readonly Period[] {
  const quarters: Period[] = [];
  for (let year = Number(validity.from.slice(0, 4)); year <= Number(validity.to.slice(0, 4)); year += 1) {
    for (const quarter of [1, 2, 3, 4]) {
      const period = parsePeriod(`${year}-Q${quarter}`);
      if (period && period.end >= validity.from && period.start <= validity.to) quarters.push(period);
    }
  }
  return quarters;
}

/** Worksheets that a person sees, in order. */
const visibleWorksheets = [
  worksheetNames.guide,
  worksheetNames.matrix,
  worksheetNames.rollUp,
  worksheetNames.findings,
];

export class StartTab extends PanelTab {
  static override properties = {
    ...PanelTab.properties,
    unit: { state: true },
    quarter: { state: true },
    isAsked: { state: true },
  };
  /** What was chosen; null: nothing yet, so the workbook's own holds. */
  declare private unit: string | null;
  declare private quarter: string | null;
  /** Build was pressed before both were chosen: what is missing is said. */
  declare private isAsked: boolean;

  static override styles = [
    ...sharedStyles,
    fieldStyles,
    css`
      .fault {
        color: var(--colorStatusDangerForeground1);
      }
    `,
  ];

  constructor() {
    super();
    this.unit = null;
    this.quarter = null;
    this.isAsked = false;
  }

  /** Whose workbook this is; null: nobody's yet, or it cannot be told. */
  get #own(): BuildRequest | null {
    const { workbook } = this.state;
    return workbook.kind === 'unusable' ? workbook.missing : this.matrix;
  }

  get #request(): { readonly unit: string; readonly quarter: string } {
    const own = this.#own;
    return { unit: this.unit ?? own?.unit ?? '', quarter: this.quarter ?? own?.period.id ?? '' };
  }

  get #complete(): BuildRequest | null {
    const { unit, quarter } = this.#request;
    const period = parsePeriod(quarter);
    return unit !== '' && period ? { unit, period } : null;
  }

  #build(): void {
    const request = this.#complete;
    this.isAsked = request === null;
    if (request) void this.model.build(request);
    else
      this.renderRoot.querySelector<HTMLElement>(this.#request.unit === '' ? '#unit' : '#quarter')?.focus();
  }

  #select(parts: {
    readonly id: 'unit' | 'quarter';
    readonly label: string;
    readonly missing: string;
    readonly value: string;
    readonly options: readonly (readonly [value: string, text: string])[];
    readonly choose: (value: string) => void;
  }): TemplateResult {
    const { id, label, missing, value, options } = parts;
    const isMissing = this.isAsked && value === '';
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select
        id=${id}
        aria-invalid=${isMissing ? 'true' : nothing}
        aria-describedby=${isMissing ? `${id}-missing` : nothing}
        @change=${({ currentTarget }: Event) => {
          parts.choose((currentTarget as HTMLSelectElement).value);
        }}
      >
        <option value="" ?selected=${value === ''}>${texts.common.choose}</option>
        ${options.map(
          ([key, text]) => html`<option value=${key} ?selected=${key === value}>${text}</option>`,
        )}
      </select>
      ${isMissing ? html`<p class="fault small" id=${`${id}-missing`}>${missing}</p>` : nothing}
    </div>`;
  }

  /** What building would do here, in a sentence. */
  #preview(): { readonly text: string; readonly isPossible: boolean; readonly button: string } {
    const request = this.#complete;
    const own = this.#own;
    const { build: button, buildOver, buildAgain } = texts.start;
    if (this.state.workbook.kind === 'unknown') {
      const text = this.isBusy ? texts.header.unknown : texts.start.notRead;
      return { text, isPossible: false, button };
    }
    if (!request) {
      const isUsable = this.state.workbook.kind !== 'unusable' || own !== null;
      const text = isUsable ? texts.start.chooseFirst : texts.start.preview.unusable();
      return { text, isPossible: isUsable, button };
    }
    const outcome = this.model.previewBuild(request);
    // Refusals name the workbook that stands there.
    const [unit, period] =
      outcome === 'other-unit-or-period' && own ? [own.unit, own.period] : [request.unit, request.period];
    return {
      text: texts.start.preview[outcome](this.unitName(unit), texts.header.period(period), visibleWorksheets),
      isPossible: outcome !== 'other-unit-or-period' && outcome !== 'unusable',
      button: outcome === 'over' ? buildOver : outcome === 'again' ? buildAgain : button,
    };
  }

  #repair(): TemplateResult {
    return html`<section class="card stack" aria-labelledby="mend">
      <h2 id="mend">${texts.start.mend}</h2>
      <p>${texts.start.repairExplained}</p>
      <div class="line">
        ${button({
          text: texts.start.repair,
          mustWait: this.isBusy,
          press: () => void this.model.repair(),
        })}
      </div>
    </section>`;
  }

  #links(): TemplateResult {
    return html`<section class="card stack" aria-labelledby="look">
      <h2 id="look">${texts.start.look}</h2>
      <div class="line">
        ${visibleWorksheets.map((name) =>
          button({
            text: name,
            label: texts.start.show(name),
            isSmall: true,
            mustWait: this.isBusy,
            press: () => void this.model.showWorksheet(name),
          }),
        )}
      </div>
    </section>`;
  }

  protected override render(): TemplateResult {
    const { plan, workbook } = this.state;
    const { unit, quarter } = this.#request;
    const { text, isPossible, button: label } = this.#preview();
    return html`<div class="stack wide">
      <section class="card stack" aria-labelledby="build">
        <h2 id="build">${texts.start.title}</h2>
        ${this.#select({
          id: 'unit',
          label: texts.start.unit,
          missing: texts.start.unitMissing,
          value: unit,
          options: plan.units.map(({ id, name }) => [id, name] as const),
          choose: (value) => {
            this.unit = value;
          },
        })}
        ${this.#select({
          id: 'quarter',
          label: texts.start.quarter,
          missing: texts.start.quarterMissing,
          value: quarter,
          options: quartersOf(plan).map((period) => [period.id, texts.header.period(period)] as const),
          choose: (value) => {
            this.quarter = value;
          },
        })}
        <div aria-live="polite">
          <h3>${texts.start.willHappen}</h3>
          <p>${text}</p>
        </div>
        <div class="line">
          ${button({
            text: label,
            appearance: 'primary',
            mustWait: this.isBusy || !isPossible,
            press: () => {
              this.#build();
            },
          })}
        </div>
      </section>
      ${
        workbook.kind === 'unusable' && !workbook.missing
          ? html`<section class="card stack" aria-labelledby="reasons">
              <h2 id="reasons">${texts.start.reasons}</h2>
              <ul class="stack tight">
                ${workbook.findings.map(plainFinding)}
              </ul>
            </section>`
          : nothing
      }
      ${workbook.kind === 'matrix' ? html`${this.#repair()}${this.#links()}` : nothing}
    </div>`;
  }
}

customElements.define('nisp-start', StartTab);
