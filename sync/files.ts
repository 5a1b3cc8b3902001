/** Files: written whole or not at all, changed while nobody else does, and found by the folders that hold them. */
export { changedError, fileError } from './files/errors.js';
export { diskFileSystem, type FileSystem, type OpenFile } from './files/file-system.js';
export { backupPath } from './files/names.js';
export { digestOf } from './files/steps.js';
export { exists, readWhole } from './files/read.js';
export { changeWhole, requireReplaceable, writeWhole, type WriteOptions } from './files/write.js';
export { requireClosed } from './files/open-elsewhere.js';
export { workbooksAt } from './files/workbooks-at.js';
