/** Makes a spreadsheet in Google Sheets. */
import { HostError } from '../../core/index.js';
import type { SheetsConnection } from './connect.js';
import { blankWorksheet } from './new-spreadsheet.js';

/** How a new spreadsheet reads what is typed into it, and which day it is there. */
export interface SpreadsheetPlace {
  readonly locale: string;
  /** As in the CLDR. */
  readonly timeZone: string;
}

const pakistan: SpreadsheetPlace = { locale: 'en_GB', timeZone: 'Asia/Karachi' };

/** A spreadsheet that was made. */
export interface CreatedSpreadsheet {
  readonly id: string;
  /** Where people open it. */
  readonly url: string;
}

/**
 * Makes an empty spreadsheet in the Drive of the account that asks.
 * @throws HostError; if the answer was lost, it says that the spreadsheet may have been made
 */
export async function createSpreadsheet(
  connection: SheetsConnection,
  title: string,
  { locale, timeZone }: SpreadsheetPlace = pakistan,
): Promise<CreatedSpreadsheet> {
  const { spreadsheetId, spreadsheetUrl } = await connection.create(
    { properties: { title, locale, timeZone }, sheets: [{ properties: blankWorksheet }] },
    { fields: 'spreadsheetId,spreadsheetUrl' },
  );
  if (!spreadsheetId || !spreadsheetUrl) {
    throw new HostError('failed', `Google Sheets made the spreadsheet “${title}” and did not say where.`);
  }
  return { id: spreadsheetId, url: spreadsheetUrl };
}
