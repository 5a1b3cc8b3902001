/** Google Sheets over its API: what the rooms outside may use. */
export { applicationDefaultAccess, type SheetsAccess, type SheetsCredentials } from './access.js';
export {
  connectSheets,
  type SheetsConnection,
  type SheetsConnectionOptions,
  type SheetsWait,
} from './connect.js';
export { type Quota } from './quota.js';
export { createSpreadsheet, type CreatedSpreadsheet, type SpreadsheetPlace } from './create.js';
export { changeableSpreadsheet } from './changeable.js';
export { readSpreadsheet, type ReadSpreadsheet } from './read/spreadsheet.js';
export { sheetsHost, type SheetsHostOptions } from './host.js';
