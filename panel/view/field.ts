/** One field of the entry form: its control, its value as a person types it, and its findings tied to it. */
import { html, nothing, type TemplateResult } from 'lit';
import { describe, type Diagnostic, type EntryValue, type Field } from '../../core/index.js';
import { texts } from '../texts/en.js';
import { icon } from './icons.js';

export interface EntryFieldParts {
  readonly field: Field;
  readonly value: EntryValue | undefined;
  readonly findings: readonly Diagnostic[];
  /** What stands in the cell cannot be used. */
  readonly isUnusable: boolean;
  /** The last text was not written, because of these. */
  readonly refusedFor: readonly Diagnostic[];
  readonly isSaved: boolean;
  readonly save: (text: string) => void;
}

/** A value as the control shows it: progress in percent, dates as ISO texts. */
export function valueAsTyped(field: Field, value: EntryValue | undefined): string {
  if (value === undefined) return '';
  return field.type === 'progress' && typeof value === 'number'
    ? String(Number((value * 100).toPrecision(12)))
    : String(value);
}

/** What a control holds, as a person would type it into the cell: progress says that it is a percentage. */
export function textForCell(field: Field, typed: string): string {
  return field.type === 'progress' && /^\s*\d+([.,]\d+)?\s*$/.test(typed) ? `${typed.trim()}%` : typed;
}

const unitOf = ({ type }: Field) =>
  type === 'progress' ? texts.row.percent : type === 'money' ? texts.row.million : null;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function control(
  { field, value, findings, refusedFor, save }: EntryFieldParts,
  describedBy: string,
): TemplateResult {
  const typed = valueAsTyped(field, value);
  const isInvalid = [...findings, ...refusedFor].some(({ severity }) => severity === 'error');
  const saveIfChanged = ({ currentTarget }: Event) => {
    const { value: now } = currentTarget as Control;
    if (now !== typed || refusedFor.length > 0) save(textForCell(field, now));
  };
  const saveOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter') saveIfChanged(event);
  };
  const invalid = isInvalid ? 'true' : nothing;
  if (field.allowed !== null) {
    const none = field.owner === 'plan' ? texts.row.notSet : texts.row.noUpdate;
    return html`<select
      id=${field.key}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .value=${typed}
      @change=${saveIfChanged}
    >
      <option value="" ?selected=${typed === ''}>${none}</option>
      ${field.allowed.map((name) => html`<option value=${name} ?selected=${name === typed}>${name}</option>`)}
    </select>`;
  }
  if (field.type === 'text' && field.key !== 'focalPerson') {
    return html`<textarea
      id=${field.key}
      dir="auto"
      rows="3"
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .value=${typed}
      @blur=${saveIfChanged}
    ></textarea>`;
  }
  const isNumber = field.type === 'number' || field.type === 'money' || field.type === 'progress';
  // A date is saved when it is left: while its year is being typed it passes through years that nobody means.
  return html`<input
    id=${field.key}
    type=${field.type === 'date' ? 'date' : 'text'}
    inputmode=${isNumber ? 'decimal' : nothing}
    dir=${field.type === 'text' ? 'auto' : nothing}
    autocomplete="off"
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    .value=${typed}
    @blur=${saveIfChanged}
    @keydown=${saveOnEnter}
  />`;
}

/** The field with its label, help and findings. */
export function entryField(parts: EntryFieldParts): TemplateResult {
  const { field, findings, isUnusable, refusedFor, isSaved } = parts;
  const unit = unitOf(field);
  const header = unit === null ? field.header : field.header.replace(/ (%|\(.*\))$/, '');
  const finding = (of: Diagnostic, prefix: string) => {
    const { text, advice } = describe(of);
    return html`<p class="small">
      ${icon(of.severity)}
      <span class="visually-hidden">${texts.check.severity[of.severity]}: </span>${prefix}${text}
      <span class="muted">${advice}</span>
    </p>`;
  };
  return html`<div class="field">
    <div class="line between">
      <label for=${field.key}
        >${header}${unit === null ? nothing : html` <span class="muted">${unit}</span>`}</label
      >
      ${isSaved ? html`<span class="small muted">${icon('success')} ${texts.row.saved}</span>` : nothing}
    </div>
    ${control(parts, `${field.key}-help ${field.key}-findings`)}
    <div id=${`${field.key}-findings`} class="stack tight">
      ${isUnusable && findings.length === 0 ? html`<p class="small">${icon('error')} ${texts.row.unusable}</p>` : nothing}
      ${refusedFor.map((of) => finding(of, texts.row.notWritten))} ${findings.map((of) => finding(of, ''))}
    </div>
    <p id=${`${field.key}-help`} class="muted small">${field.help}</p>
  </div>`;
}
