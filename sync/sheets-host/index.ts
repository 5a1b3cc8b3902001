/** Google Sheets over its API: what the rooms outside may use. */
export { applicationDefaultAccess, type SheetsAccess, type SheetsCredentials } from './access.js';
export {
  connectSheets,
  type SheetsConnection,
  type SheetsConnectionOptions,
  type SheetsWait,
} from './connect.js';
export { type Quota } from './quota.js';
