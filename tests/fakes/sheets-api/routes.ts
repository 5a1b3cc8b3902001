/** The methods of the API that are emulated: where each is found, what it takes, what it answers. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalidArgument, notEmulated } from './errors.js';
import { batchUpdateSpreadsheetResponse } from './shapes/answers.js';
import { batchUpdateSpreadsheetRequest } from './shapes/requests.js';
import type { Shape } from './shapes/shape.js';
import { spreadsheet } from './shapes/spreadsheet.js';

interface Method {
  readonly name: 'create' | 'get' | 'batchUpdate';
  readonly kind: 'read' | 'write';
  /** The messages that it takes and answers, by name and by shape. */
  readonly takes: readonly [name: string, shape: Shape] | null;
  readonly gives: readonly [name: string, shape: Shape];
  readonly parameters: readonly string[];
}

/** A request that has found its method. */
export interface Route {
  readonly method: Method;
  /** Null: the method is about no spreadsheet that is there. */
  readonly spreadsheetId: string | null;
  readonly query: URLSearchParams;
}

const ofSpreadsheet = ['Spreadsheet', spreadsheet] as const;

const methods = {
  create: { name: 'create', kind: 'write', takes: ofSpreadsheet, gives: ofSpreadsheet, parameters: [] },
  get: {
    name: 'get',
    kind: 'read',
    takes: null,
    gives: ofSpreadsheet,
    parameters: ['ranges', 'includeGridData'],
  },
  batchUpdate: {
    name: 'batchUpdate',
    kind: 'write',
    takes: ['BatchUpdateSpreadsheetRequest', batchUpdateSpreadsheetRequest],
    gives: ['BatchUpdateSpreadsheetResponse', batchUpdateSpreadsheetResponse],
    parameters: [],
  },
} as const satisfies Record<string, Method>;

/** Those of every method. */
const common = ['fields', 'alt', 'prettyPrint'];
const flags = ['prettyPrint', 'includeGridData'];

function checkQuery({ name, parameters }: Method, query: URLSearchParams): void {
  for (const parameter of new Set(query.keys())) {
    if (![...common, ...parameters].includes(parameter))
      throw notEmulated(`the parameter ${parameter} of ${name}`);
    const values = query.getAll(parameter);
    if (parameter !== 'ranges' && values.length > 1) throw notEmulated(`${parameter} more than once`);
    if (flags.includes(parameter) && !/^(true|false)$/.test(values[0]!))
      throw invalidArgument(`Invalid value at '${parameter}' (TYPE_BOOL), "${values[0]!}"`);
  }
  if ((query.get('alt') ?? 'json') !== 'json') throw notEmulated(`alt=${query.get('alt') ?? ''}`);
}

/** @throws ApiError 501 for what is not emulated, 400 for parameters of the wrong type */
export function routeOf(verb: string, { pathname, searchParams: query }: URL): Route {
  const match = /^\/v4\/spreadsheets(?:\/([^/:]+)(:batchUpdate)?)?$/.exec(pathname);
  const asked = match && `${verb}${match[1] === undefined ? '' : ' id'}${match[2] ?? ''}`;
  const method =
    asked === 'POST'
      ? methods.create
      : asked === 'GET id'
        ? methods.get
        : asked === 'POST id:batchUpdate'
          ? methods.batchUpdate
          : null;
  if (!method) throw notEmulated(`${verb} ${pathname}`);
  checkQuery(method, query);
  return { method, spreadsheetId: match?.[1] === undefined ? null : decodeURIComponent(match[1]), query };
}

export type BatchBody = sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
