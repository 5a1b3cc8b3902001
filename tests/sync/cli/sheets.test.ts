// Google Sheets wherever the command line takes a file: whole commands against the fake Sheets API, in virtual time.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildUnitWorkbook, nispPlan as plan, parsePeriod } from '../../../core/index.js';
// The compiled program, because its workers are compiled files: `npm test` builds it first.
import { run } from '../../../dist/sync/cli/nisp.js';
import { connectSheets, sheetsHost, type SheetsWait } from '../../../dist/sync/sheets-host/index.js';
import type { Terminal } from '../../../sync/cli/terminal.js';
import { SheetsApi } from '../../fakes/sheets-api/server.js';
import { createPerson } from '../../fakes/sheets/person.js';
import { createWorkbook } from '../../fakes/sheets/workbook.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { accessTo, robot } from '../sheets-host/office.js';

const root = join(import.meta.dirname, '..', '..', '..');
const samples = join(root, 'samples', '2019-Q1');
const timelines = ['--timelines', join(root, 'samples', 'illustrative-timelines.csv')];
const official = 'official@example.org';

let folder = '';
let api: SheetsApi;
let clock = virtualClock();
/** Replaced where signing in fails. */
let signIn: (() => Promise<never>) | null = null;
beforeEach(() => {
  signIn = null;
  folder = mkdtempSync(join(tmpdir(), 'nisp-sheets-'));
  clock = virtualClock();
  api = new SheetsApi({ clock });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  api.checkGaps();
});

const connect = () => connectSheets({ access: accessTo(api), clock, random: () => 0.5, fetch: api.fetch });

/** Runs `nisp` and gives its exit code and what it printed. */
async function nisp(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    isInteractive: false,
    colour: false,
    width: 120,
  };
  const surroundings = {
    connectSheets: (onWait: (wait: SheetsWait) => void) => {
      const access = signIn ? { reading: signIn, writing: signIn } : accessTo(api);
      return connectSheets({ access, clock, random: () => 0.5, fetch: api.fetch, onWait });
    },
    clock,
  };
  const code = await run(args, terminal, surroundings);
  return { code, ...printed };
}
const json = (text: string): unknown => JSON.parse(text);

/** The id of a sheet of the tests, as long as Google's. */
const idOf = (name: string) => `1${name.replaceAll(/[^\w-]/g, '_').padEnd(43, 'x')}`;

/** A new spreadsheet of somebody's, shared with the program. @returns its id */
function addSheet(name: string, { isShared = true } = {}): string {
  const id = idOf(name);
  const program = api.add(
    { ...createWorkbook({ name }), id },
    { editors: [official, ...(isShared ? [robot] : [])] },
  );
  expect(program.workbook.id).toBe(id);
  return id;
}

/** A spreadsheet with the workbook of a unit, in which its official has entered some statuses. */
async function addReport(
  unit: string,
  period: string,
  entries: readonly (readonly [cell: string, text: string])[],
) {
  const id = addSheet(`${unit} ${period}`);
  await sheetsHost(connect(), id).paint(buildUnitWorkbook({ plan, unit, period: parsePeriod(period)! }));
  fillIn(id, entries);
  return id;
}

function fillIn(id: string, entries: readonly (readonly [cell: string, text: string])[]): void {
  const person = createPerson(api.program(id), official);
  for (const [cell, text] of entries) {
    expect(person.type('Matrix', cell, text).reaction, `${cell} ${text}`).toBe('accepted');
  }
}

/** How many requests were sent to each spreadsheet, by its id. */
function requestsTo(id: string): number {
  return api.requests.filter(({ path }) => path.includes(id)).length;
}

function listSources(units: Record<string, unknown>): string {
  const path = join(folder, 'sources.json');
  writeFileSync(path, JSON.stringify({ units }));
  return path;
}

const inProgress = [['F39', 'In progress']] as const;
const completed = [['F39', 'Completed']] as const;
const national = () => join(folder, 'national.xlsx');
const consolidate = (...args: string[]) =>
  nisp('consolidate', ...args, '-p', '2019-Q1', '-o', national(), ...timelines);

/** Has Google answer 503 whenever this spreadsheet is asked for. @returns ends it */
const failAt = (id: string) =>
  api.beforeRequest(({ path }) => {
    if (path.includes(id)) api.faults.at(0, 503);
  });

interface ConsolidationJson {
  readonly files: number;
  readonly units: readonly {
    unit: string;
    state: string;
    sources: { file: string; hash: string | null }[];
  }[];
  readonly refused: readonly { file: string; unit: string | null }[];
  readonly sources?: readonly { unit: string; workbooks: { state: string; why: string }[] }[];
}

describe('nisp consolidate', () => {
  it('takes sheets and files together: two reads a sheet, and no write', async () => {
    const ids = [
      await addReport('punjab', '2019-Q1', inProgress),
      await addReport('balochistan', '2019-Q1', []),
      await addReport('gilgit-baltistan', '2019-Q1', completed),
    ];
    const files = ['NISP-2019-Q1-federal.xlsx', 'NISP-2019-Q1-sindh.xlsx'].map((name) => join(samples, name));
    const before = api.requests.length;
    const named = [
      `https://docs.google.com/spreadsheets/d/${ids[0]!}/edit#gid=5`,
      files[0]!,
      `sheets:${ids[1]!}`,
      files[1]!,
      `sheets:${ids[2]!}`,
    ];
    const { out } = await consolidate(...named, '--json');
    const { files: count, units, refused } = json(out) as ConsolidationJson;
    expect(count).toBe(5);
    expect(refused).toEqual([]);
    const sources = new Map(units.map((of) => [of.unit, of.sources]));
    expect(sources.get('punjab')).toMatchObject([{ file: 'punjab 2019-Q1', hash: null }]);
    expect(sources.get('federal')).toMatchObject([{ file: 'NISP-2019-Q1-federal.xlsx' }]);
    expect(units.filter(({ state }) => state === 'not-submitted')).toHaveLength(3);
    const asked = api.requests.slice(before);
    expect(asked.map(({ method }) => method)).toEqual(Array(6).fill('GET'));
    expect(existsSync(join(folder, 'national.checkpoint.jsonl'))).toBe(false);
  });

  it('says of each source what came of it, and goes on where one is not shared, gone, or another unit’s', async () => {
    const punjab = await addReport('punjab', '2019-Q1', inProgress);
    const notShared = addSheet('Sindh', { isShared: false });
    const gone = idOf('gone');
    const wrong = await addReport('balochistan', '2019-Q1', []);
    const blank = addSheet('Gilgit');
    copyFileSync(join(samples, 'NISP-2019-Q1-federal.xlsx'), join(folder, 'federal.xlsx'));
    const list = listSources({
      punjab: `sheets:${punjab}`,
      sindh: `sheets:${notShared}`,
      'khyber-pakhtunkhwa': `sheets:${gone}`,
      balochistan: 'balochistan.xlsx',
      'islamabad-capital-territory': { place: `sheets:${wrong}`, name: 'The Capital’s' },
      'gilgit-baltistan': `sheets:${blank}`,
      federal: 'federal.xlsx',
    });
    const { code, out } = await consolidate('--sources', list);
    expect(code).toBe(1);
    expect(out).toMatch(/Punjab\s+sheets:\S+\s+read: punjab 2019-Q1/);
    expect(out).toMatch(/not shared with\s+nisp@project/);
    expect(out).toContain('There is no such spreadsheet');
    expect(out).toMatch(/Balochistan\s+\S+balochistan.xlsx\s+nothing has come yet/);
    expect(out).toContain('This is the workbook of Balochistan, not of Islamabad Capital Territory.');
    expect(out).toMatch(/Gilgit-Baltistan\s+sheets:\S+\s+blank/);
    for (const [unit, state] of [
      ['Punjab', 'Incomplete'],
      ['Sindh', 'Refused'],
      ['Khyber Pakhtunkhwa', 'Refused'],
      ['Balochistan', 'Not submitted'],
      ['Islamabad Capital Territory', 'Refused'],
      ['Gilgit-Baltistan', 'Not submitted'],
      ['Azad Jammu & Kashmir', 'Not submitted'],
    ] as const) {
      expect(out).toMatch(new RegExp(`^${unit}\\s+${state}\\s`, 'm'));
    }
  });

  it('is cut where Google answers nobody: 75, and goes on from there without asking again', async () => {
    const ids = [
      await addReport('punjab', '2019-Q1', inProgress),
      await addReport('sindh', '2019-Q1', completed),
      await addReport('balochistan', '2019-Q1', []),
    ];
    const named = ids.map((id) => `sheets:${id}`);
    const recover = failAt(ids[1]!);
    const cut = await consolidate(...named);
    expect(cut.code).toBe(75);
    expect(cut.out).toBe('');
    expect(cut.err).toMatch(/going on in \d+ s/);
    expect(cut.err).toMatch(/punjab 2019-Q1 \(sheets:\S+\)\s+read/);
    expect(cut.err).toMatch(/sheets:1sindh\S+\s+not read yet/);
    expect(cut.err).toContain('--resume');
    expect(readdirSync(folder)).toEqual(['national.checkpoint.jsonl']);
    recover();

    const before = ids.map(requestsTo);
    const resumed = await consolidate(...named, '--resume');
    expect(resumed.err).toContain('2 sheets need not be read again');
    expect(ids.map((id, index) => requestsTo(id) - before[index]!)).toEqual([0, 2, 0]);
    expect(readdirSync(folder)).toEqual(['national.xlsx']);

    const whole = join(folder, 'whole.xlsx');
    await nisp('consolidate', ...named, '-p', '2019-Q1', '-o', whole, ...timelines);
    expect(readFileSync(national()).equals(readFileSync(whole))).toBe(true);
  });

  it('does not go on from another run’s: 3', async () => {
    const id = await addReport('punjab', '2019-Q1', []);
    const other = addSheet('Other');
    const recover = failAt(other);
    expect((await consolidate(`sheets:${id}`, `sheets:${other}`)).code).toBe(75);
    recover();
    const { code, err } = await consolidate(`sheets:${id}`, '--resume');
    expect(code).toBe(3);
    expect(err).toContain('other files or sheets');
  });
});

describe('nisp validate and roll-up', () => {
  it('read a sheet as they read a file', async () => {
    const id = await addReport('punjab', '2019-Q1', [...inProgress, ['K39', '45%']]);
    const address = `https://docs.google.com/spreadsheets/d/${id}/edit`;
    const checked = await nisp('validate', address, ...timelines);
    expect(checked.out).toContain('punjab 2019-Q1  Punjab · 2019-Q1');
    const rolled = await nisp('roll-up', address, ...timelines);
    expect(rolled.out).toContain('1 of 88 rows have a status');
  });

  it('say what a link is that is no sheet’s, and why no copy is written of one: 2', async () => {
    const form = await nisp('validate', 'https://docs.google.com/forms/d/1x/edit');
    expect(form.code).toBe(2);
    expect(form.err).toContain('the link of a Google Form');
    const copy = await nisp('validate', `sheets:${idOf('any')}`, '--annotate');
    expect(copy.code).toBe(2);
    expect(copy.err).toContain('Download');
    expect(api.requests).toEqual([]);
  });

  it('say once what to do where nobody is signed in: 3', async () => {
    signIn = () => Promise.reject(new Error('Could not load the default credentials.'));
    const { code, err } = await consolidate(...['a', 'b', 'c'].map((name) => `sheets:${idOf(name)}`));
    expect(code).toBe(3);
    expect(err.match(/gcloud auth application-default login/g)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('nisp build', () => {
  it('hands out into sheets and files, people fill in, consolidate reads; the next quarter begins with it', async () => {
    const punjab = addSheet('Punjab');
    const sindh = addSheet('Sindh', { isShared: false });
    const list = listSources({
      punjab: `sheets:${punjab}`,
      sindh: `sheets:${sindh}`,
      federal: 'federal.xlsx',
      balochistan: 'by-post',
    });
    const first = await nisp('build', '--sources', list, '-p', '2019-Q1', ...timelines);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(/Punjab\s+https:\S+\s+handed out, begins blank/);
    expect(first.out).toMatch(/Sindh\s+https:\S+\s+The spreadsheet is not shared with/);
    expect(first.out).toContain('The list of sources says nothing of Khyber Pakhtunkhwa.');
    expect(readdirSync(join(folder, 'by-post'))).toEqual(['NISP-2019-Q1-balochistan.xlsx']);

    // Again, now that it is shared: only what is not handed out yet is written.
    api.share(sindh, robot, 'editor');
    const writes = () => api.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
    const before = writes().length;
    const again = await nisp('build', '--sources', list, '-p', '2019-Q1', '--json', ...timelines);
    const { workbooks } = json(again.out) as { workbooks: { unit: string; kind: string }[] };
    expect(workbooks.map(({ unit, kind }) => [unit, kind])).toEqual([
      ['federal', 'already'],
      ['punjab', 'already'],
      ['sindh', 'built'],
      ['balochistan', 'already'],
    ]);
    expect(
      writes()
        .slice(before)
        .every((path) => path.includes(sindh)),
    ).toBe(true);

    fillIn(punjab, completed);
    const read = await consolidate('--sources', list, '--json');
    const { units } = json(read.out) as ConsolidationJson;
    expect(units.find(({ unit }) => unit === 'punjab')).toMatchObject({
      state: 'incomplete',
      rows: { reported: 1 },
    });

    const unlisted = await nisp('build', '--sources', list, '-p', '2019-Q1', '-u', 'KP', ...timelines);
    expect(unlisted.code).toBe(1);
    expect(unlisted.out.match(/says nothing of/g)).toHaveLength(1);
    const early = await nisp('build', '--sources', list, '-p', '2019-Q1', '-u', 'punjab', ...timelines);
    expect(early.code).toBe(1);
    expect(early.out).toContain('holds entries of this quarter');
    const next = await nisp('build', '--sources', list, '-p', '2019-Q2', '-u', 'punjab', ...timelines);
    expect(next.code).toBe(0);
    expect(next.out).toMatch(/begins with 2019-Q1/);
    expect(existsSync(join(folder, 'NISP-2019-Q1-punjab.backup.xlsx'))).toBe(true);
    const rolled = await nisp('roll-up', `sheets:${punjab}`, '--json', ...timelines);
    expect(json(rolled.out)).toMatchObject({ period: '2019-Q2', total: { reported: 1 } });
  });

  it('is postponed where Google answers nobody, and the same again goes on: 75, then 0', async () => {
    const [a, b] = [addSheet('Punjab'), addSheet('Sindh')];
    const list = listSources({ punjab: `sheets:${a}`, sindh: `sheets:${b}` });
    const build = () =>
      nisp('build', '--sources', list, '-p', '2019-Q1', '-u', 'punjab', 'sindh', ...timelines);
    const recover = failAt(b);
    const cut = await build();
    expect(cut.code).toBe(75);
    expect(cut.out).toMatch(/Punjab.*handed out/);
    expect(cut.err).toContain('Run the same again later');
    recover();
    const { code, out } = await build();
    expect(code).toBe(0);
    expect(out).toMatch(/Punjab.*handed out already/);
    expect(out).toMatch(/Sindh.*handed out, begins blank/);
  });

  it('makes a spreadsheet, prints its address, and says how to share it', async () => {
    const { code, out } = await nisp(
      'build',
      '-p',
      '2019-Q1',
      '-u',
      'punjab',
      '-o',
      'sheets:new',
      ...timelines,
    );
    expect(code).toBe(0);
    const [, id] = /https:\/\/docs\.google\.com\/spreadsheets\/d\/([^/]+)\/edit/.exec(out)!;
    expect(api.program(id!).workbook.name).toBe('NISP-2019-Q1-punjab');
    expect(out).toContain('choose Share');
    expect((await nisp('build', '-p', '2019-Q1', '-o', 'sheets:new')).code).toBe(2);
  });
});

describe('nisp check-sources', () => {
  it('says whose workbook is where, how old, who cannot be reached, and what to do: 1', async () => {
    const punjab = await addReport('punjab', '2019-Q1', [...inProgress, ['P39', '2019-03-20']]);
    const old = await addReport('sindh', '2018-Q4', []);
    const notShared = addSheet('KP', { isShared: false });
    copyFileSync(join(samples, 'NISP-2019-Q1-federal.xlsx'), join(folder, 'federal.xlsx'));
    utimesSync(join(folder, 'federal.xlsx'), new Date('2019-04-02'), new Date('2019-04-02'));
    const list = listSources({
      punjab: `sheets:${punjab}`,
      sindh: `sheets:${old}`,
      'khyber-pakhtunkhwa': `sheets:${notShared}`,
      federal: { place: 'federal.xlsx', name: 'Ministry' },
      balochistan: 'nowhere',
    });
    const { code, out } = await nisp('check-sources', list, '-p', '2019-Q1');
    expect(code).toBe(1);
    expect(out).toMatch(/Federal\s+Ministry\s.*2019-Q1\s+2019-04-02\s+as it should be/);
    expect(out).toMatch(/Punjab\s.*2019-Q1\s+2019-03-20\s+as it should be/);
    expect(out).toMatch(/Sindh\s.*2018-Q4\s+–\s+holds 2018-Q4, not 2019-Q1/);
    expect(out).toMatch(/Khyber Pakhtunkhwa\s.*–\s+–\s+The Google Sheet could not be used/);
    expect(out).toMatch(/Balochistan\s.*nothing has come yet/);
    expect(out).toContain('Google does not tell nisp when a sheet was last edited');

    const { sources } = json((await nisp('check-sources', list, '--json')).out) as {
      sources: { unit: string; state: string; newest: string | null }[];
    };
    expect(sources.map(({ unit, state, newest }) => [unit, state, newest])).toEqual([
      ['federal', 'good', '2019-04-02'],
      ['punjab', 'good', '2019-03-20'],
      ['sindh', 'good', null],
      ['khyber-pakhtunkhwa', 'unreachable', null],
      ['balochistan', 'missing', null],
    ]);
  });

  it('says what is wrong in the list: 1', async () => {
    const { code, err } = await nisp('check-sources', listSources({ atlantis: 'a.xlsx' }));
    expect(code).toBe(1);
    expect(err).toContain('“atlantis” (units.atlantis) is not a reporting unit');
  });

  it('prints the JSON Schema of the list', async () => {
    expect(json((await nisp('check-sources', '--schema')).out)).toMatchObject({ required: ['units'] });
  });
});

describe('a command that names no sheet', () => {
  it('does not load Google’s library; one that does, does', () => {
    const refuse = `export const resolve = (name, context, next) => {
      if (name.startsWith('google')) throw new Error('Google’s library is loaded');
      return next(name, context);
    };`;
    const hook = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(refuse)}`)});`;
    const start = (...args: string[]) =>
      spawnSync(
        process.execPath,
        [
          '--import',
          `data:text/javascript,${encodeURIComponent(hook)}`,
          join(root, 'dist', 'sync', 'cli', 'nisp.js'),
          ...args,
        ],
        { encoding: 'utf8', env: { ...process.env, METADATA_SERVER_DETECTION: 'none' } },
      );
    const file = start('validate', join(samples, 'NISP-2019-Q1-sindh.xlsx'), ...timelines);
    expect(file.stdout).toContain('Sindh · 2019-Q1');
    expect(start('validate', `sheets:${idOf('any')}`).status).not.toBe(file.status);
  });
});
