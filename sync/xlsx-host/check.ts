/** Reads the bytes of a workbook and checks what they say, in this thread. */
import {
  checkWorkbook,
  inFile,
  worksheetNames,
  type CheckContext,
  type Diagnostic,
  type Submission,
} from '../../core/index.js';
import { readWorkbook } from './read/read.js';

/** A submission, if the file is one, and everything that was found. */
export interface CheckedBytes {
  readonly submission: Submission | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Worksheets of ours that hold nothing anybody enters. Every other one is read: the matrix may have been renamed, or
 * pasted into a worksheet of their own.
 */
const withoutEntries: ReadonlySet<string> = new Set([
  worksheetNames.rollUp,
  worksheetNames.findings,
  worksheetNames.lists,
]);

/** Reads a workbook and checks it: the diagnostics of the file first, then those of its contents, each with its name. */
export function checkBytes(bytes: Uint8Array, context: CheckContext): CheckedBytes {
  const result = readWorkbook(bytes, { worksheets: (name) => !withoutEntries.has(name) });
  const ofFile = result.diagnostics.map((diagnostic) => inFile(diagnostic, context.file));
  if (!result.ok) return { submission: null, diagnostics: ofFile };
  const { submission, diagnostics } = checkWorkbook(result.snapshot, context);
  return { submission, diagnostics: [...ofFile, ...diagnostics] };
}
