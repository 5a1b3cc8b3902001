/** The API itself: spreadsheets, who may see them, and what is answered to a request. It is done at once; no socket is needed. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { Unsupported } from '../sheets/errors.js';
import { Program } from '../sheets/program.js';
import { createWorkbook, type Workbook } from '../sheets/workbook.js';
import { requireAccess, requireScope, tokenOf, type Sharing, type Token } from './access.js';
import { checkMessage, parseBody } from './bodies.js';
import { discovery } from './discovery.js';
import { ApiError, notEmulated } from './errors.js';
import { below, maskOfQuery, masked, selects, type Mask } from './masks.js';
import type { Quotas } from './quotas.js';
import { spreadsheetMessage } from './read/spreadsheet.js';
import { applyBatch, applyCreation } from './requests/batch.js';
import { routeOf, type BatchBody, type Route } from './routes.js';

/** A spreadsheet, and with whom it is shared. */
export interface Held {
  readonly program: Program;
  readonly sharing: Sharing;
}

export interface ApiState {
  readonly spreadsheets: Map<string, Held>;
  readonly tokens: Map<string, Token>;
  readonly quotas: Quotas;
  readonly now: () => number;
}

export interface ApiRequest {
  readonly verb: string;
  readonly url: URL;
  readonly authorization: string | null;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Like those of the service: 44 letters and digits. */
function newSpreadsheetId(spreadsheets: ReadonlyMap<string, Held>): string {
  const idOf = (number: number) => `1${String(number).padStart(43, 'A')}`;
  let number = 1;
  while (spreadsheets.has(idOf(number))) number += 1;
  return idOf(number);
}

function create({ spreadsheets }: ApiState, body: sheets_v4.Schema$Spreadsheet, email: string): Program {
  const workbook: Workbook = { ...createWorkbook({ owner: email }), id: newSpreadsheetId(spreadsheets) };
  const program = new Program(workbook);
  applyCreation(program, body, email);
  spreadsheets.set(workbook.id, { program, sharing: new Map() });
  return program;
}

function batchUpdate(
  { program }: Held,
  body: BatchBody,
  email: string,
  mask: Mask,
): sheets_v4.Schema$BatchUpdateSpreadsheetResponse {
  const { includeSpreadsheetInResponse, responseRanges, responseIncludeGridData } = body;
  const replies = applyBatch(program, body.requests ?? [], email);
  const asked = {
    ranges: responseRanges ?? [],
    mask: below(mask, 'updatedSpreadsheet'),
    includeGridData: responseIncludeGridData === true,
    email,
  };
  const isTold = includeSpreadsheetInResponse === true && selects(mask, 'updatedSpreadsheet');
  return {
    spreadsheetId: program.workbook.id,
    replies: [...replies],
    ...(isTold ? { updatedSpreadsheet: spreadsheetMessage(program, asked) } : {}),
  };
}

/** The body of a request. @throws ApiError 400 for what is no such message, 501 where the discovery document knows better */
function bodyOf({ method: { takes } }: Route, text: string): unknown {
  if (!takes) return {};
  const [name, shape] = takes;
  const body = parseBody(text);
  checkMessage(shape, body);
  const faults = discovery()?.faultsOf(name, body) ?? [];
  if (faults.length > 0)
    throw notEmulated(`a body that the discovery document does not know: ${faults.join('; ')}`);
  return body;
}

function contentOf(state: ApiState, route: Route, body: unknown, email: string, mask: Mask): unknown {
  const { method, spreadsheetId, query } = route;
  if (method.name === 'create') {
    const program = create(state, body as sheets_v4.Schema$Spreadsheet, email);
    return spreadsheetMessage(program, { ranges: [], mask, includeGridData: false, email });
  }
  const held = spreadsheetId === null ? undefined : state.spreadsheets.get(spreadsheetId);
  requireAccess(held && { workbook: held.program.workbook, sharing: held.sharing }, email, method.kind);
  if (method.name === 'batchUpdate') return masked(batchUpdate(held!, body as BatchBody, email, mask), mask);
  const includeGridData = query.get('includeGridData') === 'true';
  return spreadsheetMessage(held!.program, { ranges: query.getAll('ranges'), mask, includeGridData, email });
}

/** In the order in which the service asks: who, what for, how often, what, which. */
function respond(state: ApiState, request: ApiRequest): unknown {
  const route = routeOf(request.verb, request.url);
  const { method, query } = route;
  const token = tokenOf(state.tokens, request.authorization, state.now());
  requireScope(token, method.kind);
  state.quotas.pass(method.kind, token.email, state.now());
  const [name, shape] = method.gives;
  const fields = query.get('fields');
  const mask = fields === null ? null : maskOfQuery(fields, shape);
  const body = bodyOf(route, request.body);
  const isAll = fields !== null && mask === null;
  const content = contentOf(state, isAll ? withGridData(route) : route, body, token.email, mask);
  const faults = discovery()?.faultsOf(name, content) ?? [];
  if (faults.length > 0)
    throw new Error(`an answer that the discovery document does not know: ${faults.join('; ')}`);
  return content;
}

/** Of everything, `*`, the cells are a part. */
function withGridData(route: Route): Route {
  const query = new URLSearchParams(route.query);
  query.set('includeGridData', 'true');
  return { ...route, query };
}

const fromGap = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  if (error instanceof Unsupported) return notEmulated(error.message);
  return new ApiError(
    500,
    'INTERNAL',
    `fake: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
};

const json = { 'content-type': 'application/json; charset=UTF-8' };

export const answerOf = (error: ApiError): Answer => ({
  status: error.code,
  headers: { ...json, ...error.headers },
  body: error.body,
});

/** What is answered to a request. @param tell is told of gaps of the fake, and of its bugs */
export function answer(state: ApiState, request: ApiRequest, tell: (gap: string) => void): Answer {
  try {
    return { status: 200, headers: json, body: respond(state, request) };
  } catch (thrown) {
    const error = fromGap(thrown);
    if (error.code >= 500) tell(error.message);
    return answerOf(error);
  }
}
