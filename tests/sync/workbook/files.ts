/** From a blueprint to a file, and from a file back to what it says. */
import { readFileSync } from 'node:fs';
import {
  buildUnitWorkbook,
  checkWorkbook,
  type Blueprint,
  type CheckedWorkbook,
  type Plan,
  type Submission,
  type UnitWorkbookInput,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { paintWorkbook } from '../../../sync/xlsx-host/paint/paint.js';
import { readWorkbook } from '../../../sync/xlsx-host/read/read.js';
import { temporaryFile } from '../../support/libreoffice.js';
import { withWrongResults } from '../xlsx-host/paint/fixture.js';

/** A workbook on disk, painted with wrong results, so that only a program that recalculates shows the right ones. */
export async function paintedFile(
  name: string,
  input: UnitWorkbookInput,
): Promise<{ readonly file: string; readonly blueprint: Blueprint }> {
  const blueprint = buildUnitWorkbook(input);
  const { bytes } = await paintWorkbook(withWrongResults(blueprint));
  return { file: temporaryFile(name, bytes), blueprint };
}

/** @throws Error where the file is refused */
export function snapshotOfFile(file: string): WorkbookSnapshot {
  const result = readWorkbook(readFileSync(file));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.snapshot;
}

export function checked(snapshot: WorkbookSnapshot, plan: Plan): CheckedWorkbook {
  return checkWorkbook(snapshot, { plan, file: 'workbook.xlsx', hash: null, received: null });
}

/** @throws Error where the workbook cannot be read as a submission */
export function submissionOf(snapshot: WorkbookSnapshot, plan: Plan): Submission {
  const { submission, diagnostics } = checked(snapshot, plan);
  if (!submission) throw new Error(JSON.stringify(diagnostics));
  return submission;
}
