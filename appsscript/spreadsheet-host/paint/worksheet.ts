/** Paints one worksheet. */
import { extentOf, HostError, type Blueprint, type Worksheet } from '../../../core/index.js';
import type { Gives, Takes } from '../../messages/methods.js';
import { fingerprintOf } from '../contents.js';
import { paintBorders } from './borders.js';
import type { Canvas, Sheet, Spreadsheet } from './canvas.js';
import { paintCharts } from './charts.js';
import { clearWorksheet } from './clear.js';
import { paintConditionalFormats } from './conditional-formats.js';
import { paintContents, paintNotes, paintNumberFormats } from './contents.js';
import { fitGrid } from './grid-size.js';
import { paintLooks } from './looks.js';
import { paintColumnKeys } from './metadata.js';
import { paintNames } from './names.js';
import { paintProtection } from './protection.js';
import { hideLines, paintHeights, paintOutline, paintWidths } from './sizes.js';
import { touching } from './touching.js';
import { paintValidations } from './validations.js';
import { paintMerges, paintView } from './view.js';

/** In the order in which Google Sheets has to be told. */
const painters: readonly ((canvas: Canvas) => void)[] = [
  clearWorksheet,
  // Formulas use the names.
  paintNames,
  paintContents,
  paintNumberFormats,
  paintLooks,
  paintBorders,
  paintMerges,
  paintHeights,
  paintWidths,
  paintOutline,
  hideLines,
  paintView,
  paintConditionalFormats,
  paintValidations,
  paintNotes,
  paintColumnKeys,
  paintProtection,
  paintCharts,
];

/** Clears and paints a worksheet in its place. @returns what stands in it then */
export function paintOver(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  blueprint: Blueprint,
  worksheet: Worksheet,
): string {
  const size = fitGrid(sheet, worksheet);
  const { rows, columns } = extentOf(worksheet);
  const painted = sheet.getRange(1, 1, rows, columns);
  const canvas: Canvas = { blueprint, worksheet, spreadsheet, sheet, size, painted };
  for (const paint of painters) paint(canvas);
  return fingerprintOf(sheet);
}

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** What was entered since it was read is not painted over. */
export const changedSince = (names: readonly string[]) =>
  new HostError(
    'changed',
    `The workbook was changed after it was read (${list(names)}). Read it again, so that nothing entered since is lost.`,
  );

/**
 * Paints one worksheet, in the same number of calls of services however many rows it has, but for two for each group of rows.
 * @throws HostError `changed` if something else stands in it than is known, or if it is gone; nothing has been touched then
 */
export function paintWorksheet({ blueprint, known }: Takes<'paintWorksheet'>): Gives<'paintWorksheet'> {
  const [worksheet] = blueprint.worksheets;
  if (!worksheet) throw new Error('Blueprint: there is no worksheet to paint');
  return touching((touched) => {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const { name } = worksheet;
    const sheet = spreadsheet.getSheetByName(name);
    if (!sheet) {
      throw new HostError(
        'changed',
        `The worksheet “${name}” was renamed or deleted while the workbook was painted. Paint it again.`,
      );
    }
    if (known !== null && fingerprintOf(sheet) !== known) throw changedSince([name]);
    touched.push(name);
    return { fingerprint: paintOver(spreadsheet, sheet, blueprint, worksheet) };
  });
}
