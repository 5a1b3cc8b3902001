// Handing out a quarter's workbooks: what stands in a place, what may be written over, and what is kept of it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bareWorksheet,
  checkWorkbook,
  createMemoryHost,
  HostError,
  nispPlan as plan,
  parsePeriod,
  type EntryValues,
  type MemoryHost,
  type WorkbookSnapshot,
} from '../../core/index.js';
import { handOutAll, standingOf, type HandOut, type HandOutSheets } from '../../sync/hand-out.js';
import { checkBytes } from '../../sync/xlsx-host/check.js';
import { paintWorkbook } from '../../sync/xlsx-host/paint/paint.js';
import { buildTemplate } from '../../sync/template.js';
import { edit, setCell, text, unitSnapshot } from '../support/snapshot.js';

const period = parsePeriod('2019-Q2')!;
const earlier = parsePeriod('2019-Q1')!;
const unit = plan.unitById.get('punjab')!;
const said = new Map<string, EntryValues>([['14', { status: 'In progress', progress: 0.4 }]]);
const filledIn = (input: Parameters<typeof unitSnapshot>[0]) =>
  unitSnapshot({ entries: said, base: new Map(), ...input });
const blank: WorkbookSnapshot = { worksheets: [bareWorksheet('Sheet1', [])], definedNames: [] };

let folder = '';
let hosts = new Map<string, MemoryHost>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nisp-hand-out-'));
  hosts = new Map();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sheets: HandOutSheets = {
  host: (id) => hosts.get(id)!,
  create: (title) => {
    hosts.set('made', createMemoryHost(blank));
    return Promise.resolve({ id: 'made', url: `https://made/${title}` });
  },
};

async function handOut(place: HandOut['place'], { force = false, of = sheets } = {}) {
  const one: HandOut = { plan, unit, period, place, last: null };
  for await (const { outcome, url } of handOutAll([one], { sheets: of, backups: folder, force })) {
    return { ...outcome, url };
  }
  throw new Error('Nothing was said');
}

/** What is read of a sheet by now. */
async function readSheet(id: string) {
  const snapshot = await hosts.get(id)!.read();
  return checkWorkbook(snapshot, { plan, file: '', hash: null, received: null }).submission;
}

/** Hands out into a sheet in which this stands, and gives what became of it and what stands there then. */
async function into(snapshot: WorkbookSnapshot, options = {}) {
  hosts.set('a', createMemoryHost(snapshot));
  const outcome = await handOut({ kind: 'sheet', id: 'a' }, options);
  return { outcome, isSame: (await hosts.get('a')!.read()) === snapshot, submission: await readSheet('a') };
}

describe('handing out into a sheet', () => {
  it('fills a blank one', async () => {
    const { outcome, submission } = await into(blank);
    expect(outcome).toMatchObject({ kind: 'built', from: null, backup: null });
    expect(submission).toMatchObject({ unit: 'punjab', period: '2019-Q2' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('begins with what an earlier quarter’s says, and keeps that as a file', async () => {
    const { outcome, submission } = await into(filledIn({ period: earlier }));
    const backup = join(folder, 'NISP-2019-Q1-punjab.backup.xlsx');
    expect(outcome).toMatchObject({ kind: 'built', from: '2019-Q1', notTakenOver: 0, backup });
    expect(submission!.period).toBe('2019-Q2');
    expect(submission!.entries.get('14')!.values).toMatchObject({ status: 'In progress', progress: 0.4 });
    const kept = checkBytes(readFileSync(backup), { plan, file: '', hash: null, received: null }).submission!;
    expect(kept).toMatchObject({ unit: 'punjab', period: '2019-Q1' });
    expect(kept.entries.get('14')!.values).toEqual(submission!.entries.get('14')!.values);
    // What that was built with is kept too: it was blank.
    expect(kept.base.get('14')?.status).toBeUndefined();
  });

  it('again is no work, as long as nobody has entered anything', async () => {
    const once = await into(blank);
    expect(once.outcome.kind).toBe('built');
    const again = await into(await hosts.get('a')!.read());
    expect(again).toMatchObject({ outcome: { kind: 'already' }, isSame: true });
  });

  it.each([
    ['entries', filledIn({ period })],
    ['a name on the cover', unitSnapshot({ period, cover: { preparedBy: 'A. Person' } })],
    ['something that cannot be used', edit(unitSnapshot({ period }), setCell('F39', text('Complted')))],
  ])('leaves %s of this quarter alone', async (_, snapshot) => {
    expect(await into(snapshot)).toMatchObject({ outcome: { kind: 'filled-in' }, isSame: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('with force hands out over entries of this quarter, and keeps them as a file; never over a file', async () => {
    const taken = join(folder, 'NISP-2019-Q2-punjab.backup.xlsx');
    writeFileSync(taken, 'of last time');
    const { outcome, submission } = await into(filledIn({ period }), { force: true });
    const backup = join(folder, 'NISP-2019-Q2-punjab-2.backup.xlsx');
    expect(outcome).toMatchObject({ kind: 'built', from: null, backup });
    expect(submission!.entries.get('14')!.values.status).toBeUndefined();
    expect(readFileSync(taken, 'utf8')).toBe('of last time');
    const kept = checkBytes(readFileSync(backup), { plan, file: '', hash: null, received: null }).submission!;
    expect(kept.entries.get('14')!.values.status).toBe('In progress');
  });

  it.each([
    ['another unit’s workbook', unitSnapshot({ unit: 'sindh', period: earlier }), 'workbook/unit-different'],
    ['a later quarter’s', unitSnapshot({ period: parsePeriod('2019-Q3')! }), 'workbook/period-different'],
    [
      'no workbook of ours',
      edit(blank, setCell('A1', text('Our own list')), 'Sheet1'),
      'workbook/not-a-matrix',
    ],
    [
      'what no copy can hold',
      edit(filledIn({ period: earlier }), setCell('F39', text('Complted'))),
      'repaint/would-lose',
    ],
  ])('writes nothing over %s, force or not', async (_, snapshot, code) => {
    for (const force of [false, true]) {
      const { outcome, isSame } = await into(snapshot, { force });
      expect(outcome.kind).toBe('refused');
      expect('diagnostics' in outcome && outcome.diagnostics.map((found) => found.code)).toContain(code);
      expect(isSame).toBe(true);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes a spreadsheet of the usual name', async () => {
    expect(await handOut({ kind: 'new-sheet' })).toMatchObject({
      kind: 'built',
      url: 'https://made/NISP-2019-Q2-punjab',
    });
    expect((await readSheet('made'))!.unit).toBe('punjab');
  });
});

describe('handing out into files', () => {
  const bytesOf = async (of: typeof period) =>
    (await paintWorkbook(buildTemplate({ plan, unit, period: of }, null).blueprint)).bytes;
  const context = { plan, file: 'punjab.xlsx', received: null };
  const hashOf = async (bytes: Uint8Array) =>
    Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');

  it('writes where there is none; over an earlier quarter’s with a backup; not over one saved since', async () => {
    const path = join(folder, 'punjab.xlsx');
    expect(await handOut({ kind: 'path', path, standing: { kind: 'nothing' } })).toMatchObject({
      kind: 'built',
      backup: null,
    });
    const old = await bytesOf(earlier);
    writeFileSync(path, old);
    const checked = checkBytes(old, { ...context, hash: await hashOf(old) });
    const standing = standingOf(checked, { period });
    expect(standing.kind).toBe('earlier');
    const backup = join(folder, 'punjab.backup.xlsx');
    expect(await handOut({ kind: 'path', path, standing })).toMatchObject({ from: '2019-Q1', backup });
    expect(readFileSync(backup).equals(Buffer.from(old))).toBe(true);

    writeFileSync(path, 'saved meanwhile');
    expect(await handOut({ kind: 'path', path, standing })).toMatchObject({ kind: 'failed' });
    expect(readFileSync(path, 'utf8')).toBe('saved meanwhile');
  });
});

describe('handing out many', () => {
  const all = async (...errors: (HostError | null)[]) => {
    const wanted = errors.map((error, index): HandOut => {
      const host = createMemoryHost(blank);
      hosts.set(String(index), error ? { ...host, read: () => Promise.reject(error) } : host);
      return { plan, unit, period, place: { kind: 'sheet', id: String(index) }, last: null };
    });
    const outcomes = [];
    for await (const { outcome } of handOutAll(wanted, { sheets, backups: folder, force: false })) {
      outcomes.push(outcome.kind);
    }
    return outcomes;
  };

  it('goes on after one that cannot be reached, and ends where nobody is answered', async () => {
    const notShared = new HostError('no-access', 'sheets:1: It is not shared.');
    expect(await all(null, notShared, null)).toEqual(['built', 'failed', 'built']);
    const busy = new HostError('unavailable', 'sheets:1: Too many requests.');
    expect(await all(null, busy, null)).toEqual(['built', 'postponed', 'postponed']);
  });

  it('does not go on for somebody who is not signed in', async () => {
    const stranger = new HostError('not-signed-in', 'You are not signed in.');
    await expect(all(stranger, null)).rejects.toBe(stranger);
  });
});
