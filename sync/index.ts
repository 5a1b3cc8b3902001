/** The library: reading, checking, painting and changing .xlsx workbooks in Node. The command line is a thin user of it. */
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
