/** What is selected, and which worksheet is shown. */
import type { CellRange } from '../../../../core/index.js';
import { invalidOperation } from '../excel-error.js';
import { addressOf } from '../../spreadsheet/ranges.js';
import type { Worksheet } from '../workbook.js';
import type { Program } from './object.js';

/** Shows a worksheet. @throws ExcelError for one that is hidden */
export function activate(program: Program, worksheet: Worksheet): void {
  const { workbook, events } = program;
  if (worksheet.visibility !== 'Visible') throw invalidOperation('A hidden worksheet cannot be activated.');
  const last = workbook.active;
  if (last === worksheet) return;
  workbook.active = worksheet;
  workbook.selection = { worksheet, ranges: [{ top: 1, left: 1, bottom: 1, right: 1 }] };
  events.raise('Deactivated', last);
  events.raise('Activated', worksheet);
}

export function selectRanges(program: Program, worksheet: Worksheet, ranges: readonly CellRange[]): void {
  activate(program, worksheet);
  program.workbook.selection = { worksheet, ranges };
  program.events.raise('SelectionChanged', worksheet, { address: ranges.map(addressOf).join(',') });
}
