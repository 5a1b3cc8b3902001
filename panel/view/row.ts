/** The part `Row`: one intervention as the plan prints it, and the unit's entry as a form. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import {
  entryFields,
  fieldByKey,
  hasPart,
  type Diagnostic,
  type Entry,
  type FieldKey,
  type Intervention,
} from '../../core/index.js';
import { texts } from '../texts/en.js';
import { button } from './button.js';
import { entryField } from './field.js';
import { PanelTab } from './panel-tab.js';
import { findInterventions } from './search.js';
import { fieldStyles, sharedStyles, swatchClass, swatchStyles } from './styles.js';

/** How many of the interventions found are offered. */
const longestOffer = 8;

export class RowTab extends PanelTab {
  static override properties = {
    ...PanelTab.properties,
    query: { state: true },
    refused: { state: true },
    saved: { state: true },
  };
  declare private query: string;
  /** What was typed and not written, of the intervention that is shown: the reasons by field. */
  declare private refused: ReadonlyMap<FieldKey, readonly Diagnostic[]>;
  declare private saved: FieldKey | null;

  static override styles = [
    ...sharedStyles,
    fieldStyles,
    ...swatchStyles,
    css`
      .no {
        font-size: var(--fontSizeBase500);
        line-height: var(--lineHeightBase500);
        font-weight: var(--fontWeightSemibold);
      }
      .text {
        font-size: var(--fontSizeBase400);
        line-height: var(--lineHeightBase400);
      }
      .facts {
        display: grid;
        gap: 8px;
      }
      .facts dt {
        color: var(--colorNeutralForeground3);
        font-size: var(--fontSizeBase200);
      }
      .swatch {
        padding: 1px 10px;
        border-radius: var(--borderRadiusMedium);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
        gap: 12px;
        align-items: start;
      }
      .note {
        padding: 10px 12px;
        border-inline-start: 3px solid var(--colorBrandStroke1);
        background: var(--colorNeutralBackground3);
      }
      .result {
        display: grid;
        grid-template-columns: 2.5em 1fr;
        gap: 8px;
        inline-size: 100%;
        padding: 6px 8px;
        font: inherit;
        color: inherit;
        text-align: start;
        background: none;
        border: 0;
        border-block-end: 1px solid var(--colorNeutralStroke2);
        cursor: pointer;
      }
      .result:hover {
        background: var(--colorNeutralBackground1Hover);
      }
      .result > :last-child {
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
        overflow: hidden;
      }
      summary {
        cursor: pointer;
        font-weight: var(--fontWeightSemibold);
      }
    `,
  ];

  constructor() {
    super();
    this.query = '';
    this.refused = new Map();
    this.saved = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('state') as RowTab['state'] | undefined;
    if (before === undefined || before.selected === this.state.selected) return;
    this.refused = new Map();
    this.saved = null;
  }

  #select(no: string): void {
    this.query = '';
    void this.model.select(no);
  }

  async #save(no: string, field: FieldKey, text: string): Promise<void> {
    const { findings } = await this.model.enter(no, field, text);
    if (this.state.selected !== no) return;
    const reasons = findings.filter(({ severity }) => severity === 'error');
    const refused = new Map(this.refused);
    refused.delete(field);
    if (reasons.length > 0) refused.set(field, reasons);
    this.refused = refused;
    this.saved = reasons.length > 0 ? null : field;
  }

  #search(): TemplateResult {
    const found = findInterventions(this.state.plan, this.query);
    return html`<div class="field" role="search">
      <label for="find">${texts.row.find}</label>
      <input
        id="find"
        type="search"
        autocomplete="off"
        dir="auto"
        .value=${this.query}
        @input=${({ currentTarget }: Event) => {
          this.query = (currentTarget as HTMLInputElement).value;
        }}
        @keydown=${({ key }: KeyboardEvent) => {
          if (key === 'Enter' && found[0]) this.#select(found[0].no);
        }}
      />
      ${
        this.query.trim() === ''
          ? nothing
          : html`<p class="small muted" role="status">${texts.row.found(found.length)}</p>
              <ul aria-label=${texts.row.results}>
                ${found.slice(0, longestOffer).map(
                  ({ no, text }) =>
                    html`<li>
                      <button
                        class="result"
                        @click=${() => {
                          this.#select(no);
                        }}
                      >
                        <span class="strong number">${no}</span><span>${text}</span>
                      </button>
                    </li>`,
                )}
                ${
                  found.length > longestOffer
                    ? html`<li class="small muted">${texts.common.andMore(found.length - longestOffer)}</li>`
                    : nothing
                }
              </ul>`
      }
    </div>`;
  }

  #neighbours(no: string | null): TemplateResult {
    const all = this.state.plan.interventions;
    const index = all.findIndex((intervention) => intervention.no === no);
    const step = (to: Intervention | undefined, text: string, label: (no: string) => string) =>
      button({
        text,
        ...(to ? { label: label(to.no) } : {}),
        mustWait: to === undefined,
        press: () => {
          if (to) this.#select(to.no);
        },
      });
    return html`<div class="line between">
      ${step(index < 0 ? undefined : all[index - 1], texts.row.previous, texts.row.previousIs)}
      ${step(all[index + 1], texts.row.next, texts.row.nextIs)}
    </div>`;
  }

  #notes({ textSource, sectionHNotes, readingNotes }: Intervention): TemplateResult | typeof nothing {
    const notes = [
      ...(textSource === 'section-h' ? [texts.row.sectionHText] : []),
      ...sectionHNotes.map(texts.row.sectionH),
      ...readingNotes.map(texts.row.reading),
    ];
    if (notes.length === 0) return nothing;
    return html`<details class="note">
      <summary>${texts.row.notes}</summary>
      <ul class="stack tight">
        ${notes.map((note) => html`<li class="small">${note}</li>`)}
      </ul>
    </details>`;
  }

  #plan(intervention: Intervention): TemplateResult {
    const { plan } = this.state;
    const { no, pillar, section, text, bodies, indicators, timeline, budget, units, parent, subItems } =
      intervention;
    const numbers = (list: readonly string[]) =>
      list.map((each) =>
        button({
          text: each,
          label: texts.common.interventionNo(each),
          isSmall: true,
          press: () => {
            this.#select(each);
          },
        }),
      );
    const facts: readonly (readonly [string, unknown])[] = [
      [
        texts.row.bodies,
        bodies.map((id) => plan.bodyById.get(id)?.name ?? id).join(' · ') || texts.row.notPrinted,
      ],
      [texts.row.indicators, indicators ?? texts.row.notPrinted],
      [
        texts.row.timeline,
        timeline === null
          ? texts.row.notPrinted
          : html`<span class="swatch ${swatchClass(timeline)}">${timeline}</span>`,
      ],
      [texts.row.budget, budget.printed ?? texts.row.notPrinted],
      [texts.row.units, texts.common.list(units.map((id) => plan.unitById.get(id)?.shortName ?? id))],
      ...(subItems.length > 0
        ? [[texts.row.subItems, html`<span class="line">${numbers(subItems)}</span>`] as const]
        : []),
    ];
    return html`<section class="card stack" aria-labelledby="text">
      <div>
        <p class="muted small">${texts.row.place(plan.pillarById.get(pillar)?.name ?? pillar, section)}</p>
        <h2 class="no number">${texts.common.interventionNo(no)}</h2>
        ${
          parent === null
            ? nothing
            : html`<p class="line small">
                <span class="muted">${texts.row.partOf(parent)}</span> ${numbers([parent])}
              </p>`
        }
      </div>
      <p id="text" class="text" dir="auto">${text}</p>
      ${this.#notes(intervention)}
      <dl class="facts">
        ${facts.map(
          ([term, fact]) =>
            html`<div>
              <dt>${term}</dt>
              <dd><bdi>${fact}</bdi></dd>
            </div>`,
        )}
      </dl>
      <div class="line">
        ${button({
          text: texts.row.show,
          appearance: 'subtle',
          isSmall: true,
          mustWait: this.isBusy,
          press: () => void this.model.select(no),
        })}
      </div>
    </section>`;
  }

  #fields(intervention: Intervention, entry: Entry): TemplateResult {
    const { no } = intervention;
    const own = this.matrix!.findings.filter((finding) => finding.intervention === no);
    return html`${entryFields
      // A timeline that the plan states is not the unit's to choose.
      .filter(({ key }) => key !== 'timeline' || intervention.timeline === null)
      .map(({ key }) => {
        const field = fieldByKey.get(key)!;
        if (!entry.cells.has(key))
          return html`<p class="muted small">${texts.row.noColumn(field.header)}</p>`;
        return entryField({
          field,
          value: entry.values[key],
          findings: own.filter((finding) => finding.field === key),
          isUnusable: entry.unusable.has(key),
          refusedFor: this.refused.get(key) ?? [],
          isSaved: this.saved === key,
          save: (text) => void this.#save(no, key, text),
        });
      })}`;
  }

  #entry(intervention: Intervention): TemplateResult {
    const { unit, submission } = this.matrix!;
    const { no } = intervention;
    if (!hasPart(intervention, unit)) {
      return html`<p class="empty">${texts.row.noPart(this.unitName(unit))}</p>`;
    }
    if (intervention.isContainer) return html`<p class="empty">${texts.row.container}</p>`;
    const entry = submission.entries.get(no);
    if (!entry) return html`<p class="empty">${texts.row.noRow}</p>`;
    return html`<section class="card stack" aria-labelledby="entry">
      <div>
        <h2 id="entry">${texts.row.entry}</h2>
        <p class="muted small">${texts.row.savedNote}</p>
      </div>
      ${keyed(no, this.#fields(intervention, entry))}
    </section>`;
  }

  protected override render(): TemplateResult {
    const { plan, selected } = this.state;
    if (!this.matrix) return html`<p class="empty">${texts.row.none}</p>`;
    const intervention = selected === null ? undefined : plan.interventionByNo.get(selected);
    return html`<div class="stack">
      ${this.#search()} ${this.#neighbours(selected)}
      ${
        intervention
          ? html`${this.#plan(intervention)} ${this.#entry(intervention)}`
          : html`<p class="empty">${texts.row.nothingSelected}</p>`
      }
    </div>`;
  }
}

customElements.define('nisp-row', RowTab);
