/** A finding as data: code, severity, typed parameters, place. The sentence is made by `messages/`. */
import { severities, type DiagnosticCode, type DiagnosticParams, type Severity } from './codes.js';

/** Where a finding is. `range` is A1 notation without the worksheet's name. */
export interface Place {
  /** Name of the file, as the person knows it. Set by whoever read the file. */
  readonly file?: string;
  readonly worksheet?: string;
  readonly range?: string;
}

/**
 * A repair that changes no meaning and can be applied without asking: the same value in its proper form, or a
 * validation put back.
 */
export type Fix =
  | {
      readonly kind: 'set-value';
      readonly worksheet: string;
      readonly range: string;
      readonly value: string | number | DateValue;
    }
  | { readonly kind: 'clear-value'; readonly worksheet: string; readonly range: string }
  | {
      readonly kind: 'restore-validation';
      readonly worksheet: string;
      readonly range: string;
      readonly field: string;
    };

/** A calendar date in a value that could also be text. */
export interface DateValue {
  readonly date: string;
}

/** A finding whose parameters belong to its code. */
export interface DiagnosticOf<C extends DiagnosticCode> {
  readonly code: C;
  readonly severity: Severity;
  readonly params: DiagnosticParams[C];
  readonly at?: Place;
  /** Number of the intervention concerned. */
  readonly intervention?: string;
  /** Key of the field concerned (see `core/entry/fields.ts`). */
  readonly field?: string;
  readonly fix?: Fix;
}

export type Diagnostic = { [C in DiagnosticCode]: DiagnosticOf<C> }[DiagnosticCode];

/** The optional parts of a diagnostic. */
export type DiagnosticPlace = Pick<DiagnosticOf<DiagnosticCode>, 'at' | 'intervention' | 'field' | 'fix'>;

/** Makes a diagnostic; its severity is the one that the catalogue states for the code. */
export function diagnose<C extends DiagnosticCode>(
  code: C,
  params: DiagnosticParams[C],
  place: DiagnosticPlace = {},
): Diagnostic {
  return { code, severity: severities[code], params, ...place } as DiagnosticOf<C> as Diagnostic;
}

/** The same diagnostic with the name of the file that it was found in. */
export function inFile(diagnostic: Diagnostic, file: string): Diagnostic {
  return { ...diagnostic, at: { ...diagnostic.at, file } };
}

/** How many findings there are of each severity. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}
