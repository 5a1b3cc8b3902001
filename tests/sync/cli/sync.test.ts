// `nisp sync` as a person meets it: what it shows, asks, writes and ends with; files, and a Google Sheet beside a file.
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildUnitWorkbook, loadPlan, parsePeriod } from '../../../core/index.js';
// The compiled program, because its workers are compiled files: `npm test` builds it first.
import { run } from '../../../dist/sync/cli/nisp.js';
import { connectSheets, sheetsHost } from '../../../dist/sync/sheets-host/index.js';
import type { EntryValues } from '../../../core/entry/entry.js';
import { checkBytes } from '../../../sync/xlsx-host/check.js';
import { paintWorkbook } from '../../../sync/xlsx-host/paint/paint.js';
import type { Terminal } from '../../../sync/cli/terminal.js';
import { SheetsApi } from '../../fakes/sheets-api/server.js';
import { createPerson } from '../../fakes/sheets/person.js';
import { createWorkbook } from '../../fakes/sheets/workbook.js';
import { enter as enterInto } from '../../support/entering.js';
import { planRow, smallPlanFile } from '../../support/plans.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { accessTo, robot } from '../sheets-host/office.js';

/** Four rows in which units that are provincial have a part: a small plan makes small workbooks. */
const planFile = {
  ...smallPlanFile,
  interventions: ['1', '2', '3', '4'].map((no) => planRow(no, { bodies: ['department'] })),
};
const loaded = loadPlan(planFile);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
const { plan } = loaded;
const enter = (path: string, ...entries: Parameters<typeof enterInto>[2]) => enterInto(path, plan, entries);

const period = parsePeriod('2019-Q1')!;

/** Pairs of workbooks that were made once, in folders of their own: `north`, `both`, `clearing`. */
const made = mkdtempSync(join(tmpdir(), 'nisp-made-'));
const planPath = join(made, 'plan.json');
const inPair = (pair: string) => [join(made, pair, 'mine.xlsx'), join(made, pair, 'yours.xlsx')] as const;
let folder = '';
let mine = '';
let yours = '';
let api = new SheetsApi();
let clock = virtualClock();

beforeAll(async () => {
  writeFileSync(planPath, JSON.stringify(planFile));
  const put = async (pair: string, unit: string, entries?: Map<string, EntryValues>) => {
    mkdirSync(join(made, pair));
    const blueprint = buildUnitWorkbook({ plan, unit, period, ...(entries ? { entries } : {}) });
    const { bytes } = await paintWorkbook(blueprint);
    for (const path of inPair(pair)) writeFileSync(path, bytes);
    return inPair(pair);
  };
  await put('north', 'north');
  await put('south', 'south');

  const [first, second] = await put('both', 'north');
  await enter(
    first,
    ['1', 'status', 'Completed'],
    ['2', 'due', { date: '2019-12-31' }],
    ['3', 'status', 'In progress'],
    ['4', 'status', 'Complted'],
  );
  await enter(
    second,
    [
      '1',
      'remarks',
      'Draft law circulated to the Home, Law and Finance Departments; comments are due in May.',
    ],
    ['3', 'status', 'On hold'],
    ['4', 'status', 'Completed'],
  );

  const filled = new Map(['1', '2', '3', '4'].map((no) => [no, { status: 'In progress' }] as const));
  const [cleared] = await put('clearing', 'north', filled);
  await enter(cleared, ['1', 'status', null], ['3', 'status', null]);
});
afterAll(() => {
  rmSync(made, { recursive: true });
});

/** Gives the test a pair of its own. */
function take(pair: string): void {
  const [first, second] = inPair(pair);
  copyFileSync(first, mine);
  copyFileSync(second, yours);
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nisp-sync-'));
  mine = join(folder, 'mine.xlsx');
  yours = join(folder, 'yours.xlsx');
  clock = virtualClock();
  api = new SheetsApi({ clock });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  api.checkGaps();
});

const connect = () => connectSheets({ access: accessTo(api), clock, random: () => 0.5, fetch: api.fetch });

/** Runs `nisp` on a terminal. The folder of the test is left out of what it prints. */
async function nispOn(given: Partial<Terminal>, ...args: string[]) {
  const printed = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    isInteractive: false,
    colour: false,
    width: 100,
    ...given,
  };
  const code = await run([...args, '--plan', planPath], terminal, { connectSheets: connect, clock });
  const short = (text: string) => text.replaceAll(`${folder}/`, '');
  return { code, out: short(printed.out), err: short(printed.err) };
}
const nisp = (...args: string[]) => nispOn({}, ...args);
const sync = (...options: string[]) => nisp('sync', mine, yours, ...options);

const bytesOf = (...paths: string[]) => paths.map((path) => readFileSync(path, 'base64'));

/** What a workbook says of an intervention. */
function valuesIn(path: string, no: string): EntryValues {
  const context = { plan, file: path, hash: null, received: null };
  return checkBytes(readFileSync(path), context).submission!.entries.get(no)!.values;
}

const shown = (title: string, happening: string, sum: string, keeps: string) => `${title}
  first   mine.xlsx
  second  yours.xlsx

${sum}

No.  Column   Before               First                Second               ${happening}
1    Status   (blank)              Completed            (blank)              → to second Matrix!F8
1    Remarks  (blank)              (blank)              Draft law            ← to first Matrix!S8
                                                        circulated to the
                                                        Home, Law and Fina…
2    Due      (blank)              2019-12-31           (blank)              → to second Matrix!O9
3    Status   (blank)              In progress          On hold              ≠ conflict, both kept
4    Status   (blank)              (cannot be used)     Completed            ! held, see below

In conflict: 1. Each workbook ${keeps}.
  3 Status
    before              (blank)
    first   Matrix!F10  In progress
    second  Matrix!F10  On hold
  To settle one: agree, enter the right value in one of the two workbooks (or the same in both), and
  sync again.
  To take all of them from one side: sync again with --prefer first, or with --prefer second.

Held: 1. What cannot be merged yet stays as it is on both sides.
  4 Status  first, Matrix!F11: “Complted” is not a status. Did you mean “Completed”? Choose it from
    the list.
`;

describe('two files', () => {
  it('a dry run shows what would change on each side, and writes nothing: 1, as there is something to settle', async () => {
    take('both');
    const before = [bytesOf(mine, yours), readdirSync(folder)];
    const { code, out, err } = await sync('--dry-run');
    expect(out).toBe(
      shown(
        'Small · 2019-Q1 · North · dry run, nothing is changed',
        'What would happen',
        '5 cells differ: 3 to be taken over, 1 in conflict, 1 held.',
        'would keep its own value',
      ),
    );
    expect(err).toBe('');
    expect(code).toBe(1);
    expect([bytesOf(mine, yours), readdirSync(folder)]).toEqual(before);
  });

  it('are synced and told of, until the conflict is settled by an edit and the held cell mended: 1, 0, 0', async () => {
    take('both');
    const first = await sync();
    expect(first.out).toBe(
      `${shown(
        'Small · 2019-Q1 · North',
        'What happened',
        '5 cells differ: 3 taken over, 1 in conflict, 1 held.',
        'keeps its own value, and its worksheet Findings shows all three',
      )}
Written: first, mine.xlsx: 1 entry
         the file as it was before: mine.backup.xlsx
Written: second, yours.xlsx: 2 entries
         the file as it was before: yours.backup.xlsx
`,
    );
    expect(first.code).toBe(1);

    await enter(yours, ['3', 'status', 'Dropped']);
    await enter(mine, ['4', 'status', 'Completed']);
    const second = await sync();
    expect(second.out).toContain('3    Status  (blank)');
    expect(second.out).toMatch(/In progress +Dropped +← settled, to first Matrix!F10/);
    expect(second.code).toBe(0);

    const before = bytesOf(mine, yours);
    const third = await sync();
    expect(third.out).toContain('In step: nothing was to be done.\n');
    expect(third.code).toBe(0);
    expect(bytesOf(mine, yours)).toEqual(before);
  });

  it('--prefer says whose value counts', async () => {
    take('north');
    await enter(mine, ['3', 'status', 'In progress']);
    await enter(yours, ['3', 'status', 'On hold']);
    const { code, out } = await sync('--prefer', 'second');
    expect(out).toContain('← preferred, to first Matrix!F10');
    expect(code).toBe(0);
    expect((await sync('--dry-run')).out).toContain('In step: nothing is to be done.');
    expect(valuesIn(mine, '3')).toEqual({ status: 'On hold' });
  });

  it('have the colours of the terminal, and the same words', async () => {
    take('both');
    const plain = await sync('--dry-run');
    const { out } = await nispOn({ colour: true }, 'sync', mine, yours, '--dry-run');
    expect(out).toContain('\u001b[32m→ to second Matrix!F8\u001b[39m');
    expect(out).toContain('\u001b[31m≠ conflict, both kept\u001b[39m');
    expect(stripVTControlCharacters(out)).toBe(plain.out);
  });

  it('are seen to be read and written by whoever looks on, and by nobody else', async () => {
    take('both');
    const { err } = await nispOn({ isInteractive: true }, 'sync', mine, yours);
    const steps = err
      .split('\r\u001b[K')
      .filter((step, index, all) => step !== '' && step !== all[index - 1]);
    expect(steps).toEqual([
      'Looking at the files …',
      'Reading both workbooks …',
      'Writing mine.xlsx …',
      'Writing yours.xlsx …',
    ]);
    expect(err.endsWith('\r\u001b[K')).toBe(true);
    expect((await sync()).err).toBe('');
  });

  it('fit a narrow terminal', async () => {
    take('both');
    const { out } = await nispOn({ width: 80 }, 'sync', mine, yours, '--dry-run');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toContain('→ to second Matrix!F8');
  });

  it('--json gives the same as plain data', async () => {
    take('both');
    const { code, out } = await sync('--json', '--dry-run');
    expect(code).toBe(1);
    const { state, unit, period, workbooks, cells } = JSON.parse(out) as { cells: unknown[] } & Record<
      string,
      unknown
    >;
    expect({ state, unit, period }).toEqual({ state: 'planned', unit: 'north', period: '2019-Q1' });
    expect(workbooks).toMatchObject([
      {
        side: 'first',
        place: 'mine.xlsx',
        name: 'mine.xlsx',
        isWritten: false,
        backup: null,
        clearing: { rows: 0, of: 3 },
      },
      { side: 'second', name: 'yours.xlsx' },
    ]);
    const side = { worksheet: 'Matrix', isPutBack: false };
    expect(cells).toHaveLength(5);
    expect(cells[0]).toEqual({
      intervention: '1',
      field: 'status',
      column: 'Status',
      outcome: 'taken',
      from: 'first',
      held: null,
      before: { kind: 'blank' },
      first: {
        ...side,
        cell: 'F8',
        state: { kind: 'value', value: 'Completed' },
        result: { kind: 'value', value: 'Completed' },
        isChanged: false,
      },
      second: {
        ...side,
        cell: 'F8',
        state: { kind: 'blank' },
        result: { kind: 'value', value: 'Completed' },
        isChanged: true,
      },
    });
    expect(cells[4]).toMatchObject({
      intervention: '4',
      outcome: 'held',
      held: { reason: 'unusable', side: 'first' },
    });
    const done = JSON.parse((await sync('--json')).out) as { state: string; workbooks: object[] };
    expect(done.state).toBe('synced');
    expect(done.workbooks).toMatchObject([{ isWritten: true, backup: 'mine.backup.xlsx' }, {}]);
  });

  it('print nothing that could steer the terminal', async () => {
    take('north');
    await enter(mine, ['3', 'remarks', 'a \u001b[2J\u0007 b \u202e c'], ['3', 'evidence', '\u009b31mx']);
    await enter(yours, ['3', 'remarks', '\u001b]0;title\u0007 other \u2066']);
    for (const options of [['--dry-run'], [], ['--prefer', 'first']]) {
      const { out } = await sync(...options);
      expect(out).toContain('3 ');
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe('clearing in many rows', () => {
  beforeEach(() => {
    take('clearing');
  });
  const left = (path: string) => ['1', '2', '3', '4'].filter((no) => valuesIn(path, no).status !== undefined);

  it('is refused where nobody can be asked, with what to do: 1', async () => {
    const before = bytesOf(mine, yours);
    for (const options of [['--dry-run'], [], ['--json']]) {
      const { code, out } = await sync(...options);
      expect(code).toBe(1);
      if (options[0] === '--json') expect(out).toContain('"state": "not-confirmed"');
      else {
        expect(out).toMatch(
          /cleared in 2 of the 4 rows that say anything in the second workbook,\s+yours.xlsx/,
        );
        expect(out).toMatch(/cleared in the\s+first: 1, 3\./);
        expect(out).toContain('--allow-clearing');
      }
    }
    expect(bytesOf(mine, yours)).toEqual(before);
  });

  it.each([
    ['no', 1, ['1', '2', '3', '4']],
    ['Yes', 0, ['2', '4']],
  ])('is asked about on a terminal: %s', async (answer, code, numbers) => {
    const asked: string[] = [];
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve(answer);
    };
    expect((await nispOn({ ask }, 'sync', mine, yours)).code).toBe(code);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/1, 3\.\nWas that meant\? \(yes\/no\) $/);
    expect(left(yours)).toEqual(numbers);
  });

  it('is done without asking where --allow-clearing says so', async () => {
    const { code, out } = await sync('--allow-clearing');
    expect(out).toContain('→ cleared in second Matrix!F8');
    expect(code).toBe(0);
    expect(left(yours)).toEqual(['2', '4']);
  });
});

describe('what cannot be synced', () => {
  it('workbooks of two units are refused, with both names: 1', async () => {
    take('north');
    const other = join(folder, 'other.xlsx');
    copyFileSync(inPair('south')[0], other);
    const before = bytesOf(mine, other);
    const { code, out } = await nisp('sync', mine, other);
    expect(out).toContain('  first   mine.xlsx\n  second  other.xlsx\n');
    expect(out).toContain('This is the workbook of South, not of North.');
    expect(out).toContain('Refused: nothing was changed.');
    expect(code).toBe(1);
    expect(bytesOf(mine, other)).toEqual(before);
    const { state } = JSON.parse((await nisp('sync', mine, other, '--json')).out) as { state: string };
    expect(state).toBe('refused');
  });

  it('one workbook under two names is wrong usage: 2', async () => {
    take('north');
    const [hard, soft] = [join(folder, 'hard.xlsx'), join(folder, 'soft.xlsx')];
    linkSync(mine, hard);
    symlinkSync(mine, soft);
    const id = 'x'.repeat(44);
    for (const [first, second] of [
      [mine, join(folder, '.', 'mine.xlsx')],
      [mine, hard],
      [soft, mine],
      [`sheets:${id}`, `https://docs.google.com/spreadsheets/d/${id}/edit#gid=0`],
    ] as const) {
      const { code, err } = await nisp('sync', first, second);
      expect(err).toContain('Both are the same workbook');
      expect(code).toBe(2);
    }
    expect(api.requests).toEqual([]);
  });

  it('--help shows how, with examples and exit codes', async () => {
    const { code, out } = await nisp('sync', '--help');
    expect(out).toContain('Examples:');
    for (const word of ['--dry-run', '--prefer', '--allow-clearing', '--json', 'sheets:ID', '75 Google'])
      expect(out).toContain(word);
    expect(code).toBe(0);
  });

  it('one workbook alone, and a side that is none, are wrong usage: 2', async () => {
    expect((await nisp('sync', mine)).code).toBe(2);
    expect((await sync('--prefer', 'third')).code).toBe(2);
  });

  it('a file that is not there, or is no workbook, is a file: 3', async () => {
    take('north');
    expect((await nisp('sync', mine, join(folder, 'nowhere.xlsx'))).code).toBe(3);
    expect((await nisp('sync', folder, yours)).code).toBe(3);
  });
});

describe('a file and a Google Sheet', () => {
  const official = 'official@example.org';
  const id = `1${'sync'.padEnd(43, 'x')}`;
  const place = `sheets:${id}`;
  beforeEach(async () => {
    const program = api.add(
      { ...createWorkbook({ name: 'North 2019-Q1' }), id },
      { editors: [robot, official] },
    );
    expect(program.workbook.id).toBe(id);
    await sheetsHost(connect(), id).paint(buildUnitWorkbook({ plan, unit: 'north', period }));
    take('north');
  });

  it('are kept in step like two files, in two calls for reading and three for writing', async () => {
    await enter(mine, ['1', 'status', 'Completed'], ['3', 'status', 'In progress']);
    const person = createPerson(api.program(id), official);
    person.type('Matrix', 'F10', 'On hold');
    person.type('Matrix', 'S11', 'waiting for funds');
    const painted = api.requests.length;
    const { code, out } = await nisp('sync', mine, place);
    expect(out).toContain(`  second  North 2019-Q1 (${place})\n`);
    expect(out).toContain('→ to second Matrix!F8');
    expect(out).toContain('← to first Matrix!S11');
    expect(out).toContain(`Written: second, North 2019-Q1 (${place}): 1 entry\n`);
    expect(code).toBe(1);
    expect(api.requests.length - painted).toBeLessThanOrEqual(6);

    person.type('Matrix', 'F10', 'In progress');
    expect((await nisp('sync', place, mine)).code).toBe(0);
    const again = await nisp('sync', place, mine);
    expect(again.out).toContain('In step: nothing was to be done.');
    expect(valuesIn(mine, '4')).toEqual({ remarks: 'waiting for funds' });
  });

  it('a sheet that is not shared is said with what to do: 3', async () => {
    api.share(id, robot, null);
    const { code, err } = await nisp('sync', mine, place);
    expect(err).toContain(robot);
    expect(code).toBe(3);
  });

  it('where Google answers nobody any more, it is the same again later: 75', async () => {
    api.faults.from(1, 503, 100);
    const { code } = await nisp('sync', mine, place);
    expect(code).toBe(75);
  });
});
