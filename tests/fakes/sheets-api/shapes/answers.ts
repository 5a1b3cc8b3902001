/** What a batch answers. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import {
  conditionalFormatRule,
  developerMetadata,
  dimensionGroup,
  protectedRange,
  sheetProperties,
} from './worksheets.js';
import { namedRange, spreadsheet } from './spreadsheet.js';
import { embeddedChart } from './charts.js';
import { absent, list, message, text, type ShapeOf } from './shape.js';

export const addSheetResponse: ShapeOf<sheets_v4.Schema$AddSheetResponse> = {
  properties: message(sheetProperties),
};

export const addDimensionGroupResponse: ShapeOf<sheets_v4.Schema$AddDimensionGroupResponse> = {
  dimensionGroups: list(message(dimensionGroup)),
};

export const deleteDimensionGroupResponse: ShapeOf<sheets_v4.Schema$DeleteDimensionGroupResponse> = {
  dimensionGroups: list(message(dimensionGroup)),
};

export const addNamedRangeResponse: ShapeOf<sheets_v4.Schema$AddNamedRangeResponse> = {
  namedRange: message(namedRange),
};

export const addProtectedRangeResponse: ShapeOf<sheets_v4.Schema$AddProtectedRangeResponse> = {
  protectedRange: message(protectedRange),
};

export const addChartResponse: ShapeOf<sheets_v4.Schema$AddChartResponse> = {
  chart: message(embeddedChart),
};

export const createDeveloperMetadataResponse: ShapeOf<sheets_v4.Schema$CreateDeveloperMetadataResponse> = {
  developerMetadata: message(developerMetadata),
};

export const updateDeveloperMetadataResponse: ShapeOf<sheets_v4.Schema$UpdateDeveloperMetadataResponse> = {
  developerMetadata: list(message(developerMetadata)),
};

export const deleteDeveloperMetadataResponse: ShapeOf<sheets_v4.Schema$DeleteDeveloperMetadataResponse> = {
  deletedDeveloperMetadata: list(message(developerMetadata)),
};

export const deleteConditionalFormatRuleResponse: ShapeOf<sheets_v4.Schema$DeleteConditionalFormatRuleResponse> =
  {
    rule: message(conditionalFormatRule),
  };

export const response: ShapeOf<sheets_v4.Schema$Response> = {
  addBanding: absent,
  addChart: message(addChartResponse),
  addDataSource: absent,
  addDimensionGroup: message(addDimensionGroupResponse),
  addFilterView: absent,
  addNamedRange: message(addNamedRangeResponse),
  addProtectedRange: message(addProtectedRangeResponse),
  addSheet: message(addSheetResponse),
  addSlicer: absent,
  addTable: absent,
  cancelDataSourceRefresh: absent,
  createDeveloperMetadata: message(createDeveloperMetadataResponse),
  deleteConditionalFormatRule: message(deleteConditionalFormatRuleResponse),
  deleteDeveloperMetadata: message(deleteDeveloperMetadataResponse),
  deleteDimensionGroup: message(deleteDimensionGroupResponse),
  deleteDuplicates: absent,
  duplicateFilterView: absent,
  duplicateSheet: absent,
  findReplace: absent,
  refreshDataSource: absent,
  trimWhitespace: absent,
  updateConditionalFormatRule: absent,
  updateDataSource: absent,
  updateDeveloperMetadata: message(updateDeveloperMetadataResponse),
  updateEmbeddedObjectPosition: absent,
};

export const batchUpdateSpreadsheetResponse: ShapeOf<sheets_v4.Schema$BatchUpdateSpreadsheetResponse> = {
  replies: list(message(response)),
  spreadsheetId: text,
  updatedSpreadsheet: message(spreadsheet),
};
