/** What a batch asks for. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { namedRange, spreadsheetProperties } from './spreadsheet.js';
import {
  basicFilter,
  conditionalFormatRule,
  developerMetadata,
  dimensionGroup,
  dimensionProperties,
  protectedRange,
  sheetProperties,
} from './worksheets.js';
import { dataFilter, dimensionRange, gridCoordinate, gridRange } from './places.js';
import { border, cellData, dataValidationRule, rowData } from './cells.js';
import { chartSpec, embeddedChart } from './charts.js';
import { absent, flag, integer, list, mask, message, text, word, type ShapeOf } from './shape.js';

export const updateSpreadsheetPropertiesRequest: ShapeOf<sheets_v4.Schema$UpdateSpreadsheetPropertiesRequest> =
  {
    fields: mask,
    properties: message(spreadsheetProperties),
  };

export const addSheetRequest: ShapeOf<sheets_v4.Schema$AddSheetRequest> = {
  properties: message(sheetProperties),
};

export const deleteSheetRequest: ShapeOf<sheets_v4.Schema$DeleteSheetRequest> = {
  sheetId: integer,
};

export const updateSheetPropertiesRequest: ShapeOf<sheets_v4.Schema$UpdateSheetPropertiesRequest> = {
  fields: mask,
  properties: message(sheetProperties),
};

export const updateCellsRequest: ShapeOf<sheets_v4.Schema$UpdateCellsRequest> = {
  fields: mask,
  range: message(gridRange),
  rows: list(message(rowData)),
  start: message(gridCoordinate),
};

export const repeatCellRequest: ShapeOf<sheets_v4.Schema$RepeatCellRequest> = {
  cell: message(cellData),
  fields: mask,
  range: message(gridRange),
};

export const copyPasteRequest: ShapeOf<sheets_v4.Schema$CopyPasteRequest> = {
  destination: message(gridRange),
  pasteOrientation: word('NORMAL', 'TRANSPOSE'),
  pasteType: word(
    'PASTE_NORMAL',
    'PASTE_VALUES',
    'PASTE_FORMAT',
    'PASTE_NO_BORDERS',
    'PASTE_FORMULA',
    'PASTE_DATA_VALIDATION',
    'PASTE_CONDITIONAL_FORMATTING',
  ),
  source: message(gridRange),
};

export const updateBordersRequest: ShapeOf<sheets_v4.Schema$UpdateBordersRequest> = {
  bottom: message(border),
  innerHorizontal: message(border),
  innerVertical: message(border),
  left: message(border),
  range: message(gridRange),
  right: message(border),
  top: message(border),
};

export const updateDimensionPropertiesRequest: ShapeOf<sheets_v4.Schema$UpdateDimensionPropertiesRequest> = {
  dataSourceSheetRange: absent,
  fields: mask,
  properties: message(dimensionProperties),
  range: message(dimensionRange),
};

export const autoResizeDimensionsRequest: ShapeOf<sheets_v4.Schema$AutoResizeDimensionsRequest> = {
  dataSourceSheetDimensions: absent,
  dimensions: message(dimensionRange),
};

export const appendDimensionRequest: ShapeOf<sheets_v4.Schema$AppendDimensionRequest> = {
  dimension: word('DIMENSION_UNSPECIFIED', 'ROWS', 'COLUMNS'),
  length: integer,
  sheetId: integer,
};

export const insertDimensionRequest: ShapeOf<sheets_v4.Schema$InsertDimensionRequest> = {
  inheritFromBefore: flag,
  range: message(dimensionRange),
};

export const deleteDimensionRequest: ShapeOf<sheets_v4.Schema$DeleteDimensionRequest> = {
  range: message(dimensionRange),
};

export const moveDimensionRequest: ShapeOf<sheets_v4.Schema$MoveDimensionRequest> = {
  destinationIndex: integer,
  source: message(dimensionRange),
};

export const addDimensionGroupRequest: ShapeOf<sheets_v4.Schema$AddDimensionGroupRequest> = {
  range: message(dimensionRange),
};

export const deleteDimensionGroupRequest: ShapeOf<sheets_v4.Schema$DeleteDimensionGroupRequest> = {
  range: message(dimensionRange),
};

export const updateDimensionGroupRequest: ShapeOf<sheets_v4.Schema$UpdateDimensionGroupRequest> = {
  dimensionGroup: message(dimensionGroup),
  fields: mask,
};

export const setDataValidationRequest: ShapeOf<sheets_v4.Schema$SetDataValidationRequest> = {
  filteredRowsIncluded: flag,
  range: message(gridRange),
  rule: message(dataValidationRule),
};

export const addConditionalFormatRuleRequest: ShapeOf<sheets_v4.Schema$AddConditionalFormatRuleRequest> = {
  index: integer,
  rule: message(conditionalFormatRule),
};

export const deleteConditionalFormatRuleRequest: ShapeOf<sheets_v4.Schema$DeleteConditionalFormatRuleRequest> =
  {
    index: integer,
    sheetId: integer,
  };

export const addNamedRangeRequest: ShapeOf<sheets_v4.Schema$AddNamedRangeRequest> = {
  namedRange: message(namedRange),
};

export const updateNamedRangeRequest: ShapeOf<sheets_v4.Schema$UpdateNamedRangeRequest> = {
  fields: mask,
  namedRange: message(namedRange),
};

export const deleteNamedRangeRequest: ShapeOf<sheets_v4.Schema$DeleteNamedRangeRequest> = {
  namedRangeId: text,
};

export const addProtectedRangeRequest: ShapeOf<sheets_v4.Schema$AddProtectedRangeRequest> = {
  protectedRange: message(protectedRange),
};

export const updateProtectedRangeRequest: ShapeOf<sheets_v4.Schema$UpdateProtectedRangeRequest> = {
  fields: mask,
  protectedRange: message(protectedRange),
};

export const deleteProtectedRangeRequest: ShapeOf<sheets_v4.Schema$DeleteProtectedRangeRequest> = {
  protectedRangeId: integer,
};

export const mergeCellsRequest: ShapeOf<sheets_v4.Schema$MergeCellsRequest> = {
  mergeType: word('MERGE_ALL', 'MERGE_COLUMNS', 'MERGE_ROWS'),
  range: message(gridRange),
};

export const unmergeCellsRequest: ShapeOf<sheets_v4.Schema$UnmergeCellsRequest> = {
  range: message(gridRange),
};

export const setBasicFilterRequest: ShapeOf<sheets_v4.Schema$SetBasicFilterRequest> = {
  filter: message(basicFilter),
};

export const clearBasicFilterRequest: ShapeOf<sheets_v4.Schema$ClearBasicFilterRequest> = {
  sheetId: integer,
};

export const addChartRequest: ShapeOf<sheets_v4.Schema$AddChartRequest> = {
  chart: message(embeddedChart),
};

export const updateChartSpecRequest: ShapeOf<sheets_v4.Schema$UpdateChartSpecRequest> = {
  chartId: integer,
  spec: message(chartSpec),
};

export const deleteEmbeddedObjectRequest: ShapeOf<sheets_v4.Schema$DeleteEmbeddedObjectRequest> = {
  objectId: integer,
};

export const createDeveloperMetadataRequest: ShapeOf<sheets_v4.Schema$CreateDeveloperMetadataRequest> = {
  developerMetadata: message(developerMetadata),
};

export const updateDeveloperMetadataRequest: ShapeOf<sheets_v4.Schema$UpdateDeveloperMetadataRequest> = {
  dataFilters: list(message(dataFilter)),
  developerMetadata: message(developerMetadata),
  fields: mask,
};

export const deleteDeveloperMetadataRequest: ShapeOf<sheets_v4.Schema$DeleteDeveloperMetadataRequest> = {
  dataFilter: message(dataFilter),
};

export const request: ShapeOf<sheets_v4.Schema$Request> = {
  addBanding: absent,
  addChart: message(addChartRequest),
  addConditionalFormatRule: message(addConditionalFormatRuleRequest),
  addDataSource: absent,
  addDimensionGroup: message(addDimensionGroupRequest),
  addFilterView: absent,
  addNamedRange: message(addNamedRangeRequest),
  addProtectedRange: message(addProtectedRangeRequest),
  addSheet: message(addSheetRequest),
  addSlicer: absent,
  addTable: absent,
  appendCells: absent,
  appendDimension: message(appendDimensionRequest),
  autoFill: absent,
  autoResizeDimensions: message(autoResizeDimensionsRequest),
  cancelDataSourceRefresh: absent,
  clearBasicFilter: message(clearBasicFilterRequest),
  copyPaste: message(copyPasteRequest),
  createDeveloperMetadata: message(createDeveloperMetadataRequest),
  cutPaste: absent,
  deleteBanding: absent,
  deleteConditionalFormatRule: message(deleteConditionalFormatRuleRequest),
  deleteDataSource: absent,
  deleteDeveloperMetadata: message(deleteDeveloperMetadataRequest),
  deleteDimension: message(deleteDimensionRequest),
  deleteDimensionGroup: message(deleteDimensionGroupRequest),
  deleteDuplicates: absent,
  deleteEmbeddedObject: message(deleteEmbeddedObjectRequest),
  deleteFilterView: absent,
  deleteNamedRange: message(deleteNamedRangeRequest),
  deleteProtectedRange: message(deleteProtectedRangeRequest),
  deleteRange: absent,
  deleteSheet: message(deleteSheetRequest),
  deleteTable: absent,
  duplicateFilterView: absent,
  duplicateSheet: absent,
  findReplace: absent,
  insertDimension: message(insertDimensionRequest),
  insertRange: absent,
  mergeCells: message(mergeCellsRequest),
  moveDimension: message(moveDimensionRequest),
  pasteData: absent,
  randomizeRange: absent,
  refreshDataSource: absent,
  repeatCell: message(repeatCellRequest),
  setBasicFilter: message(setBasicFilterRequest),
  setDataValidation: message(setDataValidationRequest),
  sortRange: absent,
  textToColumns: absent,
  trimWhitespace: absent,
  unmergeCells: message(unmergeCellsRequest),
  updateBanding: absent,
  updateBorders: message(updateBordersRequest),
  updateCells: message(updateCellsRequest),
  updateChartSpec: message(updateChartSpecRequest),
  updateConditionalFormatRule: absent,
  updateDataSource: absent,
  updateDeveloperMetadata: message(updateDeveloperMetadataRequest),
  updateDimensionGroup: message(updateDimensionGroupRequest),
  updateDimensionProperties: message(updateDimensionPropertiesRequest),
  updateEmbeddedObjectBorder: absent,
  updateEmbeddedObjectPosition: absent,
  updateFilterView: absent,
  updateNamedRange: message(updateNamedRangeRequest),
  updateProtectedRange: message(updateProtectedRangeRequest),
  updateSheetProperties: message(updateSheetPropertiesRequest),
  updateSlicerSpec: absent,
  updateSpreadsheetProperties: message(updateSpreadsheetPropertiesRequest),
  updateTable: absent,
};

export const batchUpdateSpreadsheetRequest: ShapeOf<sheets_v4.Schema$BatchUpdateSpreadsheetRequest> = {
  includeSpreadsheetInResponse: flag,
  requests: list(message(request)),
  responseIncludeGridData: flag,
  responseRanges: list(text),
};
