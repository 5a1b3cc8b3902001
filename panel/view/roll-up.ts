/** The part `Roll-up`: how far implementation is, in all and by group, each figure with its denominator. */
import { css, html, nothing, type TemplateResult } from 'lit';
import {
  sharesOf,
  statusCodes,
  statuses,
  type Figures,
  type FiguresOf,
  type Grouping,
  type Plan,
  type RollUp,
  type Status,
} from '../../core/index.js';
import { texts } from '../texts/en.js';
import { grow } from './grow.js';
import { PanelTab } from './panel-tab.js';
import { fieldStyles, sharedStyles, swatchClass, swatchStyles } from './styles.js';

/** What the panel groups by: those groupings that say something of one unit. */
const groupings = Object.keys(texts.rollUp.grouping) as (keyof typeof texts.rollUp.grouping & Grouping)[];

/** Rows by status, and last those without one: together all interventions. */
function partsOf({
  byStatus,
  interventions,
  reported,
}: Figures): readonly (readonly [Status | null, number])[] {
  return [...statuses.map((status) => [status, byStatus[status]] as const), [null, interventions - reported]];
}
const nameOf = (status: Status | null) => status ?? texts.rollUp.noUpdate;
const codeOf = (status: Status | null) => (status === null ? texts.rollUp.noUpdateCode : statusCodes[status]);

/** A bar of which each status takes its share, and under it the shares by their codes. */
function bar(figures: Figures): TemplateResult {
  const parts = partsOf(figures).filter(([, count]) => count > 0);
  return html`<div
      class="bar"
      role="img"
      aria-label=${texts.rollUp.bar(parts.map(([status, count]) => [nameOf(status), count]))}
    >
      ${parts.map(([status, count]) => html`<span class="swatch ${swatchClass(status)}" ${grow(count)}></span>`)}
    </div>
    <ul class="legend small" aria-hidden="true">
      ${parts.map(
        ([status, count]) =>
          html`<li>
            <span class="code swatch ${swatchClass(status)}">${codeOf(status)}</span>
            <span class="number">${texts.common.number(count)}</span>
          </li>`,
      )}
    </ul>`;
}

function figuresList(figures: Figures): TemplateResult {
  const { reported, doneOfAll, overdueOfDue } = sharesOf(figures);
  const absences = texts.rollUp.absences(figures.absent);
  const lines: readonly (readonly [string, string])[] = [
    [texts.rollUp.completed, texts.rollUp.share(doneOfAll)],
    [texts.rollUp.overdue, texts.rollUp.overdueOf(overdueOfDue)],
    [texts.rollUp.reported, texts.rollUp.share(reported) + (absences === '' ? '' : `; ${absences}`)],
    [texts.rollUp.progress, texts.rollUp.average(figures.progress)],
    [texts.rollUp.budget, texts.rollUp.money(figures.budget)],
    ...(figures.spent.of === 0
      ? []
      : [[texts.rollUp.spent, texts.rollUp.rupees(figures.spent.known)] as const]),
  ];
  return html`<dl class="figures">
    ${lines.map(
      ([term, text]) =>
        html`<div>
          <dt class="muted">${term}</dt>
          <dd class="number">${text}</dd>
        </div>`,
    )}
  </dl>`;
}

/** What a group is called, and what it stands in. */
function headingOf(
  { grouping, id, name, within }: FiguresOf,
  plan: Plan,
): { name: string; within: string | null } {
  return {
    name: grouping === 'priority' ? texts.rollUp.priority(id, name) : name,
    within: within === null ? null : (plan.pillarById.get(within)?.name ?? within),
  };
}

export class RollUpTab extends PanelTab {
  static override properties = { ...PanelTab.properties, grouping: { state: true } };
  declare private grouping: (typeof groupings)[number];

  static override styles = [
    ...sharedStyles,
    fieldStyles,
    ...swatchStyles,
    css`
      .bar {
        display: flex;
        gap: 1px;
        block-size: 16px;
        border-radius: var(--borderRadiusMedium);
        overflow: hidden;
      }
      .bar > .swatch {
        flex: 0 1 0;
        min-inline-size: 3px;
        border: 0;
        box-shadow: inset 0 0 0 1px var(--swatch-edge);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      .names {
        margin-block-start: 6px;
      }
      .code {
        min-inline-size: 28px;
        padding-inline: 4px;
        text-align: center;
        border-radius: var(--borderRadiusSmall);
      }
      .figures {
        display: grid;
        gap: 2px;
      }
      .figures > div {
        display: grid;
        grid-template-columns: minmax(0, 8em) minmax(0, 1fr);
        gap: 0 8px;
      }
      @media (max-width: 260px) {
        .figures > div {
          grid-template-columns: 1fr;
        }
      }
      .total {
        border-block-start: 3px solid var(--colorBrandBackground);
      }
      .big {
        font-size: var(--fontSizeBase500);
        line-height: var(--lineHeightBase500);
        font-weight: var(--fontWeightSemibold);
      }
      summary {
        cursor: pointer;
        font-weight: var(--fontWeightSemibold);
      }
      .scroll {
        overflow-x: auto;
        margin-block-start: 8px;
      }
      table {
        border-collapse: collapse;
        font-size: var(--fontSizeBase200);
      }
      th,
      td {
        padding: 4px 8px;
        border-block-end: 1px solid var(--colorNeutralStroke2);
        text-align: end;
        overflow-wrap: normal;
      }
      tbody th {
        text-align: start;
        font-weight: var(--fontWeightRegular);
        min-inline-size: 120px;
      }
    `,
  ];

  constructor() {
    super();
    this.grouping = 'pillar';
  }

  #legend(): TemplateResult {
    return html`<details class="small">
      <summary>${texts.rollUp.legend}</summary>
      <ul class="legend names">
        ${[...statuses, null].map(
          (status) =>
            html`<li>
              <span class="code swatch ${swatchClass(status)}">${codeOf(status)}</span>
              <span>${nameOf(status)}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #table({ total }: RollUp, groups: readonly FiguresOf[]): TemplateResult {
    const line = (name: string, figures: Figures) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${figures.interventions}</td>
        ${partsOf(figures).map(([, count]) => html`<td>${count}</td>`)}
      </tr>`;
    const caption = texts.rollUp.tableOf(texts.rollUp.grouping[this.grouping]);
    return html`<details class="card">
      <summary>${texts.rollUp.table}</summary>
      <div class="scroll" role="region" aria-label=${caption} tabindex="0">
        <table class="number">
          <caption class="visually-hidden">
            ${caption}
          </caption>
          <thead>
            <tr>
              <th scope="col">${texts.rollUp.grouping[this.grouping]}</th>
              <th scope="col">${texts.rollUp.interventions}</th>
              ${partsOf(total).map(([status]) => html`<th scope="col">${nameOf(status)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${line(texts.rollUp.total, total)}
            ${groups.map((group) => line(headingOf(group, this.state.plan).name, group.figures))}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #group(group: FiguresOf): TemplateResult {
    const { name, within } = headingOf(group, this.state.plan);
    return html`<li class="card stack tight">
      ${within === null || within === name ? nothing : html`<p class="muted small">${within}</p>`}
      <h3><bdi>${name}</bdi></h3>
      ${bar(group.figures)} ${figuresList(group.figures)}
    </li>`;
  }

  protected override render(): TemplateResult {
    const { matrix } = this;
    if (!matrix) return html`<p class="empty">${texts.rollUp.none}</p>`;
    const { rollUp } = matrix;
    const groups = rollUp.groups[this.grouping].filter(({ figures }) => figures.interventions > 0);
    const empty = rollUp.groups[this.grouping].length - groups.length;
    return html`<div class="stack">
      <section class="card total stack" aria-labelledby="total">
        <h2 id="total">${texts.rollUp.total}</h2>
        <p class="big number">${texts.rollUp.completedOf(sharesOf(rollUp.total).doneOfAll)}</p>
        ${bar(rollUp.total)} ${this.#legend()} ${figuresList(rollUp.total)}
        <p class="muted small">${texts.rollUp.asOf(rollUp.asOf)}</p>
      </section>
      <div class="field">
        <label for="by">${texts.rollUp.by}</label>
        <select
          id="by"
          @change=${({ currentTarget }: Event) => {
            this.grouping = (currentTarget as HTMLSelectElement).value as (typeof groupings)[number];
          }}
        >
          ${groupings.map(
            (grouping) =>
              html`<option value=${grouping} ?selected=${grouping === this.grouping}>
                ${texts.rollUp.grouping[grouping]}
              </option>`,
          )}
        </select>
      </div>
      <ul class="stack">
        ${groups.map((group) => this.#group(group))}
      </ul>
      ${empty > 0 ? html`<p class="muted small">${texts.rollUp.withoutRows(empty)}</p>` : nothing}
      ${this.#table(rollUp, groups)}
    </div>`;
  }
}

customElements.define('nisp-roll-up', RollUpTab);
