/** The panel itself: header, tabs, what is being done, what the last task came to, and the part that is shown. */
import { css, html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { neutral } from '../../core/index.js';
import type { PanelModel, PanelState } from '../model/state.js';
import { texts } from '../texts/en.js';
import './check.js';
import './key.js';
import { noticeBar, noticeLine } from './notice.js';
import './roll-up.js';
import './row.js';
import './start.js';
import { sharedStyles } from './styles.js';
import { tabList, tabListStyles } from './tab-list.js';
import { firstTab, tabIds, type TabId } from './tabs.js';

export class Panel extends LitElement {
  static override properties = {
    model: { attribute: false },
    program: { attribute: false },
    shown: { state: true },
    state: { state: true },
  };
  declare model: PanelModel;
  declare program: string;
  declare private state: PanelState;
  /** The part that is shown; null until it is known what the workbook holds, or somebody has chosen. */
  declare private shown: TabId | null;
  #unsubscribe: (() => void) | null = null;

  static override styles = [
    ...sharedStyles,
    tabListStyles,
    css`
      :host {
        min-block-size: 100%;
        background: var(--colorNeutralBackground2);
        color-scheme: light;
      }
      :host([data-appearance='dark']) {
        color-scheme: dark;
      }
      header {
        background: ${unsafeCSS(neutral.navy)};
        color: #fff;
        padding: 10px 16px;
        border-block-end: 3px solid var(--colorBrandBackground);
      }
      h1 {
        margin: 0;
        font-size: var(--fontSizeBase400);
        line-height: var(--lineHeightBase400);
        font-weight: var(--fontWeightSemibold);
      }
      .sticky {
        position: sticky;
        inset-block-start: 0;
        z-index: 2;
        background: var(--colorNeutralBackground1);
        border-block-end: 1px solid var(--colorNeutralStroke2);
      }
      /* Where there is little room, all of it is for the part that is shown. */
      @media (max-width: 240px), (max-height: 360px) {
        .sticky {
          position: static;
        }
      }
      .status {
        position: relative;
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 12px;
        min-block-size: 24px;
        padding: 3px 16px 5px;
      }
      .live {
        margin-inline-start: auto;
      }
      .live::before {
        content: '';
        display: inline-block;
        inline-size: 8px;
        block-size: 8px;
        margin-inline-end: 6px;
        border: 2px solid var(--colorStatusSuccessForeground1);
        border-radius: 50%;
      }
      .live.on::before {
        background: var(--colorStatusSuccessForeground1);
        forced-color-adjust: none;
      }
      /* Not Fluent's: its animation goes on where reduced motion is wished, the condition being the wrong way round. */
      .working {
        position: absolute;
        inset-inline: 0;
        inset-block-end: 0;
        block-size: 2px;
        overflow: hidden;
        background: var(--colorNeutralBackground6);
      }
      .working::before {
        content: '';
        display: block;
        block-size: 100%;
        background: var(--colorCompoundBrandBackground);
        forced-color-adjust: none;
      }
      @media (forced-colors: active) {
        .working::before {
          background: Highlight;
        }
      }
      @media (prefers-reduced-motion: no-preference) {
        .working::before {
          inline-size: 33%;
          animation: along 1.6s ease-in-out infinite alternate;
        }
      }
      @keyframes along {
        from {
          margin-inline-start: -10%;
        }
        to {
          margin-inline-start: 77%;
        }
      }
      .notices {
        display: block;
      }
      .notices:not(:empty) {
        padding: 12px 16px 0;
      }
      .notice {
        scroll-margin-block: 88px 16px;
        font-size: var(--fontSizeBase300);
        line-height: var(--lineHeightBase300);
        color: var(--colorNeutralForeground1);
      }
      .bullets {
        list-style: disc;
        padding-inline-start: 20px;
      }
      .panel {
        padding: clamp(8px, 5vw, 16px);
      }
      /* The sidebar of Google Sheets is 300 px wide, and a scroll bar takes of them. */
      @media (max-width: 310px) {
        header,
        .status,
        .notices:not(:empty),
        .panel {
          padding-inline: 8px;
        }
        .panel {
          padding-block: 8px;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.shown = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#take(this.model.state);
    this.#unsubscribe = this.model.subscribe((state) => {
      this.#take(state);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  #take(state: PanelState): void {
    this.state = state;
    if (this.shown === null && state.workbook.kind !== 'unknown') this.shown = firstTab(state.workbook);
  }

  /** Shows a part of the panel. */
  show(tab: TabId): void {
    this.shown = tab;
  }

  /** What there is to know comes into view, wherever the person has scrolled to. */
  protected override updated(changed: PropertyValues): void {
    const before = changed.get('state') as PanelState | undefined;
    if (before === undefined || before.notice === this.state.notice) return;
    this.renderRoot.querySelector('.notice')?.scrollIntoView({ block: 'nearest' });
  }

  #whose(): string {
    const { plan, workbook } = this.state;
    switch (workbook.kind) {
      case 'matrix':
        return `${plan.unitById.get(workbook.unit)?.name ?? workbook.unit} · ${texts.header.period(workbook.period)}`;
      case 'none':
        return texts.header.noWorkbook(this.program);
      case 'unusable': {
        const { missing } = workbook;
        if (!missing) return texts.header.unusable;
        const unit = plan.unitById.get(missing.unit)?.name ?? missing.unit;
        return texts.header.missing(unit, texts.header.period(missing.period));
      }
      case 'unknown':
        return this.state.busy === null ? texts.header.notRead : texts.header.unknown;
    }
  }

  /** What is being done, else what the last task came to, else whether edits are being checked. */
  #status(): TemplateResult {
    const { busy, progress, notice, isLive, workbook } = this.state;
    const task = busy && texts.busy[busy];
    const line =
      task === null
        ? notice && noticeLine(notice)
        : progress
          ? texts.progress(task, progress.done, progress.of)
          : task;
    return html`<div class="status small muted">
      <span role="status">${line}</span>
      ${
        workbook.kind === 'matrix'
          ? html`<span class=${isLive ? 'live on' : 'live'}
              >${isLive ? texts.check.live : texts.check.notLive}</span
            >`
          : nothing
      }
      ${
        task === null
          ? nothing
          : html`<div
              class="working"
              role="progressbar"
              aria-label=${task}
              aria-valuenow=${progress?.done ?? nothing}
              aria-valuemax=${progress?.of ?? nothing}
            ></div>`
      }
    </div>`;
  }

  #part(tab: TabId, isShown: boolean): TemplateResult {
    const { model, state } = this;
    switch (tab) {
      case 'start':
        return html`<nisp-start .model=${model} .state=${state} .isShown=${isShown}></nisp-start>`;
      case 'check':
        return html`<nisp-check .model=${model} .state=${state} .isShown=${isShown}></nisp-check>`;
      case 'roll-up':
        return html`<nisp-roll-up .model=${model} .state=${state} .isShown=${isShown}></nisp-roll-up>`;
      case 'row':
        return html`<nisp-row .model=${model} .state=${state} .isShown=${isShown}></nisp-row>`;
      case 'key':
        return html`<nisp-key .model=${model} .state=${state} .isShown=${isShown}></nisp-key>`;
    }
  }

  protected override render(): TemplateResult {
    const { plan, notice } = this.state;
    const shown = this.shown ?? 'start';
    const dismiss = () => {
      // The button that has the focus goes: the tab that is shown takes it.
      this.renderRoot.querySelector<HTMLElement>(`#tab-${shown}`)?.focus();
      this.model.dismissNotice();
    };
    const bar = notice === null ? nothing : noticeBar(notice, { program: this.program, dismiss });
    const isAlert = notice?.kind === 'failed';
    return html`<header>
        <h1>${plan.shortTitle}</h1>
        <p>${this.#whose()}</p>
      </header>
      <main>
        <div class="sticky">
          ${tabList(shown, (tab) => {
            this.shown = tab;
          })}
          ${this.#status()}
        </div>
        <div class="notices" role="status">${isAlert ? nothing : bar}</div>
        <div class="notices" role="alert">${isAlert ? bar : nothing}</div>
        ${tabIds.map(
          (tab) =>
            html`<section
              class="panel"
              role="tabpanel"
              id=${`panel-${tab}`}
              aria-labelledby=${`tab-${tab}`}
              tabindex=${tab === 'key' ? '0' : nothing}
              ?hidden=${tab !== shown}
            >
              ${this.#part(tab, tab === shown)}
            </section>`,
        )}
      </main>`;
  }
}

customElements.define('nisp-panel', Panel);
