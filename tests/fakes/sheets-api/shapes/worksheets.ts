/** Worksheets, and what lies on them. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { booleanCondition, cellFormat, color, colorStyle, rowData } from './cells.js';
import { developerMetadataLocation, dimensionRange, gridRange } from './places.js';
import { embeddedChart } from './charts.js';
import { absent, flag, integer, list, map, message, readOnly, text, word, type ShapeOf } from './shape.js';

export const gridProperties: ShapeOf<sheets_v4.Schema$GridProperties> = {
  columnCount: integer,
  columnGroupControlAfter: flag,
  frozenColumnCount: integer,
  frozenRowCount: integer,
  hideGridlines: flag,
  rowCount: integer,
  rowGroupControlAfter: flag,
};

export const sheetProperties: ShapeOf<sheets_v4.Schema$SheetProperties> = {
  dataSourceSheetProperties: absent,
  gridProperties: message(gridProperties),
  hidden: flag,
  index: integer,
  rightToLeft: flag,
  sheetId: integer,
  sheetType: word('SHEET_TYPE_UNSPECIFIED', 'GRID', 'OBJECT', 'DATA_SOURCE'),
  tabColor: readOnly(message(color)),
  tabColorStyle: message(colorStyle),
  title: text,
};

export const developerMetadata: ShapeOf<sheets_v4.Schema$DeveloperMetadata> = {
  location: message(developerMetadataLocation),
  metadataId: integer,
  metadataKey: text,
  metadataValue: text,
  visibility: word('DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED', 'DOCUMENT', 'PROJECT'),
};

export const dimensionProperties: ShapeOf<sheets_v4.Schema$DimensionProperties> = {
  dataSourceColumnReference: absent,
  developerMetadata: list(message(developerMetadata)),
  hiddenByFilter: flag,
  hiddenByUser: flag,
  pixelSize: integer,
};

export const gridData: ShapeOf<sheets_v4.Schema$GridData> = {
  columnMetadata: list(message(dimensionProperties)),
  rowData: list(message(rowData)),
  rowMetadata: list(message(dimensionProperties)),
  startColumn: integer,
  startRow: integer,
};

export const booleanRule: ShapeOf<sheets_v4.Schema$BooleanRule> = {
  condition: message(booleanCondition),
  format: message(cellFormat),
};

export const conditionalFormatRule: ShapeOf<sheets_v4.Schema$ConditionalFormatRule> = {
  booleanRule: message(booleanRule),
  gradientRule: absent,
  ranges: list(message(gridRange)),
};

export const editors: ShapeOf<sheets_v4.Schema$Editors> = {
  domainUsersCanEdit: flag,
  groups: list(text),
  users: list(text),
};

export const protectedRange: ShapeOf<sheets_v4.Schema$ProtectedRange> = {
  description: text,
  editors: message(editors),
  namedRangeId: text,
  protectedRangeId: integer,
  range: message(gridRange),
  requestingUserCanEdit: flag,
  tableId: text,
  unprotectedRanges: list(message(gridRange)),
  warningOnly: flag,
};

export const filterCriteria: ShapeOf<sheets_v4.Schema$FilterCriteria> = {
  condition: message(booleanCondition),
  hiddenValues: list(text),
  visibleBackgroundColor: absent,
  visibleBackgroundColorStyle: absent,
  visibleForegroundColor: absent,
  visibleForegroundColorStyle: absent,
};

export const filterSpec: ShapeOf<sheets_v4.Schema$FilterSpec> = {
  columnIndex: integer,
  dataSourceColumnReference: absent,
  filterCriteria: message(filterCriteria),
};

export const basicFilter: ShapeOf<sheets_v4.Schema$BasicFilter> = {
  criteria: map(message(filterCriteria)),
  filterSpecs: list(message(filterSpec)),
  range: message(gridRange),
  sortSpecs: absent,
  tableId: text,
};

export const dimensionGroup: ShapeOf<sheets_v4.Schema$DimensionGroup> = {
  collapsed: flag,
  depth: integer,
  range: message(dimensionRange),
};

export const sheet: ShapeOf<sheets_v4.Schema$Sheet> = {
  bandedRanges: absent,
  basicFilter: message(basicFilter),
  charts: list(message(embeddedChart)),
  columnGroups: list(message(dimensionGroup)),
  conditionalFormats: list(message(conditionalFormatRule)),
  data: list(message(gridData)),
  developerMetadata: list(message(developerMetadata)),
  filterViews: absent,
  merges: list(message(gridRange)),
  properties: message(sheetProperties),
  protectedRanges: list(message(protectedRange)),
  rowGroups: list(message(dimensionGroup)),
  slicers: absent,
  tables: absent,
};
