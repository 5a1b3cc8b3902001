/** What goes wrong on the way to the fake Sheets API: on a socket with the real client, and without one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPerson } from '../sheets/person.js';
import type { Program } from '../sheets/program.js';
import { createWorkbook } from '../sheets/workbook.js';
import type { Fault } from './faults.js';
import { startSheetsServer, type SheetsServer } from './server.js';
import { realClient } from './signed-in.js';

const id = 'spreadsheet-1';
const email = 'editor@example.org';

let server: SheetsServer;
let program: Program;
let token: string;

beforeEach(async () => {
  server = await startSheetsServer();
  program = server.add(createWorkbook(), { editors: [email] });
  token = server.signIn(email);
});
afterEach(() => server.close());

const requests = [{ updateSpreadsheetProperties: { properties: { title: 'New' }, fields: 'title' } }];

/** Ways to the API that can be given up, each giving the status of the answer and whether it could be read. */
const ways = {
  'the real client': async (signal: AbortSignal) => {
    const { spreadsheets } = realClient(server, token);
    const answer = await spreadsheets
      .batchUpdate({ spreadsheetId: id, requestBody: { requests } }, { signal })
      .catch((error: unknown) => {
        const { response } = error as { response?: { status: number; data: unknown } };
        if (!response) throw error;
        return response;
      });
    return { status: answer.status, isRead: typeof answer.data === 'object' };
  },
  'fetch without a socket': async (signal: AbortSignal) => {
    const answer = await server.fetch(`https://sheets.googleapis.com/v4/spreadsheets/${id}:batchUpdate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ requests }),
      signal,
    });
    const isRead = await answer.json().then(
      () => true,
      () => false,
    );
    return { status: answer.status, isRead };
  },
};

describe.each(Object.entries(ways))('through %s', (_name, ask) => {
  test.each<[Fault, number | null, boolean, boolean]>([
    ['cut', null, false, false],
    ['silent', null, false, false],
    ['lost-response', null, false, true],
    ['garbled', 200, false, true],
    ['503-after', 503, true, true],
    [401, 401, true, false],
    [403, 403, true, false],
    [404, 404, true, false],
    [429, 429, true, false],
    [500, 500, true, false],
    [502, 502, false, false],
    [503, 503, true, false],
  ])('%s befalls one request: status %s, readable %s, done %s', async (fault, status, isRead, isDone) => {
    server.faults.at(1, fault);
    const patience = new AbortController();
    if (fault === 'silent')
      server.beforeRequestAt(1, () => {
        setImmediate(() => {
          patience.abort();
        });
      });
    const answer = await ask(patience.signal).catch(() => ({ status: null, isRead: false }));
    expect(answer).toEqual({ status, isRead });
    expect(program.workbook.name === 'New').toBe(isDone);
    expect(await ask(new AbortController().signal)).toEqual({ status: 200, isRead: true });
    expect(server.requests.map((one) => one.status)).toEqual([status, 200]);
  });
});

test('an answer says how long to wait only if it is to', async () => {
  const url = `${server.url}v4/spreadsheets/${id}`;
  server.faults.at(1, { status: 429, retryAfter: 7 });
  server.faults.at(2, 429);
  expect((await fetch(url)).headers.get('retry-after')).toBe('7');
  expect((await fetch(url)).headers.get('retry-after')).toBeNull();
  expect(server.breaches).toBe(0);
});

test('requests are kept, and people may edit just before one of them', async () => {
  const person = createPerson(program, email);
  const { spreadsheets } = realClient(server, token);
  const read = async () => {
    const { data } = await spreadsheets.get({
      spreadsheetId: id,
      fields: 'sheets.data.rowData.values.formattedValue',
    });
    return data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.formattedValue ?? null;
  };
  server.beforeRequestAt(2, () => {
    person.type('Sheet1', 'A1', 'just now');
  });
  expect([await read(), await read()]).toEqual([null, 'just now']);
  expect(server.requests).toMatchObject([
    { number: 1, method: 'GET', path: `/v4/spreadsheets/${id}`, body: null, status: 200 },
    { number: 2 },
  ]);
  expect(server.requests[0]!.query.get('fields')).toBe('sheets.data.rowData.values.formattedValue');
});

test('what is not known here is a gap, and ends the test', async () => {
  const { spreadsheets } = realClient(server, token);
  const gaps = [
    spreadsheets.values.get({ spreadsheetId: id, range: 'A1' }),
    spreadsheets.get({ spreadsheetId: id, excludeTablesInBandedRanges: true }),
  ];
  const settled = await Promise.allSettled(gaps);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(() => {
    server.checkGaps();
  }).toThrow(`GET /v4/spreadsheets/${id}/values/A1`);
  expect(server.gaps.splice(0)[1]).toContain('excludeTablesInBandedRanges');
});
