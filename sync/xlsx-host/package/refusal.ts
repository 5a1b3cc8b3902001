/** How the readers of this folder give up on a file: an error that carries the finding, caught where they return. */
import {
  diagnose,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticParams,
  type Place,
} from '../../../core/index.js';

/** Thrown deep inside a parser; never leaves `readWorkbook` or `attempt`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.code);
  }
}

/** Stops reading the file with one finding. */
export function refuse<C extends DiagnosticCode>(code: C, params: DiagnosticParams[C], at?: Place): never {
  throw new Refusal(diagnose(code, params, at ? { at } : {}));
}

/** Text out of a file, short enough to stand in a message. */
export function shorten(text: string, length = 80): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
