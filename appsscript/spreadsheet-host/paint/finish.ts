/** Ends painting: the order of the worksheets, and which of them are seen. */
import { movesTo, placeWorksheets, type Worksheet } from '../../../core/index.js';
import type { Gives, Takes } from '../../messages/methods.js';
import type { Spreadsheet } from './canvas.js';
import { folded, lookAt, type Present } from './present.js';
import { touching } from './touching.js';

/** Brings worksheets into their order; those of people keep theirs. What is shown afterwards is what was shown before. */
function order(
  spreadsheet: Spreadsheet,
  { sheets }: Present,
  wanted: readonly string[],
  mayMove: (name: string) => boolean,
  touched: string[],
): void {
  const moves = movesTo(sheets.map(folded), wanted, mayMove);
  if (moves.length === 0) return;
  const shown = spreadsheet.getActiveSheet();
  for (const { name, position } of moves) {
    const { sheet, name: written } = sheets.find((one) => folded(one) === name)!;
    touched.push(written);
    // Only what is shown can be moved.
    sheet.showSheet();
    spreadsheet.setActiveSheet(sheet);
    spreadsheet.moveActiveSheet(position + 1);
  }
  spreadsheet.setActiveSheet(shown);
}

/** Shows what is to be seen before it hides the rest: one worksheet at least has to be seen. */
function showAndHide(spreadsheet: Spreadsheet, worksheets: readonly Worksheet[], touched: string[]): void {
  const isVisible = ({ visibility }: Worksheet) => visibility === 'visible';
  const inTurn = [...worksheets.filter(isVisible), ...worksheets.filter((one) => !isVisible(one))];
  for (const worksheet of inTurn) {
    const sheet = spreadsheet.getSheetByName(worksheet.name);
    if (!sheet || sheet.isSheetHidden() === !isVisible(worksheet)) continue;
    touched.push(worksheet.name);
    if (isVisible(worksheet)) sheet.showSheet();
    else sheet.hideSheet();
  }
}

/**
 * Ends painting. Names were led to their places together with the cells. Names that the workbook has no more are left: formulas of
 * people may use them.
 * @throws HostError
 */
export function finishPaint({ blueprint, names }: Takes<'finishPaint'>): Gives<'finishPaint'> {
  return touching((touched) => {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const worksheets = blueprint.worksheets.filter(({ name }) => names.includes(name));
    if (worksheets.length === blueprint.worksheets.length) {
      // Whether a worksheet was renamed was asked when painting began.
      const present = lookAt(spreadsheet, blueprint, []);
      const wanted = placeWorksheets(present.snapshot, blueprint).order.map((name) => name.toLowerCase());
      const ours = new Set(worksheets.map(folded));
      order(spreadsheet, present, wanted, (name) => ours.has(name), touched);
    }
    showAndHide(spreadsheet, worksheets, touched);
    return {};
  });
}
