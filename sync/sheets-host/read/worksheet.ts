/** One worksheet of a spreadsheet as a snapshot. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { bareWorksheet, type WorksheetSnapshot } from '../../../core/index.js';
import { cellFields, rowsOf } from './cells.js';
import { columnKeysOf, hiddenColumnsOf } from './columns.js';
import { cellRangeOf, isWhole } from './ranges.js';
import type { Structure, Tab } from './structure.js';
import { validationsOf } from './validations.js';

/** What is asked of each sheet besides its properties: what lies on its cells. */
export const sheetFields =
  'merges,conditionalFormats(ranges),protectedRanges(range),basicFilter(filterSpecs)';

/** What is asked of the cells, rows and columns. */
export const gridFields =
  `startRow,startColumn,rowData(values(${cellFields})),rowMetadata(hiddenByUser,hiddenByFilter),` +
  'columnMetadata(hiddenByUser,hiddenByFilter,developerMetadata(metadataKey,metadataValue))';

/** @param data null: it was not read, or has no cells. Then it is listed without rows */
export function worksheetOf(
  { title, isHidden, sheet }: Tab,
  data: sheets_v4.Schema$GridData | null,
  { names, theme }: Structure,
): WorksheetSnapshot {
  const visibility = isHidden ? 'hidden' : 'visible';
  if (!data) return { ...bareWorksheet(title, []), visibility };
  const { merges = [], conditionalFormats = [], protectedRanges = [], basicFilter } = sheet;
  const columnKeys = columnKeysOf(data);
  return {
    name: title,
    visibility,
    rows: rowsOf(data, theme),
    hiddenColumns: hiddenColumnsOf(data),
    ...(columnKeys.length > 0 ? { columnKeys } : {}),
    merges: merges.map(cellRangeOf),
    validations: validationsOf(data, names),
    conditionalFormats: conditionalFormats.flatMap(({ ranges = [] }) => ranges.map(cellRangeOf)),
    isProtected: protectedRanges.some(({ range }) => range !== undefined && isWhole(range)),
    isFiltered: (basicFilter?.filterSpecs ?? []).some(
      ({ filterCriteria }) => Object.keys(filterCriteria ?? {}).length > 0,
    ),
  };
}
