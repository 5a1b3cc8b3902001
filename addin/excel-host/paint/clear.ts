/** Makes a worksheet of ours as blank as a new one, in its place: people's formulas may refer to it. */
import { extentOf } from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { brought } from '../requirements.js';
import { rowsAddress, stroke, type Canvas, type Stroke } from './canvas.js';

/** What has to be known of a worksheet so that it can be cleared. */
export interface Occupied {
  readonly charts: readonly Excel.Chart[];
  readonly notes: readonly Excel.Note[];
  /** Last row that holds or looks like anything; 0: none. */
  readonly lastRow: number;
  readonly hasFilter: boolean;
}

/** Levels of groups that Excel has. Source: Excel specifications and limits, outline. */
const deepestLevel = 7;

/**
 * Takes all groups of rows away. Excel tells nobody which rows are grouped, and to ungroup rows of which none is grouped
 * is an error; so a row below all others is grouped as deep as Excel can, and ungrouped together with them.
 */
function clearOutline(sheet: Excel.Worksheet, rows: number): void {
  const [spare, all] = [
    rangeIn(sheet, rowsAddress(rows + 1, rows + 1)),
    rangeIn(sheet, rowsAddress(1, rows + 1)),
  ];
  for (let level = 1; level <= deepestLevel; level += 1) spare.group('ByRows');
  for (let level = 1; level <= deepestLevel; level += 1) all.ungroup('ByRows');
}

export function clearWorksheet(
  canvas: Canvas,
  { charts, notes, lastRow, hasFilter }: Occupied,
): readonly Stroke[] {
  const { sheet: sheetOf, isSupported, worksheet } = canvas;
  return [
    stroke(
      () => {
        const sheet = sheetOf();
        // The last first: they may be known by their place among the others.
        for (const chart of [...charts].reverse()) chart.delete();
        for (const note of [...notes].reverse()) note.delete();
        if (hasFilter) sheet.autoFilter.remove();
        sheet.freezePanes.unfreeze();
        const all = rangeIn(sheet);
        all.rowHidden = false;
        all.columnHidden = false;
        if (isSupported(brought.outlineGroups))
          clearOutline(sheet, Math.max(lastRow, extentOf(worksheet).rows));
        all.unmerge();
        all.clear('All');
        all.conditionalFormats.clearAll();
        all.dataValidation.clear();
        all.format.useStandardHeight = true;
        all.format.useStandardWidth = true;
      },
      30 + charts.length + notes.length,
    ),
  ];
}
