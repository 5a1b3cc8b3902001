/** Sends one request through Google's client, once, and hears it out or gives it up. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Clock } from '../clock.js';
import type { SheetsCredentials } from './access.js';
import { parseRetryAfter } from './backoff.js';
import { failureOfAnswer, failureOfCredentials, failureOfNetwork, type Failure } from './failures.js';

/** What Google's client is given with each request. */
export interface SendOptions {
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly retry: false;
  readonly validateStatus: () => true;
  readonly fetchImplementation?: typeof fetch;
}

/** One request, for Google's client to send. */
export interface SheetsRequest<T> {
  readonly kind: 'read' | 'write';
  readonly send: (
    spreadsheets: sheets_v4.Resource$Spreadsheets,
    options: SendOptions,
  ) => Promise<{ readonly status: number; readonly headers: unknown; readonly data: T }>;
}

export type Outcome<T> =
  { readonly isFine: true; readonly data: T } | { readonly isFine: false; readonly failure: Failure };

export interface TransportOptions {
  readonly rootUrl?: string | undefined;
  readonly clock: Clock;
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: typeof fetch | undefined;
}

export interface Transport {
  /** The headers that sign requests. */
  readonly sign: (credentials: Promise<SheetsCredentials>) => Promise<Outcome<Headers>>;
  /** Rejects only if the signal says so. */
  readonly send: <T>(request: SheetsRequest<T>, headers: Headers) => Promise<Outcome<T>>;
}

/** Loaded when it is first needed: it costs a command that uses no spreadsheet nothing. */
async function loadClient(rootUrl: string | undefined): Promise<sheets_v4.Resource$Spreadsheets> {
  const { sheets } = await import('googleapis/build/src/apis/sheets/index.js');
  return sheets({ version: 'v4', ...(rootUrl === undefined ? {} : { rootUrl }) }).spreadsheets;
}

/**
 * Google's client without its own retries and without its errors, which carry what was sent: every answer is an outcome.
 * Tokens go in by header, so that each request is sent once, whatever the credentials.
 */
export function openTransport({ rootUrl, clock, timeout, signal, fetch }: TransportOptions): Transport {
  let client: Promise<sheets_v4.Resource$Spreadsheets> | null = null;

  /** Null if time is over. */
  async function inTime<T>(work: Promise<T>): Promise<T | null> {
    const isDone = new AbortController();
    const stop = () => {
      isDone.abort();
    };
    signal?.addEventListener('abort', stop);
    try {
      return await Promise.race([work, clock.wait(timeout, isDone.signal).then(() => null)]);
    } finally {
      stop();
      signal?.removeEventListener('abort', stop);
      signal?.throwIfAborted();
    }
  }

  const timedOut: Outcome<never> = {
    isFine: false,
    failure: { kind: 'timeout', detail: `no answer in ${timeout} ms`, retryAfter: null },
  };

  return {
    sign: async (credentials) => {
      const work = credentials
        .then((found) => found.headers())
        .then(
          (data): Outcome<Headers> => ({ isFine: true, data }),
          (error: unknown): Outcome<Headers> => ({ isFine: false, failure: failureOfCredentials(error) }),
        );
      return (
        (await inTime(work)) ?? {
          isFine: false,
          failure: { kind: 'unreachable', detail: `no token in ${timeout} ms`, retryAfter: null },
        }
      );
    },
    send: async (request, headers) => {
      const spreadsheets = await (client ??= loadClient(rootUrl));
      signal?.throwIfAborted();
      const cut = new AbortController();
      const work = request
        .send(spreadsheets, {
          // A copy: the client writes into them, and takes out of them what is secret when it fails.
          headers: new Headers(headers),
          signal: cut.signal,
          retry: false,
          validateStatus: () => true,
          ...(fetch === undefined ? {} : { fetchImplementation: fetch }),
        })
        .then(
          ({ status, headers: answered, data }): Outcome<typeof data> => {
            const asked = (answered as Readonly<Record<string, string>>)['retry-after'];
            const failure = failureOfAnswer(status, data, parseRetryAfter(asked, clock.now()));
            return failure === null ? { isFine: true, data } : { isFine: false, failure };
          },
          (error: unknown): Outcome<never> => ({ isFine: false, failure: failureOfNetwork(error) }),
        );
      try {
        return (await inTime(work)) ?? timedOut;
      } finally {
        // What was answered is heard out by now; what was not is given up.
        cut.abort();
      }
    },
  };
}
