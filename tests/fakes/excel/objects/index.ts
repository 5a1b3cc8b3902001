/** All types of objects that the fake Excel knows. */
import { Unsupported } from '../excel-error.js';
import { chartCollection, chartParts, chartSeries, chartSeriesCollection, chartTable } from './charts.js';
import { conditionalFormat, conditionalFormatCollection, conditionalParts } from './conditional-format.js';
import { dataValidation } from './data-validation.js';
import { formatProtection, rangeBorder, rangeBorders, rangeFill, rangeFont, rangeFormat } from './formats.js';
import { namedItem, namedItemCollection } from './names.js';
import type { Handle, ObjectTable, ObjectTables, Part } from './object.js';
import { pageLayout, pageParts } from './page-layout.js';
import { rangeAreas, rangeCollection } from './range-areas.js';
import { rangeTable } from './range.js';
import { tableCollection, tableTable } from './tables.js';
import {
  application,
  documentProperties,
  functionResult,
  functions,
  runtime,
  workbookProtection,
  workbookTable,
} from './workbook.js';
import {
  autoFilter,
  worksheetCollection,
  worksheetFreezePanes,
  worksheetProtection,
  worksheetTable,
} from './worksheet.js';

const tables: Omit<ObjectTables, 'Settings'> = {
  Workbook: workbookTable,
  Application: application,
  Runtime: runtime,
  WorkbookProtection: workbookProtection,
  DocumentProperties: documentProperties,
  Functions: functions,
  FunctionResult: functionResult,
  WorksheetCollection: worksheetCollection,
  Worksheet: worksheetTable,
  WorksheetProtection: worksheetProtection,
  WorksheetFreezePanes: worksheetFreezePanes,
  AutoFilter: autoFilter,
  NamedItemCollection: namedItemCollection,
  NamedItem: namedItem,
  Range: rangeTable,
  RangeAreas: rangeAreas,
  RangeCollection: rangeCollection,
  RangeFormat: rangeFormat,
  RangeFill: rangeFill,
  RangeFont: rangeFont,
  FormatProtection: formatProtection,
  RangeBorderCollection: rangeBorders,
  RangeBorder: rangeBorder,
  DataValidation: dataValidation,
  ConditionalFormatCollection: conditionalFormatCollection,
  ConditionalFormat: conditionalFormat,
  TableCollection: tableCollection,
  Table: tableTable,
  ChartCollection: chartCollection,
  Chart: chartTable,
  ChartSeriesCollection: chartSeriesCollection,
  ChartSeries: chartSeries,
  PageLayout: pageLayout,
  // The client tells when it is ready for the commands of the ribbon.
  Service: { methods: { notifyActionHandlerReady: () => undefined } },
};

const parts: Readonly<Record<string, ObjectTable<Part>>> = {
  ...conditionalParts,
  ...chartParts,
  ...pageParts,
};

/** What an object has and can do. */
export function tableOf(of: Handle): ObjectTable<unknown> {
  if (of.type !== 'Settings') return tables[of.type] as ObjectTable<unknown>;
  const { kind } = (of as Handle<'Settings'>).self;
  const found = parts[kind];
  if (!found) throw new Unsupported(`the part ${kind}`);
  return found as ObjectTable<unknown>;
}
