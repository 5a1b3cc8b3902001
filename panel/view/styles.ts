/** What all parts of the panel share in looks: text, controls, focus. Logical properties only, so that it can be mirrored. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import {
  neutral,
  statuses,
  statusPalette,
  timelinePalette,
  timelines,
  type Status,
  type Swatch,
  type Timeline,
} from '../../core/index.js';

const slug = (text: string) => text.toLowerCase().replaceAll(' ', '-');

/** The class that gives an element the colours of a status or a timeline; of no status where it is null. */
export function swatchClass(name: Status | Timeline | null): string {
  return `swatch-${name === null ? 'none' : slug(name)}`;
}

function swatchRules(palette: Readonly<Record<string, Swatch>>, names: readonly string[]): CSSResult[] {
  return names.map((name) => {
    const { fill, text } = palette[name]!;
    return unsafeCSS(`.swatch-${slug(name)} { background: ${fill}; color: ${text}; }`);
  });
}

/** The core's colours, as they are in the workbook. They carry meaning, so forced colours leave them alone. */
export const swatchStyles: readonly CSSResult[] = [
  css`
    .swatch {
      --swatch-edge: ${unsafeCSS(neutral.muted)};
      border: 1px solid var(--swatch-edge);
      forced-color-adjust: none;
    }
    .swatch-none {
      background: ${unsafeCSS(neutral.noUpdate)};
      color: ${unsafeCSS(neutral.muted)};
      border-style: dashed;
    }
    .swatch-not-applicable {
      background: ${unsafeCSS(neutral.closed)};
      color: ${unsafeCSS(neutral.ink)};
    }
  `,
  ...swatchRules(statusPalette, statuses),
  ...swatchRules(timelinePalette, timelines),
];

/** Signs in the colours of the theme's own tokens, which are read on light and dark ground alike. */
const iconStyles: readonly CSSResult[] = [
  css`
    .icon {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      vertical-align: -3px;
      fill: currentColor;
    }
    .icon .cut,
    .icon .line {
      fill: none;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke: var(--colorNeutralBackground1);
    }
    .icon .line {
      stroke: currentColor;
    }
    .icon-error {
      color: var(--colorStatusDangerForeground1);
    }
    .icon-warning {
      color: var(--colorStatusWarningForeground1);
    }
    .icon-information {
      color: var(--colorBrandForeground1);
    }
    .icon-success {
      color: var(--colorStatusSuccessForeground1);
    }
    :host(:dir(rtl)) .icon-previous,
    :host(:dir(rtl)) .icon-next {
      transform: scaleX(-1);
    }
    @media (forced-colors: active) {
      .icon {
        color: CanvasText;
      }
      .icon .cut {
        stroke: Canvas;
      }
    }
  `,
];

const baseStyles = css`
  :host {
    display: block;
    font-family: var(--fontFamilyBase);
    font-size: var(--fontSizeBase300);
    line-height: var(--lineHeightBase300);
    color: var(--colorNeutralForeground1);
    overflow-wrap: anywhere;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--fontSizeBase400);
    line-height: var(--lineHeightBase400);
    font-weight: var(--fontWeightSemibold);
  }
  h3,
  h4 {
    font-size: var(--fontSizeBase300);
    line-height: var(--lineHeightBase300);
    font-weight: var(--fontWeightSemibold);
  }
  :focus-visible {
    outline: 2px solid var(--colorStrokeFocus2);
    outline-offset: 2px;
    border-radius: var(--borderRadiusSmall);
    /* Clear of the tabs, which stay where they are while the rest is scrolled. */
    scroll-margin-block: 88px 16px;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .tight {
    gap: 4px;
  }
  .wide {
    gap: 20px;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .between {
    justify-content: space-between;
  }
  .muted {
    color: var(--colorNeutralForeground3);
  }
  .small {
    font-size: var(--fontSizeBase200);
    line-height: var(--lineHeightBase200);
  }
  .strong {
    font-weight: var(--fontWeightSemibold);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .card {
    border: 1px solid var(--colorNeutralStroke2);
    border-radius: var(--borderRadiusLarge);
    background: var(--colorNeutralBackground1);
    padding: 12px;
  }
  .empty {
    border: 1px dashed var(--colorNeutralStroke1);
    border-radius: var(--borderRadiusLarge);
    padding: 20px 12px;
    text-align: center;
    color: var(--colorNeutralForeground2);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/**
 * Native fields, dressed with the tokens. Fluent's own are not used: their control lies in a shadow tree, where
 * aria-describedby cannot tie the findings of a field to it; and fluent-dropdown places its list by CSS anchor
 * positioning, which Excel on older Macs lacks.
 */
export const fieldStyles = css`
  .field {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-inline-size: 0;
  }
  label,
  .label {
    font-weight: var(--fontWeightSemibold);
  }
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 32px;
    padding: 4px 10px;
    background: var(--colorNeutralBackground1);
    border: 1px solid var(--colorNeutralStroke1);
    border-block-end-color: var(--colorNeutralStrokeAccessible);
    border-radius: var(--borderRadiusMedium);
  }
  @media (max-width: 310px) {
    select {
      padding-inline: 6px;
    }
  }
  textarea {
    min-block-size: 72px;
    resize: vertical;
  }
  /* The calendar of a date is a part within the input, and has the focus in its stead. */
  input:focus-within,
  select:focus-visible,
  textarea:focus {
    outline: 2px solid var(--colorStrokeFocus2);
    outline-offset: 1px;
    border-radius: var(--borderRadiusMedium);
  }
  [aria-invalid='true'] {
    border-color: var(--colorStatusDangerBorder2);
    border-block-end-width: 2px;
  }
  ::placeholder {
    color: var(--colorNeutralForeground3);
    opacity: 1;
  }
`;

/** What every part of the panel wears. */
export const sharedStyles: readonly CSSResult[] = [baseStyles, ...iconStyles];
