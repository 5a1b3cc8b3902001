/** Where things stand on a worksheet: ranges, rows and columns, cells, and what finds them. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { flag, integer, message, text, word, type ShapeOf } from './shape.js';

export const gridRange: ShapeOf<sheets_v4.Schema$GridRange> = {
  endColumnIndex: integer,
  endRowIndex: integer,
  sheetId: integer,
  startColumnIndex: integer,
  startRowIndex: integer,
};

export const dimensionRange: ShapeOf<sheets_v4.Schema$DimensionRange> = {
  dimension: word('DIMENSION_UNSPECIFIED', 'ROWS', 'COLUMNS'),
  endIndex: integer,
  sheetId: integer,
  startIndex: integer,
};

export const gridCoordinate: ShapeOf<sheets_v4.Schema$GridCoordinate> = {
  columnIndex: integer,
  rowIndex: integer,
  sheetId: integer,
};

export const developerMetadataLocation: ShapeOf<sheets_v4.Schema$DeveloperMetadataLocation> = {
  dimensionRange: message(dimensionRange),
  locationType: word('DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED', 'ROW', 'COLUMN', 'SHEET', 'SPREADSHEET'),
  sheetId: integer,
  spreadsheet: flag,
};

export const developerMetadataLookup: ShapeOf<sheets_v4.Schema$DeveloperMetadataLookup> = {
  locationMatchingStrategy: word(
    'DEVELOPER_METADATA_LOCATION_MATCHING_STRATEGY_UNSPECIFIED',
    'EXACT_LOCATION',
    'INTERSECTING_LOCATION',
  ),
  locationType: word('DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED', 'ROW', 'COLUMN', 'SHEET', 'SPREADSHEET'),
  metadataId: integer,
  metadataKey: text,
  metadataLocation: message(developerMetadataLocation),
  metadataValue: text,
  visibility: word('DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED', 'DOCUMENT', 'PROJECT'),
};

export const dataFilter: ShapeOf<sheets_v4.Schema$DataFilter> = {
  a1Range: text,
  developerMetadataLookup: message(developerMetadataLookup),
  gridRange: message(gridRange),
};
