/** The sidebar's host: what it asks of the script, in which order, and what it makes of answers, failures and silence. */
import { describe, expect, test } from 'vitest';
import type { Request } from '../../../appsscript/messages/envelope.js';
import { sheetsCapabilities } from '../../../appsscript/sidebar/capabilities.js';
import { createSheetsHost } from '../../../appsscript/sidebar/sheets-host.js';
import { createMemoryHost, HostError, omissionsOf, type WorkbookSnapshot } from '../../../core/index.js';
import { handedOut } from '../../contract/workbooks.js';
import { lost, rejection, scripted, type Answers } from './scripted.js';

const names = handedOut.worksheets.map(({ name }) => name);
const [guide, matrix, rollUp, findings, lists, metadata] = names as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const empty: WorkbookSnapshot = { worksheets: [], definedNames: [] };

/** A script that can do everything: a worksheet's fingerprint is its name and how often it was painted. */
function willing(answers: Answers = {}) {
  let count = 0;
  const painted = (name: string) => `${name} ${(count += 1)}`;
  return scripted({
    read: () => ({ snapshot: empty, fingerprints: names.map((name) => [name, `${name} read`] as const) }),
    beginPaint: () => ({ untouched: ['Own'], fingerprints: [[metadata, painted(metadata)]] }),
    paintWorksheet: ({ blueprint }) => ({ fingerprint: painted(blueprint.worksheets[0]!.name) }),
    finishPaint: () => ({}),
    write: ({ changes }) => ({
      before: changes.map(() => ({ content: null, numberFormat: 'General' })),
      refused: [],
    }),
    ...answers,
  });
}

/** The worksheets that were painted after the beginning, and what the script was told of each. */
const askedOf = (requests: readonly Request[]) =>
  requests.flatMap(({ method, takes }) =>
    method === 'paintWorksheet' ? [[takes.blueprint.worksheets[0]!.name, takes.known] as const] : [],
  );

async function failureOf(promise: Promise<unknown>): Promise<HostError> {
  const error = await rejection(promise);
  if (!(error instanceof HostError)) throw new Error('No HostError', { cause: error });
  return error;
}

describe('painting', () => {
  test('begins, paints each further worksheet in order, and finishes', async () => {
    const { transport, requests } = willing();
    const told: string[] = [];
    const report = await createSheetsHost(transport).paint(handedOut, (done, of) => {
      told.push(`${done} of ${of} before request ${requests.length + 1}`);
    });
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `${n - 1} of 7 before request ${n}`));
    expect(
      requests.map(({ method, takes }) =>
        method === 'paintWorksheet'
          ? [method, ...takes.blueprint.worksheets.map(({ name }) => name)]
          : [method],
      ),
    ).toEqual([
      ['beginPaint'],
      ...[guide, matrix, rollUp, findings, lists].map((name) => ['paintWorksheet', name]),
      ['finishPaint'],
    ]);
    expect(report).toEqual({
      painted: names,
      untouched: ['Own'],
      omitted: omissionsOf(handedOut, sheetsCapabilities),
      calls: requests.length,
    });
    expect(new Set(report.omitted.map(({ capability }) => capability))).toEqual(
      new Set(['dataBars', 'printSetup', 'veryHiddenWorksheets', 'links', 'refusesLockedEdits']),
    );
  });
  test('sends the rows of a worksheet once, and all that is needed to place it each time', async () => {
    const { transport, requests } = willing();
    await createSheetsHost(transport).paint(handedOut);
    const rowsSent = requests.flatMap(({ takes }) =>
      'blueprint' in takes
        ? takes.blueprint.worksheets.map(({ name, rows }) => [name, rows.length] as const)
        : [],
    );
    for (const { name, rows } of handedOut.worksheets) {
      expect(
        rowsSent.filter(([sent, count]) => sent === name && count > 0),
        name,
      ).toEqual([[name, rows.length]]);
    }
    for (const { takes } of requests) {
      expect('blueprint' in takes && takes.blueprint.names.length).toBe(handedOut.names.length);
    }
  });
  test('only some worksheets are painted; the one that marks the workbook stays as it is', async () => {
    const { transport, requests } = willing();
    const report = await createSheetsHost(transport).paintWorksheets(handedOut, [findings]);
    expect(requests.map(({ method }) => method)).toEqual(['beginPaint', 'paintWorksheet', 'finishPaint']);
    expect(requests.map(({ takes }) => ('names' in takes ? takes.names : null))).toEqual([
      [findings],
      null,
      [findings],
    ]);
    expect(report).toMatchObject({ painted: [findings], calls: 3 });
    expect(new Set(report.omitted.map(({ worksheet }) => worksheet))).toEqual(new Set([findings]));
  });

  test('tells the script what it read last, and what it painted last', async () => {
    const { transport, requests } = willing();
    const host = createSheetsHost(transport);
    const known = () => askedOf(requests);
    await host.paint(handedOut);
    expect(known().map(([, fingerprint]) => fingerprint)).toEqual([null, null, null, null, null]);
    await host.read();
    await host.paint(handedOut);
    expect(known().slice(5)).toEqual(
      [guide, matrix, rollUp, findings, lists].map((name) => [name, `${name} read`]),
    );
    expect(requests.filter(({ method }) => method === 'beginPaint').at(-1)!.takes).toMatchObject({
      known: names.map((name) => [name, `${name} read`]),
    });
    await host.paint(handedOut);
    expect(known().slice(10)).toEqual([
      [guide, `${guide} 8`],
      [matrix, `${matrix} 9`],
      [rollUp, `${rollUp} 10`],
      [findings, `${findings} 11`],
      [lists, `${lists} 12`],
    ]);
  });
  test('what was written since is no reason to refuse: the worksheet is not known until it is read', async () => {
    const { transport, requests } = willing();
    const host = createSheetsHost(transport);
    await host.read();
    await host.write([{ worksheet: 'MATRIX', range: 'F9', to: { content: { kind: 'text', text: 'x' } } }]);
    await host.paint(handedOut);
    const asked = askedOf(requests);
    expect(asked.slice(0, 3)).toEqual([
      [guide, `${guide} read`],
      [matrix, null],
      [rollUp, `${rollUp} read`],
    ]);
  });
});

describe('a painting that fails', () => {
  const busy = (touched: readonly string[]) => new HostError('in-use', 'Somebody else is at it.', touched);

  test('before anything was done: nothing was touched', async () => {
    const { transport } = willing({
      beginPaint: () => {
        throw busy([]);
      },
    });
    const { code, message, touched } = await failureOf(createSheetsHost(transport).paint(handedOut));
    expect({ code, message, touched }).toEqual({
      code: 'in-use',
      message: 'Somebody else is at it.',
      touched: [],
    });
  });
  test('half-way: what was painted before counts, and what the failing piece says', async () => {
    const { transport } = willing({
      paintWorksheet: ({ blueprint }) => {
        const { name } = blueprint.worksheets[0]!;
        if (name === rollUp) throw busy([rollUp]);
        return { fingerprint: name };
      },
    });
    const host = createSheetsHost(transport);
    await host.read();
    expect((await failureOf(host.paint(handedOut))).touched).toEqual([metadata, guide, matrix, rollUp]);
  });
  test.each([
    ['beginPaint', 1, [metadata]],
    ['paintWorksheet', 3, [metadata, guide, matrix, rollUp]],
    ['finishPaint', 1, [metadata, guide, matrix, rollUp, findings, lists]],
  ] as const)('no answer to %s (%i): its worksheets may have been touched', async (method, nth, expected) => {
    const { transport, requests } = willing();
    const host = createSheetsHost(async (request) => {
      const answer = await transport(request);
      const isIt = requests.filter((one) => one.method === method).length === nth;
      if (isIt && requests.at(-1)!.method === method) throw new Error('NetworkError');
      return answer;
    });
    await host.read();
    const { code, message, touched } = await failureOf(host.paint(handedOut));
    expect(code).toBe('unavailable');
    expect(message).toContain('Check the connection');
    expect(touched).toEqual(expected);
  });
  test('no answer to the beginning: worksheets that were not there may have been made', async () => {
    const { transport } = willing({ beginPaint: () => lost });
    expect((await failureOf(createSheetsHost(transport).paint(handedOut))).touched).toEqual(names);
  });
  test('what was touched is painted again without asking what stands there', async () => {
    let isFailing = true;
    const { transport, requests } = willing({
      paintWorksheet: ({ blueprint }) => {
        const { name } = blueprint.worksheets[0]!;
        if (name !== matrix || !isFailing) return { fingerprint: name };
        isFailing = false;
        throw busy([matrix]);
      },
    });
    const host = createSheetsHost(transport);
    await host.read();
    await failureOf(host.paint(handedOut));
    await host.paint(handedOut);
    const asked = askedOf(requests);
    expect(asked).toEqual([
      [guide, `${guide} read`],
      [matrix, `${matrix} read`],
      [guide, guide],
      [matrix, null],
      [rollUp, `${rollUp} read`],
      [findings, `${findings} read`],
      [lists, `${lists} read`],
    ]);
  });
  test('a fault of the script stays one, and tells no more than its kind', async () => {
    const { transport } = willing({
      finishPaint: () => {
        throw new TypeError('cannot read “the secret of cell F9”');
      },
    });
    const error = await rejection(createSheetsHost(transport).paint(handedOut));
    expect(error).toMatchObject({ name: 'TypeError', message: 'The script failed.' });
    expect(error).not.toBeInstanceOf(HostError);
  });
});

describe('what is asked beside painting', () => {
  test('no answer: unavailable, with what to do', async () => {
    const { transport } = willing({ read: () => lost });
    const { code, message, touched, cause } = await failureOf(createSheetsHost(transport).read());
    expect({ code, touched }).toEqual({ code: 'unavailable', touched: [] });
    expect(message).toBe('Google Sheets does not answer. Check the connection, then try again.');
    expect(cause).toMatchObject({ message: 'NetworkError' });
  });
  test('an answer that is none of ours is refused', async () => {
    for (const answer of ['', 'null', '{"kind":"value","value":{"snapshot":{}}}']) {
      const host = createSheetsHost(() => Promise.resolve(answer));
      expect((await failureOf(host.read())).code, answer).toBe('failed');
    }
  });
  test('a snapshot comes as it is, whatever names people gave', async () => {
    const memory = createMemoryHost();
    await memory.paint(handedOut);
    const painted = await memory.read();
    const snapshot: WorkbookSnapshot = {
      ...painted,
      worksheets: painted.worksheets.map((one) =>
        one.name === lists ? { ...one, name: '__proto__', columnKeys: [{ column: 3, key: 'status' }] } : one,
      ),
    };
    const { transport } = willing({
      read: () => ({ snapshot, fingerprints: [['__proto__', 'x']] }),
    });
    expect(await createSheetsHost(transport).read()).toEqual(snapshot);
  });
  test('hands are passed on', async () => {
    const { transport, requests } = willing({
      mark: () => ({}),
      copyWorksheet: () => ({}),
      goTo: () => ({}),
      readRows: () => null,
    });
    const host = createSheetsHost(transport);
    const marks = [{ worksheet: matrix, range: 'F9', severity: 'error', text: 'Wrong.' }] as const;
    await host.mark(marks);
    await host.copyWorksheet(matrix, 'Copy', ['F9:F20']);
    await host.goTo({ worksheet: matrix, range: null });
    expect(await host.readRows('Gone', [[3, 4]])).toBeNull();
    expect(requests).toEqual([
      { method: 'mark', takes: { marks } },
      { method: 'copyWorksheet', takes: { worksheet: matrix, name: 'Copy', blank: ['F9:F20'] } },
      { method: 'goTo', takes: { worksheet: matrix, range: null } },
      { method: 'readRows', takes: { worksheet: 'Gone', rows: [[3, 4]] } },
    ]);
  });
});

describe('repair', () => {
  test('goes worksheet by worksheet, the names last, and reports in the order of worksheets', async () => {
    const { transport, requests } = willing({
      repair: ({ blueprint, what }) =>
        what.includes('name')
          ? [{ what: 'name', worksheet: guide, ranges: ['NISP_NilReturn'] }]
          : blueprint.worksheets.map(({ name }) => ({ what: 'format', worksheet: name, ranges: ['A1'] })),
    });
    const told: number[] = [];
    const report = await createSheetsHost(transport).repair(handedOut, undefined, (done, of) => {
      told.push(done / of);
    });
    expect(told).toEqual(requests.map((_, index) => index / requests.length));
    expect(
      requests.map(({ takes }) =>
        'what' in takes
          ? [
              takes.blueprint.worksheets.map(({ name }) => name),
              takes.blueprint.names.length === handedOut.names.length,
              takes.what.includes('name'),
            ]
          : null,
      ),
    ).toEqual([...names.map((name) => [[name], true, false]), [[], true, true]]);
    expect(report.restored.map(({ what, worksheet }) => `${worksheet} ${what}`)).toEqual([
      `${guide} format`,
      `${guide} name`,
      ...names.slice(1).map((name) => `${name} format`),
    ]);
    expect(report.calls).toBe(names.length + 1);
    expect(report.omitted).toEqual([]);
  });
  test('asks only what was asked for', async () => {
    const { transport, requests } = willing({ repair: () => [] });
    const host = createSheetsHost(transport);
    expect((await host.repair(handedOut, ['name'])).calls).toBe(1);
    expect((await host.repair(handedOut, ['validation', 'format'])).calls).toBe(names.length);
    const asked = new Set(requests.map(({ takes }) => ('what' in takes ? takes.what.join() : '')));
    expect(asked).toEqual(new Set(['name', 'validation,format']));
  });
});
