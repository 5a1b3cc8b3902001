/** A button that starts something. While it has to wait it keeps the focus, so that the keyboard does not lose its place. */
import '@fluentui/web-components/button.js';
import { html, nothing, type TemplateResult } from 'lit';

export interface ButtonParts {
  readonly text: string;
  readonly press: () => void;
  /** `primary` for the one thing to do here. Absent: an outlined button. */
  readonly appearance?: 'primary' | 'subtle' | 'transparent';
  readonly isSmall?: boolean;
  readonly mustWait?: boolean;
  /** What a screen reader says in place of the text; it contains the text. */
  readonly label?: string;
}

/** A Fluent button. */
export function button({
  text,
  press,
  appearance,
  isSmall = false,
  mustWait = false,
  label,
}: ButtonParts): TemplateResult {
  // Fluent states role and state through ElementInternals alone; the attributes make them plain to every tool.
  return html`<fluent-button
    role="button"
    appearance=${appearance ?? nothing}
    size=${isSmall ? 'small' : 'medium'}
    aria-label=${label ?? nothing}
    ?disabled-focusable=${mustWait}
    aria-disabled=${mustWait ? 'true' : nothing}
    @click=${mustWait ? nothing : press}
    >${text}</fluent-button
  >`;
}
