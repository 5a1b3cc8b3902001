/** The only thing that sends requests to Google Sheets. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Clock } from '../clock.js';
import type { SheetsAccess, SheetsCredentials } from './access.js';

/** Requests that this process sends in any minute, of reads and of writes each. */
export interface Quota {
  /** For one user; Google allows 60. */
  readonly user: number;
  /** For a project; Google allows 300. */
  readonly project: number;
}

/** Why something takes its time. */
export interface SheetsWait {
  readonly seconds: number;
  /** In words for the person: a sentence. */
  readonly reason: string;
}

export interface SheetsConnectionOptions {
  readonly access: SheetsAccess;
  /** Where the API is; Google's by default. */
  readonly rootUrl?: string;
  readonly clock?: Clock;
  /** Evenly from 0 to 1. */
  readonly random?: () => number;
  readonly quota?: Partial<Quota>;
  /** Milliseconds until a request that was not answered is given up; a minute by default. */
  readonly timeout?: number;
  /** Told before each wait that a person could notice. */
  readonly onWait?: (wait: SheetsWait) => void;
  /** Ends waiting and asking: whatever is under way is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Sends the requests; Node's by default. */
  readonly fetch?: typeof fetch;
}

export interface SheetsConnection {
  /**
   * Reads a spreadsheet.
   * @param query.fields mask of what is answered
   * @param query.ranges in A1 notation, with worksheets' names: of grid data, only what lies in them
   * @throws HostError
   */
  readonly get: (
    id: string,
    query: { readonly fields: string; readonly ranges?: readonly string[] },
  ) => Promise<sheets_v4.Schema$Spreadsheet>;
  /**
   * Changes a spreadsheet, all of it or nothing.
   * @param options.fields mask of what is answered
   * @param options.hasHappened asked after a failure that leaves open whether the change was made; without it, such a change
   *   is never repeated
   * @returns null if the change was made and its answer was lost
   * @throws HostError
   */
  readonly batchUpdate: (
    id: string,
    body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
    options?: { readonly fields?: string; readonly hasHappened?: () => Promise<boolean> },
  ) => Promise<sheets_v4.Schema$BatchUpdateSpreadsheetResponse | null>;
  /**
   * Makes a spreadsheet. It is not made again after a failure that leaves open whether it was made.
   * @param options.fields mask of what is answered
   * @throws HostError
   */
  readonly create: (
    body: sheets_v4.Schema$Spreadsheet,
    options?: { readonly fields?: string },
  ) => Promise<sheets_v4.Schema$Spreadsheet>;
  /** Requests sent so far, repeated ones included. */
  readonly calls: { readonly reads: number; readonly writes: number };
}

/** Connects to Google Sheets. Nothing is sent, and no credentials are looked for, before something is asked. */
export function connectSheets({
  access,
  rootUrl,
  fetch,
}: SheetsConnectionOptions): SheetsConnection {
  const calls = { reads: 0, writes: 0 };
  const client = async () => {
    const { sheets } = await import('googleapis/build/src/apis/sheets/index.js');
    return sheets({ version: 'v4', retry: false, ...(rootUrl === undefined ? {} : { rootUrl }) });
  };
  const options = async (credentials: Promise<SheetsCredentials>) => ({
    headers: await (await credentials).headers(),
    ...(fetch === undefined ? {} : { fetchImplementation: fetch }),
    retry: false,
  });
  return {
    calls,
    get: async (id, { fields, ranges = [] }) => {
      calls.reads++;
      const { spreadsheets } = await client();
      const { data } = await spreadsheets.get(
        { spreadsheetId: id, fields, ranges: [...ranges] },
        await options(access.reading()),
      );
      return data;
    },
    batchUpdate: async (id, requestBody, { fields } = {}) => {
      calls.writes++;
      const { spreadsheets } = await client();
      const { data } = await spreadsheets.batchUpdate(
        { spreadsheetId: id, requestBody, ...(fields === undefined ? {} : { fields }) },
        await options(access.writing()),
      );
      return data;
    },
    create: async (requestBody, { fields } = {}) => {
      calls.writes++;
      const { spreadsheets } = await client();
      const { data } = await spreadsheets.create(
        { requestBody, ...(fields === undefined ? {} : { fields }) },
        await options(access.writing()),
      );
      return data;
    },
  };
}
