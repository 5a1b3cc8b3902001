/** Cells of a kind: those with a validation, with a formula, blank ones. */
import { columnLetters, type CellRange } from '../../../../core/index.js';
import { isBlank, keptCells } from '../cells.js';
import { accessDenied, Unsupported } from '../excel-error.js';
import { isError, type Value } from '../../spreadsheet/formulas/index.js';
import { canonical, commonRanges, cutOutAll, oneCell } from '../../spreadsheet/ranges.js';
import type { Worksheet } from '../workbook.js';
import type { Arguments } from './object.js';
import { usedRange } from './used-range.js';

const isOfType = (value: Value, types: string): boolean => {
  if (types === 'All') return true;
  if (typeof value === 'number') return types.includes('Numbers');
  if (typeof value === 'boolean') return types.includes('Logical');
  return types.includes(isError(value) ? 'Errors' : 'Text');
};

const kept = (
  worksheet: Worksheet,
  ranges: readonly CellRange[],
  has: (...kept: [Value, string | null]) => boolean,
) =>
  ranges.flatMap((range) =>
    [...keptCells(worksheet, range)]
      .filter(([cell]) => !isBlank(cell) && has(cell.value, cell.formula))
      .map(([, row, column]) => oneCell(row, column)),
  );

/** Source: Excel.SpecialCellType. As in Excel's own dialog, nothing is found on a protected worksheet. */
export function specialCells(
  worksheet: Worksheet,
  ranges: readonly CellRange[],
  input: Arguments,
): CellRange[] {
  if (worksheet.protection) throw accessDenied('You cannot use this command on a protected sheet.');
  const [kind, types] = [input.text(0), input.textOr(1, 'All')];
  const used = usedRange(worksheet, false);
  const inUse = used ? commonRanges(ranges, [used]) : [];
  switch (kind) {
    case 'DataValidations':
      return canonical(
        commonRanges(
          worksheet.validations.flatMap((one) => one.ranges),
          ranges,
        ),
      );
    case 'ConditionalFormats':
      return canonical(
        commonRanges(
          worksheet.conditionalFormats.flatMap((one) => one.ranges),
          ranges,
        ),
      );
    case 'Constants':
      return canonical(
        kept(worksheet, ranges, (value, formula) => formula === null && isOfType(value, types)),
      );
    case 'Formulas':
      return canonical(
        kept(worksheet, ranges, (value, formula) => formula !== null && isOfType(value, types)),
      );
    case 'Blanks':
      return canonical(
        cutOutAll(
          inUse,
          kept(worksheet, inUse, () => true),
        ),
      );
    case 'Visible': {
      const rows = canonical(ranges).flatMap((range) => visibleRows(worksheet, range));
      return canonical(rows);
    }
    default:
      throw new Unsupported(`special cells of the kind ${kind}`);
  }
}

function visibleRows(worksheet: Worksheet, range: CellRange): CellRange[] {
  if (worksheet.hiddenColumns.within(range.left, range.right).includes(true))
    throw new Unsupported(`visible cells with hidden columns from ${columnLetters(range.left)} on`);
  const visible: CellRange[] = [];
  for (let row = range.top; row <= range.bottom; row += 1)
    if (!worksheet.hiddenRows.at(row)) visible.push({ ...range, top: row, bottom: row });
  return visible;
}
