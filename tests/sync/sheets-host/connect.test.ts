import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { HostError } from '../../../core/index.js';
import { connectSheets, type SheetsConnection } from '../../../sync/sheets-host/connect.js';
import { createSpreadsheet } from '../../../sync/sheets-host/create.js';
import { startSheetsServer } from '../../fakes/sheets-api/server.js';
import type { Fault } from '../../fakes/sheets-api/faults.js';
import { accessTo, openOffice, robot, type Office } from './office.js';

const title = { fields: 'properties(title)' };
const read = ({ connection, id }: Office) => connection.get(id, title);

/** Adds a row: made twice, there are two more. */
const oneMoreRow = { requests: [{ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 1 } }] };
const rowsOf = ({ program }: Office) => program.workbook.worksheets[0]!.maxRows;
const addRow = (office: Office, withReadBack = true) => {
  const before = rowsOf(office);
  return office.connection.batchUpdate(office.id, oneMoreRow, {
    fields: 'spreadsheetId',
    ...(withReadBack
      ? {
          hasHappened: async () => {
            const { sheets } = await office.connection.get(office.id, {
              fields: 'sheets(properties(gridProperties(rowCount)))',
            });
            return sheets?.[0]?.properties?.gridProperties?.rowCount === before + 1;
          },
        }
      : {}),
  });
};

const failing = async (work: Promise<unknown>): Promise<HostError> => {
  const error: unknown = await work.then(
    () => 'it did not fail',
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HostError);
  return error as HostError;
};

const passing: readonly Fault[] = [
  'cut',
  'lost-response',
  'silent',
  'garbled',
  '503-after',
  429,
  500,
  502,
  503,
  { status: 429, retryAfter: 90 },
  { status: 503, retryAfter: 20 },
];
const named = (faults: readonly Fault[]) => faults.map((fault) => [JSON.stringify(fault), fault] as const);

describe('reading', () => {
  test('takes one request, and no credentials that may write', async () => {
    const office = openOffice();
    expect((await read(office)).properties?.title).toBe('Sindh 2019-Q1');
    expect(office.connection.calls).toEqual({ reads: 1, writes: 0 });
    expect(office.access.asked).toEqual({ reading: 1, writing: 0, renewed: 0 });
    expect(office.waits).toEqual([]);
  });
  test.each(named(passing))('is asked again after %s', async (_, fault) => {
    const office = openOffice();
    office.api.faults.at(1, fault);
    expect((await read(office)).properties?.title).toBe('Sindh 2019-Q1');
    expect(office.connection.calls.reads).toBe(2);
    expect(office.clock.waiting()).toBe(0);
  });
  test('waits as long as the server asks, and says so', async () => {
    const office = openOffice();
    const start = office.clock.now();
    office.api.faults.at(1, { status: 429, retryAfter: 90 });
    await read(office);
    expect(office.clock.now() - start).toBe(90_500);
    expect(office.waits).toEqual([
      { seconds: 91, reason: 'Google Sheets did not answer as it should, and is asked again.' },
    ]);
  });
  test.each(named([401, 403, 404]))('a refusal, %s, is not asked again', async (_, fault) => {
    const office = openOffice();
    office.api.faults.from(1, fault, 9);
    await failing(read(office));
    // A token that is refused is renewed once.
    expect(office.connection.calls.reads).toBe(fault === 401 ? 2 : 1);
    expect(office.waits).toEqual([]);
  });
  test('goes on with a new token when the old one has expired, once', async () => {
    const office = openOffice();
    await read(office);
    office.api.revoke(office.access.tokens[0]!);
    await read(office);
    expect(office.access.asked).toEqual({ reading: 1, writing: 0, renewed: 1 });
    expect(office.api.requests.map(({ status }) => status)).toEqual([200, 401, 200]);
  });
  test('gives up after five minutes, or as soon as it is known that it takes longer', async () => {
    const office = openOffice();
    const start = office.clock.now();
    office.api.faults.from(1, 503, 99);
    const error = await failing(read(office));
    expect(error.code).toBe('unavailable');
    expect(office.clock.now() - start).toBeLessThanOrEqual(300_000);
    expect(office.connection.calls.reads).toBe(12);

    office.api.faults.clear();
    office.api.faults.at(1, { status: 429, retryAfter: 3_600 });
    const later = office.clock.now();
    expect((await failing(read(office))).code).toBe('unavailable');
    expect(office.clock.now()).toBe(later);
  });
});

describe('changing', () => {
  test('takes one request', async () => {
    const office = openOffice();
    const rows = rowsOf(office);
    expect(await addRow(office)).toEqual({ spreadsheetId: office.id });
    expect(rowsOf(office)).toBe(rows + 1);
    expect(office.connection.calls).toEqual({ reads: 0, writes: 1 });
    expect(office.access.asked).toEqual({ reading: 0, writing: 1, renewed: 0 });
  });
  test.each(named(passing))('is made once, whatever befalls it: %s', async (_, fault) => {
    const office = openOffice();
    const rows = rowsOf(office);
    office.api.faults.at(1, fault);
    const answer = await addRow(office);
    expect(rowsOf(office)).toBe(rows + 1);
    const isMadeAtOnce = typeof fault === 'string' && fault !== 'cut' && fault !== 'silent';
    expect(answer).toEqual(isMadeAtOnce ? null : { spreadsheetId: office.id });
    expect(office.connection.calls.writes).toBe(isMadeAtOnce ? 1 : 2);
  });
  test.each(named(passing))('is made once, if finding out fails as well: %s', async (_, fault) => {
    for (const [first, second] of [
      ['lost-response', fault],
      ['cut', fault],
    ] as const) {
      const office = openOffice();
      const rows = rowsOf(office);
      office.api.faults.at(1, first);
      office.api.faults.at(2, second);
      await addRow(office);
      expect(rowsOf(office)).toBe(rows + 1);
    }
  });
  test.each(named(passing))('that cannot be read back is not made twice: %s', async (_, fault) => {
    const office = openOffice();
    const rows = rowsOf(office);
    office.api.faults.at(1, fault);
    if (fault === 429 || (typeof fault === 'object' && fault.status === 429)) {
      await addRow(office, false);
      expect(rowsOf(office)).toBe(rows + 1);
    } else {
      const error = await failing(addRow(office, false));
      expect(error.code).toBe('unavailable');
      expect(error.message).toContain('Whether the change was made is not known');
      expect(office.connection.calls.writes).toBe(1);
    }
  });
  test('that is harmless is made again without reading back', async () => {
    const office = openOffice();
    const rename = {
      requests: [{ updateSpreadsheetProperties: { properties: { title: 'Sindh' }, fields: 'title' } }],
    };
    office.api.faults.at(1, '503-after');
    await office.connection.batchUpdate(office.id, rename, { isHarmless: true });
    expect(office.connection.calls).toEqual({ reads: 0, writes: 2 });
  });
  test('that Google makes long after the connection was cut is waited for', async () => {
    // Google takes up to three minutes for a request; the answer is not needed for it to be made.
    let sent = 0;
    const office = openOffice({
      fetch: async (input, init) => {
        sent++;
        if (sent > 1) return office.api.fetch(input, init);
        const request = new Request(input, { ...init, signal: null });
        void office.clock.wait(170_000).then(() => office.api.fetch(request));
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    });
    const rows = rowsOf(office);
    await addRow(office);
    expect(rowsOf(office)).toBe(rows + 1);
    expect(office.connection.calls.writes).toBe(1);
  });
  test('says that it was not made, when it was not', async () => {
    const office = openOffice();
    const rows = rowsOf(office);
    const hasHappened = () => Promise.resolve(false);
    office.api.faults.from(1, 503, 99);
    const error = await failing(office.connection.batchUpdate(office.id, oneMoreRow, { hasHappened }));
    expect(error.code).toBe('unavailable');
    expect(error.message).toContain('The change was not made.');
    expect(rowsOf(office)).toBe(rows);
  });
  test('says that nobody knows, when finding out fails for good', async () => {
    const office = openOffice();
    office.api.faults.at(1, 'lost-response');
    office.api.faults.from(2, 503, 99);
    const error = await failing(addRow(office));
    expect(error.code).toBe('unavailable');
    expect(error.message).toContain('Whether the change was made is not known');
  });
});

describe('making a spreadsheet', () => {
  test('asks for British dates and Pakistan’s time, and says where it is', async () => {
    const office = openOffice();
    const { id, url } = await createSpreadsheet(office.connection, 'Punjab 2019-Q1');
    expect(url).toBe(`https://docs.google.com/spreadsheets/d/${id}/edit`);
    const { name, locale, timeZone } = office.api.program(id).workbook;
    expect({ name, locale, timeZone }).toEqual({
      name: 'Punjab 2019-Q1',
      locale: 'en_GB',
      timeZone: 'Asia/Karachi',
    });
    expect(office.connection.calls).toEqual({ reads: 0, writes: 1 });
  });
  test.each(named(['cut', 'lost-response', 'silent', 'garbled', '503-after', 500, 502, 503]))(
    'is not done again after %s, and says that it may have been made',
    async (_, fault) => {
      const office = openOffice();
      office.api.faults.at(1, fault);
      const error = await failing(createSpreadsheet(office.connection, 'Punjab 2019-Q1'));
      expect(error.code).toBe('unavailable');
      expect(error.message).toMatch(/“Punjab 2019-Q1”.*may have been made.*Look in Google Drive/);
      expect(office.connection.calls.writes).toBe(1);
    },
  );
  test('is done again where nothing can have been made', async () => {
    const office = openOffice();
    office.api.faults.at(1, 429);
    office.api.faults.at(2, 401);
    await createSpreadsheet(office.connection, 'Punjab 2019-Q1');
    expect(office.connection.calls.writes).toBe(3);
  });
});

describe('the quota', () => {
  test('is never exceeded, with a hundred spreadsheets at once and each asked for four times', async () => {
    const office = openOffice({}, { latency: 700 });
    const start = office.clock.now();
    const visit = async () => {
      await read(office);
      await read(office);
      await read(office);
      await addRow(office);
    };
    await Promise.all(Array.from({ length: 100 }, visit));
    expect(office.api.breaches).toBe(0);
    expect(office.connection.calls).toEqual({ reads: 300, writes: 100 });
    // 54 a minute: five minutes, and what the last need.
    expect(office.clock.now() - start).toBeLessThan(5.2 * 60_000);
    expect(office.waits[0]).toEqual({
      seconds: 60,
      reason: 'Google Sheets allows only so many requests a minute.',
    });
  });
  test('that others use up as well is waited for', async () => {
    const office = openOffice();
    const other = connectSheets({
      access: accessTo(office.api),
      clock: office.clock,
      fetch: office.api.fetch,
      random: () => 0.5,
    });
    await Promise.all([
      ...Array.from({ length: 50 }, () => other.get(office.id, title)),
      ...Array.from({ length: 50 }, () => read(office)),
    ]);
    const refused = office.api.requests.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(office.api.requests.length - refused.length).toBe(100);
  });
});

describe('stopping', () => {
  test.each(['a wait', 'a request'])('ends %s at once', async (what) => {
    const stop = new AbortController();
    const office = openOffice({
      signal: stop.signal,
      onWait: () => {
        stop.abort(new Error('stopped by hand'));
      },
    });
    if (what === 'a wait') {
      office.api.faults.at(1, { status: 503, retryAfter: 60 });
    } else {
      office.api.faults.at(1, 'silent');
      office.api.beforeRequestAt(1, () => {
        stop.abort(new Error('stopped by hand'));
      });
    }
    const start = office.clock.now();
    await expect(read(office)).rejects.toThrow('stopped by hand');
    expect(office.clock.now()).toBe(start);
    expect(office.clock.waiting()).toBe(0);
    await expect(read(office)).rejects.toThrow('stopped by hand');
  });
  test('says nothing else of a change that was under way', async () => {
    const stop = new AbortController();
    const office = openOffice({ signal: stop.signal });
    office.api.faults.at(1, 'silent');
    office.api.beforeRequestAt(1, () => {
      stop.abort(new Error('stopped by hand'));
    });
    await expect(createSpreadsheet(office.connection, 'Punjab 2019-Q1')).rejects.toThrow('stopped by hand');
    expect(office.connection.calls.writes).toBe(1);
  });
  test('a request that is not answered is given up', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const office = openOffice({
      fetch: (input, init) => {
        signals.push(init?.signal);
        return office.api.fetch(input, init);
      },
    });
    office.api.faults.at(1, 'silent');
    await read(office);
    expect(signals[0]?.aborted).toBe(true);
  });
});

test('goes over a socket, by Google’s own client', async () => {
  const office = openOffice();
  const server = await startSheetsServer();
  try {
    server.add(office.program, { editors: [robot] });
    const connection = connectSheets({ access: accessTo(server), rootUrl: server.url, random: () => 0 });
    server.faults.at(1, 'cut');
    expect((await connection.get(office.id, title)).properties?.title).toBe('Sindh 2019-Q1');
    expect(connection.calls.reads).toBe(2);
    expect(server.requests.map(({ path }) => path)).toEqual(
      Array.from({ length: 2 }, () => `/v4/spreadsheets/${office.id}`),
    );
  } finally {
    await server.close();
  }
});

describe('no error tells', () => {
  const canaries = ['ya29.canary-token', 'canary remark of a minister', 'canary answer'];
  const isQuiet = (error: unknown) => {
    const printed = inspect(error, { depth: 30, showHidden: true, getters: true });
    const all = `${printed} ${JSON.stringify(error)} ${String((error as Error).stack)}`;
    expect(all).not.toContain('canary');
  };
  const body = {
    requests: [
      {
        updateCells: {
          start: { sheetId: 0, rowIndex: 0, columnIndex: 0 },
          rows: [{ values: [{ userEnteredValue: { stringValue: canaries[1]! } }] }],
          fields: 'userEnteredValue',
        },
      },
    ],
  };
  const connected = (fetch: typeof globalThis.fetch): SheetsConnection =>
    openOffice({
      fetch,
      access: {
        reading: () => Promise.reject(new Error('canary')),
        writing: () =>
          Promise.resolve({
            headers: () => Promise.resolve(new Headers({ authorization: `Bearer ${canaries[0]!}` })),
            renew: () => undefined,
            account: () => Promise.reject(new Error('canary')),
          }),
      },
    }).connection;
  const answered = (status: number, type = 'application/json') => {
    const said = {
      error: {
        code: status,
        message: canaries[2],
        status: 'canary status',
        details: [{ reason: 'canary reason', metadata: { canary: canaries[1] } }],
      },
    };
    return () =>
      Promise.resolve(
        new Response(type === 'application/json' ? JSON.stringify(said) : `<p>${canaries[2]!}</p>`, {
          status,
          headers: { 'content-type': type, 'x-canary': canaries[2]!, 'retry-after': '1' },
        }),
      );
  };

  test.each([400, 401, 403, 404, 408, 413, 429, 500, 502, 503])(
    'what was sent, answered or used to sign in: status %i',
    async (status) => {
      for (const type of ['application/json', 'text/html']) {
        const connection = connected(answered(status, type));
        isQuiet(await failing(connection.batchUpdate('id', body)));
        isQuiet(await failing(connection.create({ properties: { title: 'Sindh' } })));
      }
    },
  );
  test.each(['ECONNRESET', 'ENOTFOUND', 'CERT_HAS_EXPIRED', 'UND_ERR_SOCKET'])(
    'nor when it is cut: %s',
    async (code) => {
      const connection = connected((input, init) =>
        Promise.reject(
          new TypeError('canary', {
            cause: Object.assign(new Error('canary'), { code, request: [input, init], canary: canaries }),
          }),
        ),
      );
      isQuiet(await failing(connection.batchUpdate('id', body)));
    },
  );
  test('nor when signing in fails', async () => {
    const connection = connected(answered(200));
    isQuiet(await failing(connection.get('id', title)));
  });
  test('nor when half of an answer comes', async () => {
    const connection = connected(() =>
      Promise.resolve(new Response('{"canary', { headers: { 'content-type': 'application/json' } })),
    );
    isQuiet(await failing(connection.batchUpdate('id', body)));
  });
  test('but what a server does not implement is said', async () => {
    const office = openOffice();
    const work = office.connection.batchUpdate(office.id, { requests: [{ randomizeRange: {} }] });
    const error = await failing(work);
    expect(error.code).toBe('failed');
    expect(inspect(error)).toContain('not emulated');
  });
});
