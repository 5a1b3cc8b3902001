/** The panel's signs, each of a shape of its own, so that none depends on its colour. Words always stand beside them. */
import { svg, html, type TemplateResult } from 'lit';
import type { Severity } from '../../core/index.js';

const shapes = {
  /** A stop sign. */
  error: svg`<path d="M5.3 1h5.4L15 5.3v5.4L10.7 15H5.3L1 10.7V5.3z"/><path class="cut" d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6"/>`,
  /** A triangle. */
  warning: svg`<path d="M8 1.2L15.4 14.4H.6z"/><path class="cut" d="M8 6v4m0 1.6v1.2"/>`,
  /** A disc. */
  information: svg`<circle cx="8" cy="8" r="7"/><path class="cut" d="M8 7.2v4.6M8 4v1.4"/>`,
  /** A tick. */
  success: svg`<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.6 8.2l2.4 2.4 4.4-4.8"/>`,
  dismiss: svg`<path class="line" d="M3.5 3.5l9 9m0-9l-9 9"/>`,
  previous: svg`<path class="line" d="M10 3L5 8l5 5"/>`,
  next: svg`<path class="line" d="M6 3l5 5-5 5"/>`,
} satisfies Record<Severity, unknown> & Record<string, unknown>;

/** A sign of 16 by 16, for the eye alone. `slot` places it in a Fluent control. */
export function icon(name: keyof typeof shapes, slot = ''): TemplateResult {
  return html`<svg
    class="icon icon-${name}"
    slot=${slot}
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
  >
    ${shapes[name]}
  </svg>`;
}
