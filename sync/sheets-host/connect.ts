/** The only thing that sends requests to Google Sheets: within the quota, again if that is safe, and never twice by mistake. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { HostError } from '../../core/index.js';
import { systemClock, type Clock } from '../clock.js';
import type { SheetsAccess, SheetsCredentials } from './access.js';
import { backoffDelay, sheetsBackoff } from './backoff.js';
import { failureError, failureRule, type Failure } from './failures.js';
import { requestWindow, sheetsQuota, type Quota } from './quota.js';
import { openTransport, type Outcome, type SheetsRequest } from './transport.js';

/** Why something takes its time. */
export interface SheetsWait {
  readonly seconds: number;
  /** A sentence for the person. */
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
  /** Told before each wait of a second or more. */
  readonly onWait?: (wait: SheetsWait) => void;
  /** Ends waiting and asking: whatever is under way rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Sends the requests; that of Google's client by default. */
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
   * @param options.hasHappened asked after a failure that leaves open whether the change was made. If it rejects, so does
   *   the change
   * @param options.isHarmless made twice it changes no more than made once: after such a failure it is made again. With
   *   neither of the two it is not
   * @returns null if the change was made and its answer was lost
   * @throws HostError
   */
  readonly batchUpdate: (
    id: string,
    body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
    options?: {
      readonly fields?: string;
      readonly hasHappened?: () => Promise<boolean>;
      readonly isHarmless?: boolean;
    },
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

/** Milliseconds after which Google has given up whatever it was asked: a change that is not made by then never will be. */
const longestRequest = 180_000;

const lostAnswers = {
  batchUpdate:
    'Whether the change was made is not known, as its answer was lost. Look at the spreadsheet before you try again.',
  create:
    'It may have been made, as the answer was lost. Look in Google Drive for a spreadsheet of that title before you try again.',
} as const;

/** Asks for something once, when it is first needed; again, if it could not be had. */
function onFirstUse<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () =>
    (asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    }));
}

/** A request and what belongs to it. */
interface Asked<T> {
  readonly request: SheetsRequest<T>;
  /** What is asked for, as a person names it. */
  readonly place: string;
  /** What to say if the answer to a change was lost. */
  readonly lost: string;
  readonly hasHappened?: (() => Promise<boolean>) | undefined;
  readonly isHarmless?: boolean;
}

interface Sent<T> {
  readonly outcome: Outcome<T>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const optional = ({ fields }: { readonly fields: string | undefined }) =>
  fields === undefined ? {} : { fields };

/** Connects to Google Sheets. Nothing is sent, and no credentials are looked for, before something is asked. */
export function connectSheets({
  access,
  rootUrl,
  clock = systemClock,
  random = Math.random,
  quota,
  timeout = 60_000,
  onWait,
  signal,
  fetch,
}: SheetsConnectionOptions): SheetsConnection {
  const calls = { reads: 0, writes: 0 };
  const { user, project } = { ...sheetsQuota, ...quota };
  const limit = Math.min(user, project);
  const windows = { read: requestWindow(limit, clock), write: requestWindow(limit, clock) };
  const credentialsFor = {
    read: onFirstUse(() => access.reading()),
    write: onFirstUse(() => access.writing()),
  };
  const transport = openTransport({ rootUrl, clock, timeout, signal, fetch });

  const tell = (milliseconds: number, reason: string) => {
    if (milliseconds >= 1_000) onWait?.({ seconds: Math.ceil(milliseconds / 1_000), reason });
  };
  const wait = async (milliseconds: number, reason: string): Promise<void> => {
    tell(milliseconds, reason);
    await clock.wait(milliseconds, signal);
    signal?.throwIfAborted();
  };

  /** Sends a request once, when it is its turn. */
  async function once<T>(asked: Asked<T>, credentials: () => Promise<SheetsCredentials>): Promise<Sent<T>> {
    const { kind } = asked.request;
    const signed = await transport.sign(credentials());
    if (!signed.isFine) return { at: clock.now(), outcome: signed };
    const turn = await windows[kind].turn({
      signal,
      onWait: (milliseconds) => {
        tell(milliseconds, 'Google Sheets allows only so many requests a minute.');
      },
    });
    try {
      calls[kind === 'read' ? 'reads' : 'writes']++;
      return { at: clock.now(), outcome: await transport.send(asked.request, signed.data) };
    } finally {
      turn.end();
    }
  }

  /** Asks whether a change was made; one that can still be made is waited for. @throws HostError */
  async function wasMade({ place, lost, hasHappened }: Asked<unknown>, lastChance: number): Promise<boolean> {
    if (hasHappened === undefined) return false;
    try {
      if (await hasHappened()) return true;
      const rest = lastChance - clock.now();
      if (rest <= 0) return false;
      await wait(rest, 'Google Sheets did not answer, and can still make the change that it was asked for.');
      return await hasHappened();
    } catch (error) {
      if (!(error instanceof HostError) || error.code === 'changed') throw error;
      throw new HostError(error.code, `${place}: ${lost}`, [], { cause: error });
    }
  }

  async function errorOf(
    failure: Failure,
    { request, place }: Asked<unknown>,
    credentials: () => Promise<SheetsCredentials>,
    more = '',
  ): Promise<HostError> {
    const findAccount = async () => (await credentials()).account();
    const account = failureRule(failure.kind).namesAccount ? await findAccount().catch(() => null) : null;
    return failureError(failure, { place, isWrite: request.kind === 'write', account }, more);
  }

  /** Sends a request until it is answered; null if the change was made and its answer was lost. @throws HostError */
  async function ask<T>(asked: Asked<T>): Promise<T | null> {
    const { kind } = asked.request;
    const credentials = credentialsFor[kind];
    const start = clock.now();
    let isRenewed = false;
    for (let failures = 1; ; failures++) {
      const { at, outcome } = await once(asked, credentials);
      if (outcome.isFine) return outcome.data;
      const { failure } = outcome;
      if (failure.kind === 'token-refused' && !isRenewed) {
        isRenewed = true;
        (await credentials()).renew();
        continue;
      }
      const { isPassing, wasMade: made } = failureRule(failure.kind);
      const isOpen = kind === 'write' && made !== 'no' && asked.isHarmless !== true;
      if (isOpen && !asked.hasHappened) throw await errorOf(failure, asked, credentials, asked.lost);

      const delay = backoffDelay(sheetsBackoff, failures, random(), failure.retryAfter);
      const isLast = failures >= sheetsBackoff.attempts || clock.now() + delay - start > sheetsBackoff.budget;
      const isOver = !isPassing || isLast;
      if (!isOver) await wait(delay, 'Google Sheets did not answer as it should, and is asked again.');
      if (isOpen && (await wasMade(asked, made === 'later' ? at + longestRequest : at))) return null;
      if (isOver) throw await errorOf(failure, asked, credentials, isOpen ? 'The change was not made.' : '');
    }
  }

  return {
    calls,
    get: async (spreadsheetId, { fields, ranges = [] }) => {
      const answer = await ask({
        place: `sheets:${spreadsheetId}`,
        lost: '',
        request: {
          kind: 'read',
          send: (spreadsheets, options) =>
            spreadsheets.get({ spreadsheetId, fields, ranges: [...ranges] }, options),
        },
      });
      return answer!;
    },
    batchUpdate: (spreadsheetId, requestBody, { fields, hasHappened, isHarmless = false } = {}) =>
      ask({
        place: `sheets:${spreadsheetId}`,
        lost: lostAnswers.batchUpdate,
        hasHappened,
        isHarmless,
        request: {
          kind: 'write',
          send: (spreadsheets, options) =>
            spreadsheets.batchUpdate({ spreadsheetId, requestBody, ...optional({ fields }) }, options),
        },
      }),
    create: async (requestBody, { fields } = {}) => {
      const answer = await ask({
        place: `The new spreadsheet “${requestBody.properties?.title ?? ''}”`,
        lost: lostAnswers.create,
        request: {
          kind: 'write',
          send: (spreadsheets, options) =>
            spreadsheets.create({ requestBody, ...optional({ fields }) }, options),
        },
      });
      return answer!;
    },
  };
}
