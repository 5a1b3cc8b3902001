/** Which cells of a worksheet are checked, and by what. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  cellRange,
  checksLength,
  joinCells,
  textConstant,
  type CellRange,
  type ValidationSnapshot,
} from '../../../core/index.js';
import { nameOrReference, type FoundName } from './names.js';

type Said = Omit<ValidationSnapshot, 'ranges'>;

/** What a condition says: lists and formulas with what they are about, of numbers and dates the kind only. */
function saidBy({ type, values = [] }: sheets_v4.Schema$BooleanCondition, names: readonly FoundName[]): Said {
  const texts = values.map(({ userEnteredValue }) => userEnteredValue ?? '');
  const formula = (texts[0] ?? '').replace(/^=/, '');
  const kind = type ?? '';
  if (kind === 'ONE_OF_RANGE') return { type: 'list', formula: nameOrReference(formula, names) };
  if (kind === 'ONE_OF_LIST') return { type: 'list', formula: textConstant(texts.join()) };
  if (kind === 'CUSTOM_FORMULA')
    return { type: checksLength(`=${formula}`) ? 'text-length' : 'custom', formula };
  if (kind.startsWith('NUMBER_')) return { type: 'decimal', formula: null };
  return { type: kind.startsWith('DATE_') ? 'date' : 'any', formula: null };
}

/** The checks of the cells of a worksheet. @param names of the spreadsheet */
export function validationsOf(
  { rowData = [], startRow, startColumn }: sheets_v4.Schema$GridData,
  names: readonly FoundName[],
): readonly ValidationSnapshot[] {
  const found = new Map<
    string,
    { readonly condition: sheets_v4.Schema$BooleanCondition; readonly cells: CellRange[] }
  >();
  rowData.forEach(({ values = [] }, down) => {
    values.forEach(({ dataValidation }, across) => {
      const condition = dataValidation?.condition;
      if (!condition) return;
      const key = JSON.stringify(condition);
      const cell = cellRange((startRow ?? 0) + down + 1, (startColumn ?? 0) + across + 1);
      const same = found.get(key);
      if (same) same.cells.push(cell);
      else found.set(key, { condition, cells: [cell] });
    });
  });
  return [...found.values()].map(({ condition, cells }) => ({
    ...saidBy(condition, names),
    ranges: joinCells(cells),
  }));
}
