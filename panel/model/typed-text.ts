/** Reads what a person typed into the form of a row. */
import {
  diagnose,
  parseFieldValue,
  severities,
  type Diagnostic,
  type EntryValue,
  type Field,
  type ParseContext,
  type Place,
} from '../../core/index.js';

export interface ReadText {
  /** About the text; an error among them: there is no value. */
  readonly findings: readonly Diagnostic[];
  /** Null: the cell is to be cleared, or there is no value. */
  readonly value: EntryValue | null;
}

/**
 * Reads a text as the value of a field. A form gives only texts, and what is written is the value in its proper form:
 * findings that this settles by itself (a number stored as text, another spelling) are left out.
 */
export function readTypedText(
  field: Field,
  text: string,
  context: ParseContext,
  place: { readonly intervention: string; readonly at: Place },
): ReadText {
  const parsed = parseFieldValue(field, { kind: 'text', text }, context);
  const value = parsed.kind === 'value' ? parsed.value : null;
  const findings = parsed.findings
    .filter(({ fix }) => fix === undefined || (typeof fix === 'object' ? fix.date : fix) !== value)
    .map(({ code, params }) => diagnose(code, params, { ...place, field: field.key }));
  return { findings, value };
}

export const hasError = (findings: readonly Diagnostic[]) =>
  findings.some(({ code }) => severities[code] === 'error');
