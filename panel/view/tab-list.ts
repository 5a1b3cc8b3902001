/**
 * The row of tabs. Fluent's own is not used: when the part that is shown changes without a key or click, fluent-tablist
 * 3.1 leaves its tab stop on the tab that had it, and as focus selects there, tabbing into it would change the part.
 */
import { css, html, type TemplateResult } from 'lit';
import { texts } from '../texts/en.js';
import { tabIds, type TabId } from './tabs.js';

export const tabListStyles = css`
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    padding-inline: 8px;
  }
  @media (max-width: 310px) {
    [role='tablist'] {
      gap: 0;
      padding-inline: 0;
    }
  }
  [role='tab'] {
    position: relative;
    min-block-size: 36px;
    padding: 6px 8px;
    font: inherit;
    color: var(--colorNeutralForeground2);
    background: none;
    border: 0;
    cursor: pointer;
  }
  [role='tab']:hover {
    color: var(--colorNeutralForeground1Hover);
  }
  [role='tab'][aria-selected='true'] {
    font-weight: var(--fontWeightSemibold);
    color: var(--colorNeutralForeground1);
  }
  /* A border, which forced colours keep. */
  [role='tab']::after {
    content: '';
    position: absolute;
    inset-inline: 8px;
    inset-block-end: 0;
    border-block-end: 3px solid transparent;
    border-radius: var(--borderRadiusCircular);
    forced-color-adjust: none;
  }
  [role='tab']:hover::after {
    border-color: var(--colorNeutralStroke1Hover);
  }
  [role='tab'][aria-selected='true']::after {
    border-color: var(--colorCompoundBrandStroke);
  }
  [role='tab']:focus-visible {
    outline-offset: -2px;
  }
  /* The place that the heavier letters take is kept, so that nothing moves. */
  [role='tab'] span::after {
    content: attr(data-text);
    display: block;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    font-weight: var(--fontWeightSemibold);
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='true']::after {
      border-color: Highlight;
    }
    [role='tab']:not([aria-selected='true'])::after {
      border-color: transparent;
    }
  }
`;

/** The tab that a key leads to; null for keys that lead nowhere. */
function target(key: string, shown: TabId, isMirrored: boolean): TabId | null {
  const index = tabIds.indexOf(shown);
  const last = tabIds.length - 1;
  const after = tabIds[index === last ? 0 : index + 1]!;
  const before = tabIds[index === 0 ? last : index - 1]!;
  switch (key) {
    case 'ArrowRight':
      return isMirrored ? before : after;
    case 'ArrowLeft':
      return isMirrored ? after : before;
    case 'Home':
      return tabIds[0];
    case 'End':
      return tabIds[last]!;
    default:
      return null;
  }
}

/** The tabs, of which the one that is shown is a stop for the Tab key; arrow keys walk and select. */
export function tabList(shown: TabId, choose: (tab: TabId) => void): TemplateResult {
  const walk = (event: KeyboardEvent) => {
    const list = event.currentTarget as HTMLElement;
    const tab = target(event.key, shown, list.matches(':dir(rtl)'));
    if (tab === null) return;
    event.preventDefault();
    choose(tab);
    list.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };
  return html`<div role="tablist" aria-label=${texts.tabsLabel} @keydown=${walk}>
    ${tabIds.map(
      (tab) =>
        html`<button
          role="tab"
          id=${`tab-${tab}`}
          aria-controls=${`panel-${tab}`}
          aria-selected=${tab === shown ? 'true' : 'false'}
          tabindex=${tab === shown ? '0' : '-1'}
          @click=${() => {
            choose(tab);
          }}
        >
          <span data-text=${texts.tabs[tab]}>${texts.tabs[tab]}</span>
        </button>`,
    )}
  </div>`;
}
