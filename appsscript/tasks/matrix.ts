/** The matrix of the spreadsheet as a task of the menu finds it. */
import { builtInPlan, describe, HostError, type WorkbookSnapshot } from '../../core/index.js';
import { stateOfWorkbook, type WorkbookState } from '../../panel/index.js';
import { readWorkbook } from '../spreadsheet-host/read/workbook.js';
import { words } from './words.js';

export type MatrixState = Extract<WorkbookState, { readonly kind: 'matrix' }>;

/** How many reasons a message has room for. */
const mostReasons = 5;

/**
 * Reads the spreadsheet.
 * @throws HostError `not-found` if there is no matrix, `not-a-workbook` if there is one that cannot be used
 */
export function readMatrix(): {
  readonly snapshot: WorkbookSnapshot;
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly matrix: MatrixState;
} {
  const { snapshot, fingerprints } = readWorkbook();
  const matrix = stateOfWorkbook(snapshot, builtInPlan());
  if (matrix.kind === 'matrix') return { snapshot, fingerprints: new Map(fingerprints), matrix };
  if (matrix.kind !== 'unusable') throw new HostError('not-found', words.noMatrix);
  if (matrix.missing) throw new HostError('not-found', words.missing);
  const reasons = matrix.findings.slice(0, mostReasons).map((finding) => describe(finding).text);
  throw new HostError('not-a-workbook', words.unusable(reasons));
}
