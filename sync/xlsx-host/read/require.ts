/** Reads a workbook of which it is an error that it cannot be read. */
import { describe, HostError, type WorkbookSnapshot } from '../../../core/index.js';
import { readWorkbook } from './read.js';

/** The snapshot of a file's bytes. @throws HostError `not-a-workbook` that says why, with the diagnostics as its cause */
export function requireSnapshot(path: string, bytes: Uint8Array): WorkbookSnapshot {
  const result = readWorkbook(bytes);
  if (result.ok) return result.snapshot;
  const words = result.diagnostics.map((finding) => describe(finding));
  const said = words.map(({ text, advice }) => `${text} ${advice}`).join(' ');
  throw new HostError('not-a-workbook', `${path}: ${said}`, [], { cause: result.diagnostics });
}
