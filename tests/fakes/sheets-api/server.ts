/**
 * The fake Google Sheets API: a REST front on plain-data spreadsheets, on a socket of 127.0.0.1 or without one. What it does not
 * know it answers with 501, and `close` throws then.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '../../../sync/clock.js';
import { Program } from '../sheets/program.js';
import type { Workbook } from '../sheets/workbook.js';
import { scopes, type Sharing } from './access.js';
import { answer, answerOf, type Answer, type ApiRequest, type ApiState, type Held } from './api.js';
import { outage } from './errors.js';
import { Faults, refusalOf, type Fault } from './faults.js';
import { Quotas, standardQuota, type Quota } from './quotas.js';

/** A request as it was received. */
export interface LoggedRequest {
  /** From 1. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** As JSON; the text, if it is none; null without one. */
  readonly body: unknown;
  /** Of the answer; null: none was given. */
  status: number | null;
}

export interface SheetsServerOptions {
  readonly workbooks?: readonly Workbook[];
  readonly clock?: Clock;
  readonly quota?: Partial<Quota>;
  /** Milliseconds that a request takes, by the clock. */
  readonly latency?: number;
}

export interface SignInOptions {
  /** To be written, if it is not said. */
  readonly scope?: 'read' | 'write';
  /** Milliseconds until the token expires; never, if it is not said. */
  readonly lifetime?: number;
}

/** What becomes of a request: an answer, or none. */
type Outcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Answer['headers'];
      readonly body: string;
    }
  | { readonly kind: 'cut' }
  | { readonly kind: 'silent' };

type Act = (request: LoggedRequest) => void;

/** The API without a socket. */
export class SheetsApi {
  /** All requests so far. */
  readonly requests: LoggedRequest[] = [];
  readonly faults = new Faults(() => this.requests.length);
  /** What the fake was asked for and does not know. A test that means to may empty it. */
  readonly gaps: string[] = [];
  private readonly quotas: Quotas;
  private readonly state: ApiState;
  private readonly clock: Clock;
  private readonly latency: number;
  private readonly acts: Act[] = [];

  constructor({ workbooks = [], clock = systemClock, quota = {}, latency = 0 }: SheetsServerOptions = {}) {
    this.clock = clock;
    this.latency = latency;
    this.quotas = new Quotas({ ...standardQuota, ...quota });
    this.state = { spreadsheets: new Map(), tokens: new Map(), quotas: this.quotas, now: clock.now };
    for (const workbook of workbooks) this.add(workbook);
  }

  /** How many requests came too many for the quotas. */
  get breaches(): number {
    return this.quotas.breaches;
  }

  /**
   * Takes a spreadsheet in. It belongs to its owner.
   * @returns the spreadsheet with its calculation; what people do to it there, the API answers
   */
  add(
    workbook: Workbook | Program,
    {
      readers = [],
      editors = [],
    }: { readonly readers?: readonly string[]; readonly editors?: readonly string[] } = {},
  ): Program {
    const program = workbook instanceof Program ? workbook : new Program(workbook);
    const { id } = program.workbook;
    if (this.state.spreadsheets.has(id)) throw new Error(`There is a spreadsheet ${id} already`);
    const sharing: Sharing = new Map([
      ...readers.map((email) => [email, 'reader'] as const),
      ...editors.map((email) => [email, 'editor'] as const),
    ]);
    this.state.spreadsheets.set(id, { program, sharing });
    return program;
  }

  private held(id: string): Held {
    const held = this.state.spreadsheets.get(id);
    if (!held) throw new Error(`There is no spreadsheet ${id}`);
    return held;
  }

  /** A spreadsheet, also one that was created through the API. */
  program(id: string): Program {
    return this.held(id).program;
  }

  /** @param role null: no longer shared */
  share(id: string, email: string, role: 'reader' | 'editor' | null): void {
    const { sharing } = this.held(id);
    if (role) sharing.set(email, role);
    else sharing.delete(email);
  }

  /** Deletes a spreadsheet. */
  remove(id: string): void {
    this.state.spreadsheets.delete(this.held(id).program.workbook.id);
  }

  /** Gives somebody a token. */
  signIn(email: string, { scope = 'write', lifetime }: SignInOptions = {}): string {
    const token = `token-${this.state.tokens.size + 1}`;
    const expires = lifetime === undefined ? null : this.clock.now() + lifetime;
    this.state.tokens.set(token, { email, scopes: [scopes[scope]], expires });
    return token;
  }

  revoke(token: string): void {
    const known = this.state.tokens.get(token);
    if (!known) throw new Error(`There is no token ${token}`);
    this.state.tokens.set(token, { ...known, expires: -Infinity });
  }

  /** Has something happen before each request is looked at: a person edits, for instance. @returns ends it */
  beforeRequest(act: Act): () => void {
    this.acts.push(act);
    return () => {
      this.acts.splice(this.acts.indexOf(act), 1);
    };
  }

  /** Has something happen before the n-th request from now is looked at, from 1. */
  beforeRequestAt(n: number, act: Act): void {
    const at = this.requests.length + n;
    const end = this.beforeRequest((request) => {
      if (request.number !== at) return;
      end();
      act(request);
    });
  }

  /** What becomes of a request. */
  async exchange(request: ApiRequest): Promise<Outcome> {
    const logged: LoggedRequest = {
      number: this.requests.length + 1,
      method: request.verb,
      path: request.url.pathname,
      query: request.url.searchParams,
      body: jsonOf(request.body),
      status: null,
    };
    this.requests.push(logged);
    if (this.latency > 0) await this.clock.wait(this.latency);
    for (const act of [...this.acts]) act(logged);
    const outcome = this.outcomeOf(request, this.faults.take(logged.number));
    if (outcome.kind === 'answer') logged.status = outcome.status;
    return outcome;
  }

  private outcomeOf(request: ApiRequest, fault: Fault | null): Outcome {
    if (fault === 'cut' || fault === 'silent') return { kind: fault };
    if (fault === 502) return badGateway;
    const refusal = refusalOf(fault);
    if (refusal) return written(answerOf(refusal));
    const outcome = written(answer(this.state, request, (gap) => this.gaps.push(gap)));
    if (fault === 'lost-response') return { kind: 'cut' };
    if (fault === '503-after') return written(answerOf(outage(503)));
    if (fault === 'garbled') return { ...outcome, body: outcome.body.slice(0, outcome.body.length / 2) };
    return outcome;
  }

  /** The same answers without a socket. It fails as `fetch` does. */
  readonly fetch: typeof fetch = async (input, init) => {
    const asked = new Request(input, init);
    const outcome = await this.exchange({
      verb: asked.method,
      url: new URL(asked.url),
      authorization: asked.headers.get('authorization'),
      body: await asked.text(),
    });
    asked.signal.throwIfAborted();
    if (outcome.kind === 'silent') return silence(asked.signal);
    if (outcome.kind === 'cut') throw connectionReset();
    return new Response(outcome.body, { status: outcome.status, headers: outcome.headers });
  };

  /** @throws Error if the fake was asked for what it does not know */
  checkGaps(): void {
    if (this.gaps.length > 0) throw new Error(`The fake Sheets API has gaps: ${this.gaps.join('; ')}`);
  }
}

function jsonOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const written = ({ status, headers, body }: Answer) =>
  ({ kind: 'answer', status, headers, body: JSON.stringify(body) }) as const;

/** What stands before the service answers this, and it is no JSON. */
const badGateway: Outcome = {
  kind: 'answer',
  status: 502,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title></html>',
};

const connectionReset = () =>
  new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  });

/** Nothing, until whoever waits gives up. */
const silence = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

async function receive(api: SheetsApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const outcome = await api.exchange({
    verb: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    authorization: request.headers.authorization ?? null,
    body: Buffer.concat(chunks).toString('utf8'),
  });
  if (outcome.kind === 'silent') return;
  if (outcome.kind === 'cut') {
    request.socket.destroy();
    return;
  }
  response.writeHead(outcome.status, outcome.headers);
  response.end(outcome.body);
}

/** The API on a socket. */
export interface SheetsServer extends SheetsApi {
  /** `http://127.0.0.1:12345/`, to be the client's `rootUrl`. */
  readonly url: string;
  /** @throws Error if the fake was asked for what it does not know */
  readonly close: () => Promise<void>;
}

/** Starts the API on a free port of 127.0.0.1. */
export async function startSheetsServer(options: SheetsServerOptions = {}): Promise<SheetsServer> {
  const api = new SheetsApi(options);
  const server = createServer((request, response) => {
    receive(api, request, response).catch((error: unknown) => {
      api.gaps.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      api.checkGaps();
    },
  });
}
