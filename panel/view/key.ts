/** The part `Key`: what colours, codes, signs and keys mean. */
import { css, html, nothing, type TemplateResult } from 'lit';
import {
  statusCodes,
  statuses,
  statusMeanings,
  timelineCodes,
  timelines,
  type Severity,
} from '../../core/index.js';
import { texts } from '../texts/en.js';
import { icon } from './icons.js';
import { PanelTab } from './panel-tab.js';
import { sharedStyles, swatchClass, swatchStyles } from './styles.js';

const severities: readonly Severity[] = ['error', 'warning', 'information'];

export class KeyTab extends PanelTab {
  static override styles = [
    ...sharedStyles,
    ...swatchStyles,
    css`
      dl {
        display: grid;
        gap: 10px;
      }
      dt {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        margin-block-end: 2px;
      }
      .swatch {
        padding: 1px 10px;
        border-radius: var(--borderRadiusMedium);
        font-weight: var(--fontWeightSemibold);
      }
      kbd {
        font: inherit;
        font-weight: var(--fontWeightSemibold);
        padding: 1px 6px;
        border: 1px solid var(--colorNeutralStroke1);
        border-radius: var(--borderRadiusSmall);
        background: var(--colorNeutralBackground3);
      }
    `,
  ];

  #section(
    id: string,
    title: string,
    lines: readonly (readonly [TemplateResult, string])[],
    introduction?: string,
  ): TemplateResult {
    return html`<section class="card stack" aria-labelledby=${id}>
      <h2 id=${id}>${title}</h2>
      ${introduction === undefined ? nothing : html`<p>${introduction}</p>`}
      <dl>
        ${lines.map(
          ([term, meaning]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${meaning}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  protected override render(): TemplateResult {
    const swatch = (swatchOf: string, name: string, code?: string) =>
      html`<span class="swatch ${swatchOf}">${name}</span>${
          code === undefined ? '' : html`<span class="muted small">${texts.key.code(code)}</span>`
        }`;
    return html`<div class="stack wide">
      ${this.#section('statuses', texts.key.statuses, [
        ...statuses.map(
          (status) =>
            [swatch(swatchClass(status), status, statusCodes[status]), statusMeanings[status]] as const,
        ),
        [swatch(swatchClass(null), texts.key.blank), texts.key.blankMeans],
        [swatch('swatch-not-applicable', texts.key.notApplicable), texts.key.notApplicableMeans],
        [html`<span class="strong">${texts.key.overdue}</span>`, texts.key.overdueMeans],
      ])}
      ${this.#section(
        'timelines',
        texts.key.timelines,
        timelines.map((timeline) => [
          swatch(swatchClass(timeline), timeline),
          texts.key.code(timelineCodes[timeline]),
        ]),
        texts.key.timelinesMean,
      )}
      ${this.#section(
        'severities',
        texts.key.severities,
        severities.map((severity) => [
          html`${icon(severity)}<span class="strong">${texts.check.severity[severity]}</span>`,
          texts.key.severity[severity],
        ]),
      )}
      ${this.#section(
        'keyboard',
        texts.key.keyboard,
        texts.key.keys.map(([keys, meaning]) => [html`<kbd>${keys}</kbd>`, meaning]),
      )}
    </div>`;
  }
}

customElements.define('nisp-key', KeyTab);
