/**
 * The library: reading, checking, painting and changing workbooks in .xlsx files and Google Sheets. The command line is a thin
 * user of it.
 */
export {
  checkFiles,
  defaultFileLimits,
  type CheckedFile,
  type CheckFilesOptions,
  type FileLimits,
} from './check-files.js';
export {
  checkedCopyPath,
  writeCheckedCopy,
  type CheckedCopy,
  type CheckedCopyOptions,
} from './checked-copy.js';
export { backupPath, workbooksAt, writeWhole, type WriteOptions } from './files.js';
export { paintWorkbook } from './xlsx-host/paint/paint.js';
export { readWorkbook } from './xlsx-host/read/read.js';
export { xlsxHost, type WorkbookFiles, type XlsxHostOptions } from './xlsx-host/host.js';
export { parsePlace, placeText, sheetUrl, type ParsedPlace, type Place } from './places.js';
export { loadSources, sourcesJsonSchema, type LoadedSources, type Source } from './sources.js';
export { expandPlaces, expandSources, type ExpandedSource } from './workbook-places.js';
export {
  checkPlaces,
  type CheckedPlace,
  type CheckPlacesOptions,
  type PlaceToCheck,
  type SheetReader,
} from './check-places.js';
export {
  openCheckpoint,
  type Checkpoint,
  type CheckpointOptions,
  type CheckpointRun,
  type CheckpointStart,
} from './checkpoint.js';
export { buildTemplate, workbookName, type Template, type TemplateOf } from './template.js';
export {
  handOutAll,
  standingOf,
  type HandedOut,
  type HandOut,
  type HandOutOptions,
  type HandOutOutcome,
  type HandOutPlace,
  type HandOutSheets,
  type Standing,
} from './hand-out.js';
export { newestDate } from './newest-date.js';
export {
  planWorkbooks,
  syncWorkbooks,
  type SyncOptions,
  type SyncResult,
  type SyncStep,
} from './sync-workbooks.js';
export type { ChangeableWorkbook, ChangeReport, ReadWorkbook } from './changeable-workbook.js';
export { changeableFile, type ChangeableFileOptions } from './xlsx-host/changeable.js';
export { isSamePlace } from './same-place.js';
export { systemClock, type Clock } from './clock.js';
export {
  applicationDefaultAccess,
  changeableSpreadsheet,
  connectSheets,
  createSpreadsheet,
  readSpreadsheet,
  sheetsHost,
  type CreatedSpreadsheet,
  type Quota,
  type ReadSpreadsheet,
  type SheetsAccess,
  type SheetsConnection,
  type SheetsConnectionOptions,
  type SheetsCredentials,
  type SheetsWait,
  type SpreadsheetPlace,
} from './sheets-host/index.js';
