/** A small workbook, the change that is tried on it, and what a run does: what the tests of faults and of cuts share. */
import type { CellChange } from '../../../core/index.js';
import type { ChangeableWorkbook } from '../../../sync/changeable-workbook.js';
import { backupPath, type FileSystem } from '../../../sync/files.js';
import { changeableFile } from '../../../sync/xlsx-host/changeable.js';

/** The cell that is changed. */
export const cell = { worksheet: 'Matrix', range: 'A1' };
export const [valueBefore, valueAfter] = [1, 'changed'];

const change: CellChange = {
  ...cell,
  value: valueAfter,
  before: { content: { kind: 'number', value: valueBefore }, formula: null },
};

async function holdsBefore(file: ChangeableWorkbook): Promise<boolean> {
  const { snapshot } = await file.read();
  return snapshot.worksheets[0]!.rows[0]!.cells[0]!.content?.kind === 'number';
}

/** A run as a sync makes it: look whether the file can be changed, read it, change what is yet to be changed. */
export async function run(path: string, files?: FileSystem): Promise<void> {
  const file = changeableFile(path, files ? { files } : {});
  await file.requireChangeable();
  if (await holdsBefore(file)) await file.change([change]);
}

export { backupPath };
