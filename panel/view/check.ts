/** The part `Check`: what is wrong with the workbook, gathered by kind, with the way to each cell and the safe fixes. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  countBySeverity,
  describe,
  type Diagnostic,
  type DiagnosticCode,
  type Severity,
} from '../../core/index.js';
import { texts } from '../texts/en.js';
import { button } from './button.js';
import { filterFindings, groupFindings, type FindingGroup } from './filter.js';
import { fixInWords, kindInWords, placeInWords } from './finding-words.js';
import { severityOf } from './finding.js';
import { icon } from './icons.js';
import { PanelTab } from './panel-tab.js';
import { fieldStyles, sharedStyles } from './styles.js';

const severities: readonly Severity[] = ['error', 'warning', 'information'];

/** How many findings of a kind are drawn at first, and with each “show more”: hundreds stay quick. */
const pageLength = 40;

export class CheckTab extends PanelTab {
  static override properties = {
    ...PanelTab.properties,
    severities: { state: true },
    text: { state: true },
    open: { state: true },
    drawn: { state: true },
  };
  declare private severities: ReadonlySet<Severity>;
  declare private text: string;
  /** Kinds that a person opened or closed; the others are open if they are errors. */
  declare private open: ReadonlyMap<DiagnosticCode, boolean>;
  /** How many findings of a kind are drawn, where more were asked for. */
  declare private drawn: ReadonlyMap<DiagnosticCode, number>;
  /** A fix was pressed: its button will go, and the focus must not go with it. */
  #hasFixed = false;

  static override styles = [
    ...sharedStyles,
    fieldStyles,
    css`
      .counts {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .count {
        flex: auto;
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 4px;
        min-block-size: 36px;
        padding: 4px;
        font: inherit;
        font-size: var(--fontSizeBase200);
        white-space: nowrap;
        color: inherit;
        background: var(--colorNeutralBackground1);
        border: 1px solid var(--colorNeutralStroke1);
        border-radius: var(--borderRadiusLarge);
        cursor: pointer;
      }
      .count:hover {
        background: var(--colorNeutralBackground1Hover);
      }
      .count[aria-pressed='true'] {
        background: var(--colorBrandBackground2);
        border-color: var(--colorBrandStroke1);
        box-shadow: inset 0 0 0 1px var(--colorBrandStroke1);
        font-weight: var(--fontWeightSemibold);
      }
      details.card {
        padding: 0;
        overflow: clip;
      }
      summary {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 2px 8px;
        align-items: start;
        padding: 10px 12px;
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:hover {
        background: var(--colorNeutralBackground1Hover);
      }
      summary:focus-visible {
        outline-offset: -2px;
      }
      summary .icon-next {
        margin-block-start: 2px;
        transition: rotate 120ms;
      }
      details[open] > summary .icon-next {
        rotate: 90deg;
      }
      :host(:dir(rtl)) details[open] > summary .icon-next {
        rotate: -90deg;
      }
      @media (prefers-reduced-motion: reduce) {
        summary .icon-next {
          transition: none;
        }
      }
      .total {
        min-inline-size: 24px;
        padding-inline: 6px;
        text-align: center;
        border-radius: 12px;
        background: var(--colorNeutralBackground4);
      }
      .all {
        padding: 0 12px 8px;
      }
      .finding {
        position: relative;
        padding: 10px 12px;
        border-block-start: 1px solid var(--colorNeutralStroke2);
      }
      .finding:has(.place:hover) {
        background: var(--colorNeutralBackground1Hover);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 0 8px;
      }
      @media (max-width: 240px) {
        summary {
          grid-template-columns: auto 1fr;
        }
        .total {
          grid-column: 2;
          justify-self: start;
        }
      }
      .place {
        font: inherit;
        font-weight: var(--fontWeightSemibold);
        text-align: start;
        padding: 0;
        border: 0;
        background: none;
        color: var(--colorBrandForegroundLink);
        text-decoration: underline;
        text-underline-offset: 2px;
        cursor: pointer;
      }
      /* The whole finding leads to its cell; the fix lies above. */
      .place::after {
        content: '';
        position: absolute;
        inset: 0;
      }
      .place:focus-visible {
        outline: none;
      }
      .place:focus-visible::after {
        outline: 2px solid var(--colorStrokeFocus2);
        outline-offset: -2px;
        border-radius: var(--borderRadiusMedium);
      }
      .fix {
        position: relative;
        z-index: 1;
        margin-block-start: 6px;
      }
    `,
  ];

  constructor() {
    super();
    this.severities = new Set();
    this.text = '';
    this.open = new Map();
    this.drawn = new Map();
  }

  protected override updated(): void {
    const isOver = ['fixed', 'undone', 'failed'].includes(this.state.notice?.kind ?? '');
    if (!this.#hasFixed || !isOver) return;
    this.#hasFixed = false;
    if (this.shadowRoot?.activeElement === null)
      this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  #fix(findings: readonly Diagnostic[]): void {
    this.#hasFixed = true;
    void this.model.fix(findings);
  }

  #finding(finding: Diagnostic): TemplateResult {
    const { text, advice } = describe(finding);
    const place = placeInWords(finding);
    const { intervention, fix } = finding;
    return html`<li class="finding">
      <div class="head">
        ${
          place === null
            ? html`<span class="strong">${texts.check.wholeWorkbook}</span>`
            : html`<button
                class="place"
                aria-label=${texts.check.goTo(place)}
                @click=${() => void this.model.goTo(finding)}
              >
                ${place}
              </button>`
        }
        ${
          intervention === undefined
            ? nothing
            : html`<span class="muted small">${texts.common.interventionNo(intervention)}</span>`
        }
      </div>
      <p>${text}</p>
      <p class="muted small">${advice}</p>
      ${
        fix === undefined
          ? nothing
          : html`<div class="fix line">
              ${button({
                text: texts.check.fix,
                label: texts.check.fixAt(place ?? texts.check.wholeWorkbook),
                isSmall: true,
                mustWait: this.isBusy,
                press: () => {
                  this.#fix([finding]);
                },
              })}
              <span class="muted small">${fixInWords(finding)}</span>
            </div>`
      }
    </li>`;
  }

  #isOpen({ code, severity }: FindingGroup): boolean {
    return this.open.get(code) ?? severity === 'error';
  }

  #group(group: FindingGroup): TemplateResult {
    const { code, findings } = group;
    const isOpen = this.#isOpen(group);
    const fixable = findings.filter(({ fix }) => fix !== undefined).length;
    const drawn = this.drawn.get(code) ?? pageLength;
    const left = findings.length - drawn;
    return html`<details class="card" ?open=${isOpen}>
      <summary
        @click=${(event: Event) => {
          // Drawn at once, not when the browser comes to tell of it: the next key may be pressed by then.
          event.preventDefault();
          this.open = new Map([...this.open, [code, !isOpen]]);
        }}
      >
        ${icon('next')}
        <span>
          <span class="small">${severityOf(findings[0]!)}</span>
          <span class="visually-hidden">: </span>
          <h3>${kindInWords(findings[0]!)}</h3>
        </span>
        <span class="total number">
          <span aria-hidden="true">${texts.common.number(findings.length)}</span>
          <span class="visually-hidden">${texts.check.findings(findings.length)}</span>
        </span>
      </summary>
      ${
        isOpen
          ? html`${
                fixable > 1
                  ? html`<div class="all">
                      ${button({
                        text: texts.check.fixAll(fixable),
                        isSmall: true,
                        mustWait: this.isBusy,
                        press: () => {
                          this.#hasFixed = true;
                          void this.model.fixAll(code);
                        },
                      })}
                    </div>`
                  : nothing
              }
              <ul>
                ${findings.slice(0, drawn).map((finding) => this.#finding(finding))}
              </ul>
              ${
                left > 0
                  ? html`<div class="finding">
                      ${button({
                        text: texts.common.showMore(Math.min(left, pageLength)),
                        appearance: 'subtle',
                        isSmall: true,
                        press: () => {
                          this.drawn = new Map([...this.drawn, [code, drawn + pageLength]]);
                        },
                      })}
                    </div>`
                  : nothing
              }`
          : nothing
      }
    </details>`;
  }

  #filters(findings: readonly Diagnostic[]): TemplateResult {
    const counts = countBySeverity(findings);
    return html`<div class="counts" role="group" aria-label=${texts.check.severities}>
        ${severities.map(
          (severity) =>
            html`<button
              class="count"
              aria-pressed=${this.severities.has(severity) ? 'true' : 'false'}
              @click=${() => {
                const chosen = new Set(this.severities);
                if (!chosen.delete(severity)) chosen.add(severity);
                this.severities = chosen;
              }}
            >
              ${icon(severity)} <span class="number">${texts.check.countOf[severity](counts[severity])}</span>
            </button>`,
        )}
      </div>
      <div class="field">
        <label for="search">${texts.check.search}</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          dir="auto"
          .value=${this.text}
          @input=${({ currentTarget }: Event) => {
            this.text = (currentTarget as HTMLInputElement).value;
          }}
        />
      </div>`;
  }

  #list(findings: readonly Diagnostic[]): TemplateResult {
    const shown = filterFindings(findings, { severities: this.severities, text: this.text });
    if (findings.length === 0) return html`<p class="empty">${icon('success')} ${texts.check.none}</p>`;
    return html`${this.#filters(findings)}
    ${
      shown.length === 0
        ? html`<div class="empty stack">
            <p role="status">${texts.check.noMatch}</p>
            <div>
              ${button({
                text: texts.check.clear,
                press: () => {
                  this.severities = new Set();
                  this.text = '';
                },
              })}
            </div>
          </div>`
        : repeat(
            groupFindings(shown),
            ({ code }) => code,
            (group) => this.#group(group),
          )
    }`;
  }

  #findings(): TemplateResult {
    const { workbook } = this.state;
    switch (workbook.kind) {
      case 'unknown':
        return html`<p class="empty">${texts.check.notYet}</p>`;
      case 'none':
        return html`<p class="empty">${texts.check.noMatrix}</p>`;
      case 'unusable':
      case 'matrix':
        return this.#list(workbook.findings);
    }
  }

  protected override render(): TemplateResult {
    const { undoable, workbook } = this.state;
    return html`<div class="stack">
      <h2 id="title" tabindex="-1">${texts.check.title}</h2>
      <div class="line">
        ${button({
          text: texts.check.check,
          appearance: 'primary',
          mustWait: this.isBusy,
          press: () => void this.model.check(),
        })}
        ${
          undoable > 0
            ? button({
                text: texts.check.undo(undoable),
                mustWait: this.isBusy,
                press: () => {
                  this.#hasFixed = true;
                  void this.model.undo();
                },
              })
            : nothing
        }
        ${
          workbook.kind === 'matrix'
            ? button({
                text: texts.check.write,
                appearance: 'subtle',
                mustWait: this.isBusy,
                press: () => void this.model.writeFindings(),
              })
            : nothing
        }
      </div>
      ${this.#findings()}
    </div>`;
  }
}

customElements.define('nisp-check', CheckTab);
