/**
 * The contract: what every host does, rule by rule. One suite for memory, .xlsx files, Excel and Google Sheets.
 * The rules are those of the design, WH1 to WH16; each test carries the number of its rule.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  asOfName,
  buildOver,
  checkWorkbook,
  createMemoryHost,
  entryFields,
  HostError,
  listNames,
  matrixColumns,
  omissionsOf,
  rangeAddress,
  statuses,
  statusPalette,
  submissionCells,
  templateVersion,
  timelinePalette,
  timelines,
  worksheetNames,
  type Blueprint,
  type Cell,
  type CellContent,
  type CheckedWorkbook,
  type EntryValues,
  type FieldKey,
  type HostCapabilities,
  type HostCapability,
  type PaintReport,
  type Validation,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { HostAdapter, Typed, WorkbookUnderTest } from './adapter.js';
import { comparable, leftUntold } from './comparable.js';
import {
  awkwardTexts,
  cellOf,
  cellsOf,
  columnOf,
  cover,
  entries,
  filled,
  handedOut,
  ordered,
  period,
  plan,
  rangeOf,
  reported,
  rowOf,
  smallWorkbook,
  unit,
  withContradictingRules,
  without,
  withWarnings,
  worksheetOf,
} from './workbooks.js';

const ours = filled.worksheets.map(({ name }) => name);
const { matrix, guide, metadata } = worksheetNames;

/** A host that says how it fails, or does not. */
async function failure(painting: Promise<PaintReport>): Promise<HostError> {
  const outcome = await painting.catch((error: unknown) => error);
  if (!(outcome instanceof HostError))
    throw new Error('It did not fail with a HostError', { cause: outcome });
  return outcome;
}

function check(snapshot: WorkbookSnapshot): CheckedWorkbook {
  return checkWorkbook(snapshot, { plan, file: 'contract', hash: null, received: null });
}

/** What a workbook says, by intervention: rows that say nothing left out. */
function entriesOf(snapshot: WorkbookSnapshot): ReadonlyMap<string, EntryValues> {
  const { submission, diagnostics } = check(snapshot);
  if (!submission) throw new Error(`It cannot be read: ${JSON.stringify(diagnostics)}`);
  return said([...submission.entries].map(([no, { values }]) => [no, values]));
}

function said(rows: Iterable<readonly [string, EntryValues]>): ReadonlyMap<string, EntryValues> {
  return new Map(
    [...rows].flatMap(([no, values]) =>
      Object.keys(values).length > 0 ? [[no, ordered(values)] as const] : [],
    ),
  );
}

function contentAt(snapshot: WorkbookSnapshot, worksheet: string, row: number, column: number) {
  return snapshot.worksheets
    .find(({ name }) => name === worksheet)
    ?.rows.find((one) => one.row === row)
    ?.cells.find((one) => one.column === column);
}

/** Paints over what stands there as a program of ours does it: read, build over it, paint. */
async function repaint({ host }: WorkbookUnderTest): Promise<void> {
  const { blueprint, diagnostics } = buildOver(await host.read(), { plan, unit, period });
  if (!blueprint) throw new Error(`Nothing was built: ${JSON.stringify(diagnostics)}`);
  await host.paint(blueprint);
}

function validationsOf(blueprint: Blueprint) {
  return blueprint.worksheets.flatMap(({ name, validations }) =>
    validations.map((validation) => ({ worksheet: name, validation })),
  );
}

/** The first and the last cell of each range: what lies between was painted together with them. */
function corners({ ranges }: Validation): string[] {
  return ranges.flatMap((range) => {
    const cells = cellsOf([range]);
    return [...new Set([cells[0]!, cells.at(-1)!])];
  });
}

/** Entries that a validation refuses, and entries that it takes, its limits among them. */
function samples(validation: Validation): {
  readonly wrong: readonly Exclude<Typed, null>[];
  readonly right: readonly Exclude<Typed, null>[];
} {
  switch (validation.kind) {
    case 'list':
      return { wrong: ['Finished', 'Completed, Dropped'], right: validation.allowed };
    case 'number': {
      const { min, max } = validation;
      return max === null
        ? { wrong: [min - 0.001, 'many'], right: [min, min + 1e9] }
        : { wrong: [min - 0.001, max + 0.001, 'many'], right: [min, max] };
    }
    case 'date':
      return {
        wrong: [{ date: '1999-12-31' }, { date: '2100-01-01' }, 'soon'],
        right: [{ date: validation.min }, { date: validation.max }],
      };
    case 'text-length':
      return { wrong: ['x'.repeat(validation.max + 1)], right: ['x'.repeat(validation.max)] };
  }
}

/** A blueprint's cell as a snapshot holds it; null for a blank one. */
function expectedContent(cell: Cell): CellContent | null {
  switch (cell.kind) {
    case 'blank':
      return null;
    case 'text':
      return cell.text === '' ? null : { kind: 'text', text: cell.text };
    case 'number':
      return { kind: 'number', value: cell.value };
    case 'date':
      return { kind: 'date', date: cell.date };
    case 'formula':
      if (cell.result === '') return null;
      return typeof cell.result === 'string'
        ? { kind: 'text', text: cell.result }
        : { kind: 'number', value: cell.result };
  }
}

function withoutRemarks(values: EntryValues): EntryValues {
  const { remarks, ...others } = values;
  if (remarks === undefined) throw new Error('There were none to clear');
  return others;
}

/** What people type, by field: every kind of it. */
const typed: Readonly<Record<FieldKey, Typed>> = {
  timeline: 'Long Term',
  status: 'On hold',
  progress: 0.25,
  baseline: 3,
  target: 30,
  actual: 7.5,
  budget: 99.5,
  spent: 12,
  start: { date: '2018-09-01' },
  due: { date: '2019-09-30' },
  updatedOn: { date: '2019-03-30' },
  focalPerson: 'Ms. Khan',
  evidence: 'Letter 7',
  remarks: 'رقم جاری نہیں ہوئی',
};
const typedValues = Object.fromEntries(
  Object.entries(typed).map(([key, value]) => [
    key,
    value !== null && typeof value === 'object' ? value.date : value,
  ]),
) as EntryValues;

/** Rules about what stands in a workbook after painting: they also hold after another program saved it. */
function registerReadRules(adapter: HostAdapter): void {
  const has = (capability: HostCapability) => !adapter.lacks.includes(capability);
  const painted = async (blueprint: Blueprint) => {
    const workbook = await adapter.create('nothing');
    const report = await workbook.host.paint(blueprint);
    return { ...workbook, report };
  };
  /** Painted once for all tests that only look. */
  let shared: WorkbookUnderTest;
  let snapshot: WorkbookSnapshot;
  beforeAll(async () => {
    shared = await painted(filled);
    snapshot = await shared.host.read();
  });

  test('WH2 values and types survive a read', () => {
    const differences: unknown[] = [];
    let cells = 0;
    for (const worksheet of filled.worksheets) {
      worksheet.rows.forEach((row, rowIndex) => {
        row.cells.forEach((cell, columnIndex) => {
          const found = contentAt(snapshot, worksheet.name, rowIndex + 1, columnIndex + 1);
          const expected = expectedContent(cell);
          const content = found?.content ?? null;
          cells += 1;
          const isSame =
            expected?.kind === 'number' && content?.kind === 'number'
              ? Math.abs(expected.value - content.value) <= 1e-12 * Math.abs(expected.value)
              : JSON.stringify(expected) === JSON.stringify(content);
          if (!isSame || (found?.formula !== undefined) !== (cell.kind === 'formula')) {
            differences.push({ worksheet: worksheet.name, row: rowIndex + 1, columnIndex, cell, found });
          }
        });
      });
    }
    expect(differences).toEqual([]);
    expect(cells).toBeGreaterThan(4_000);
  });

  test('WH2 what was painted reads as the submission that it was built from', () => {
    const { submission } = check(snapshot);
    expect(said([...submission!.entries].map(([no, { values }]) => [no, values]))).toEqual(said(entries));
    expect(said(submission!.base)).toEqual(said(entries));
    expect(submission).toMatchObject({
      unit,
      period: period.id,
      nilReturn: cover.nilReturn,
      preparedBy: cover.preparedBy,
      submittedOn: cover.submittedOn,
    });
  });

  test('WH5 lists offer exactly the allowed values', async () => {
    let seen = 0;
    for (const { worksheet, validation } of validationsOf(filled)) {
      const cells = corners(validation);
      const offered = await shared.offered(worksheet, cells);
      const expected = validation.kind === 'list' ? validation.allowed : null;
      expect(offered, `${worksheet} ${cells.join(' ')}`).toEqual(cells.map(() => expected));
      seen += expected ? 1 : 0;
    }
    expect(seen).toBeGreaterThan(3);
    const closed = [`A${rowOf(reported[0]!)}`, `B${rowOf(reported[0]!)}`, 'A1'];
    expect(await shared.offered(matrix, closed)).toEqual([null, null, null]);
  });

  const rejects = has('rejectsInvalidEntries');
  test(`WH6 what a validation rejects is ${rejects ? 'rejected' : 'warned of, for lack of better'}`, async () => {
    for (const { worksheet, validation } of validationsOf(filled)) {
      const { wrong, right } = samples(validation);
      const cells = corners(validation);
      const attempts = cells.flatMap((cell) => [...wrong, ...right].map((value) => [cell, value] as const));
      const expected = cells.flatMap(() => [
        ...wrong.map(() => (rejects ? 'rejected' : 'warned')),
        ...right.map(() => 'accepted'),
      ]);
      expect(await shared.attempt(worksheet, attempts), `${worksheet} ${validation.kind}`).toEqual(expected);
    }
  });
  test('WH6 what it only warns of is only warned of', async () => {
    const blueprint = withWarnings(filled);
    const workbook = await painted(blueprint);
    const warned = validationsOf(blueprint).filter(({ validation }) => validation.onInvalid === 'warn');
    expect(warned.length).toBeGreaterThan(3);
    for (const { worksheet, validation } of warned) {
      const cells = corners(validation);
      const attempts = cells.map((cell) => [cell, -1] as const);
      expect(await workbook.attempt(worksheet, attempts)).toEqual(cells.map(() => 'warned'));
    }
  });

  test('WH7 each timeline and each status has exactly its colours', async () => {
    const rows = [reported[0]!, reported[1]!, reported.at(-1)!];
    for (const [field, words, palette] of [
      ['timeline', timelines, timelinePalette],
      ['status', statuses, statusPalette],
    ] as const) {
      for (const word of words) {
        const cells = rows.map((no) => [cellOf(no, field), word] as const);
        const { fill, text } = palette[word as keyof typeof palette] as { fill: string; text: string };
        expect(await shared.colours(matrix, cells)).toEqual(rows.map(() => ({ fill, text })));
      }
      const others = ['', 'Overdue', 'Completed early'].map(
        (word) => [cellOf(reported[0]!, field), word] as const,
      );
      expect(await shared.colours(matrix, others)).toEqual(others.map(() => ({ fill: null, text: null })));
    }
  });
  test('WH7 the first rule that holds wins', async () => {
    const { colours } = await painted(withContradictingRules(filled));
    const cell = cellOf(reported[0]!, 'status');
    const { fill, text } = statusPalette.Completed;
    expect(
      await colours(matrix, [
        [cell, 'Dropped'],
        [cell, 'Completed'],
      ]),
    ).toEqual([
      { fill: '#AA00AA', text: '#010203' },
      { fill, text },
    ]);
  });

  test('WH8 named ranges lead where the blueprint says', async () => {
    for (const { name, worksheet, range } of filled.names) {
      expect(await shared.rangeOf(name), name).toEqual({ worksheet, range: rangeAddress(rangeOf(range)) });
    }
    expect(filled.names.map(({ name }) => name)).toEqual(
      expect.arrayContaining([asOfName, ...Object.values(submissionCells), ...Object.values(listNames)]),
    );
  });
  test('WH8 named ranges survive row insertion, and nothing that was entered is lost', async () => {
    const workbook = await painted(filled);
    // Between two rows that are both the unit's to fill in, and below the last; this one first, it moves no other.
    const inside = reported.map(rowOf).find((row, index, rows) => rows[index - 1] === row - 1)!;
    for (const before of [rowOf(reported.at(-1)!) + 1, inside]) await workbook.insertRow(matrix, before);
    for (const { name, worksheet, range } of filled.names) {
      const { top, left, bottom, right } = rangeOf(range);
      const grown = worksheet === matrix ? bottom + 2 : bottom;
      expect(await workbook.rangeOf(name), name).toEqual({
        worksheet,
        range: rangeAddress({ top, left, bottom: grown, right }),
      });
    }
    expect(entriesOf(await workbook.host.read())).toEqual(said(entries));
    // A row put between others is checked as they are.
    const inserted = `${columnOf('status')}${inside}`;
    expect(await workbook.offered(matrix, [inserted])).toEqual([statuses]);
  });

  const protects = has('protection');
  test(`WH9 protection covers ${protects ? 'what the blueprint owns and nothing else' : 'nothing, for lack of it'}`, async () => {
    for (const { name, rows, columns, protection } of filled.worksheets) {
      const all = cellsOf([
        rangeAddress({ top: 1, left: 1, bottom: rows.length + 2, right: columns.length + 1 }),
      ]);
      const open = new Set(cellsOf(protection?.unlocked ?? []));
      const isLocked = (cell: string) => protects && protection !== null && !open.has(cell);
      const locked = await shared.locked(name, all);
      expect(
        all.filter((cell, index) => locked[index] !== isLocked(cell)),
        name,
      ).toEqual([]);
    }
    expect(filled.worksheets.every(({ protection }) => protection !== null)).toBe(true);
  });

  test('WH11 text stays text', () => {
    const column = matrixColumns.indexOf('remarks') + 1;
    awkwardTexts.forEach((text, index) => {
      const cell = contentAt(snapshot, matrix, rowOf(reported[5 + index]!), column);
      expect(cell?.content, text).toEqual({ kind: 'text', text });
      expect(cell?.formula, text).toBeUndefined();
    });
  });

  test('WH15 moved, renamed and hidden columns are found', async () => {
    const workbook = await painted(filled);
    const headings = worksheetOf(filled, 'matrix').rows.findIndex(({ cells }) =>
      cells.some((cell) => cell.kind === 'text' && cell.text === 'Remarks'),
    );
    await workbook.type(matrix, [[`${columnOf('progress')}${headings + 1}`, 'How far along']]);
    await workbook.hideColumn(matrix, columnOf('remarks'));
    await workbook.moveColumn(matrix, columnOf('status'), 'AA');
    const changed = await workbook.host.read();
    expect(entriesOf(changed)).toEqual(said(entries));
    const codes = check(changed).diagnostics.map(({ code, field }) => `${code} ${field ?? ''}`);
    expect(codes).toContain('column/renamed progress');
    expect(codes.includes('column/hidden remarks')).toBe(!adapter.untold.includes('hidden-columns'));
    expect(codes.filter((code) => code.startsWith('column/missing'))).toEqual([]);
    const { worksheet } = check(changed).submission!.source;
    expect(worksheet).toBe(matrix);
    expect(check(changed).submission!.entries.get(reported[0]!)!.cells.get('status')).toBe(
      `AA${rowOf(reported[0]!)}`,
    );
    await repaint(workbook);
    expect(check(await workbook.host.read()).diagnostics.map(({ code }) => code)).not.toContain(
      'column/renamed',
    );
    expect(entriesOf(await workbook.host.read())).toEqual(said(entries));
  });

  test.each([
    ['as it is handed out', handedOut],
    ['filled in', filled],
  ])('WH16 the snapshot of a workbook %s equals the memory host’s', async (_, blueprint) => {
    const memory = createMemoryHost();
    await memory.paint(without(blueprint, adapter.lacks));
    const { host } = await painted(blueprint);
    const expected = leftUntold(await memory.read(), adapter.untold);
    expect(comparable(await host.read())).toEqual(comparable(expected));
  });
}

/**
 * What a paint that fails leaves behind, whichever round trip it is that fails.
 * @param isAnswered false: nobody tells the host how far the program came; then it names all that it asked to be changed
 */
function registerFailureRule(adapter: HostAdapter, isAnswered = true): void {
  test('WH13 a failed paint says what was touched, and can be done again', async () => {
    const untroubled = await adapter.create('foreign');
    await untroubled.host.paint(handedOut);
    const { calls } = await untroubled.host.paint(filled);
    const expected = await untroubled.state();
    // What has no round trips (memory) has none that could fail.
    expect(calls === 0).toBe(untroubled.calls() === 0);
    for (let call = 1; call <= calls; call += 1) {
      const { host, failAt, stateOf, worksheets, state } = await adapter.create('foreign');
      await host.paint(handedOut);
      const names = await worksheets();
      const before = new Map(
        await Promise.all(names.map(async (name) => [name, await stateOf(name)] as const)),
      );
      failAt(call);
      const { touched } = await failure(host.paint(filled));
      const changed = [];
      for (const name of new Set([...names, ...(await worksheets())])) {
        const isThere = (await worksheets()).includes(name);
        const now = isThere ? JSON.stringify(await stateOf(name)) : null;
        if (!before.has(name) || now !== JSON.stringify(before.get(name))) changed.push(name);
      }
      if (isAnswered) expect([...touched].sort(), `call ${call}`).toEqual(changed.sort());
      else expect(touched, `call ${call}`).toEqual(expect.arrayContaining(changed));
      expect(ours, `call ${call}`).toEqual(expect.arrayContaining([...touched]));
      await host.paint(filled);
      expect(await state(), `after call ${call} failed`).toEqual(expected);
    }
  });
}

/** Rules about painting itself. */
function registerPaintRules(adapter: HostAdapter): void {
  const { foreignWorksheets } = adapter;

  test('WH1 worksheets stand in order', async () => {
    const { host, worksheets } = await adapter.create('nothing');
    const report = await host.paint(filled);
    expect(await worksheets()).toEqual(ours);
    expect((await host.read()).worksheets.map(({ name }) => name)).toEqual(ours);
    expect(report).toMatchObject({ painted: ours, untouched: [] });
  });
  test('WH1 foreign worksheets stay as they are and where they are', async () => {
    const workbook = await adapter.create('foreign');
    const { host, worksheets, stateOf, addWorksheet } = workbook;
    const look = (names: readonly string[]) =>
      Promise.all(names.map(async (name) => [name, await stateOf(name)]));
    expect(foreignWorksheets.length).toBeGreaterThan(0);
    const before = await look(foreignWorksheets);
    const first = await host.paint(handedOut);
    expect(first).toMatchObject({ painted: ours, untouched: foreignWorksheets });
    expect(await worksheets()).toEqual([...foreignWorksheets, ...ours]);
    expect(await look(foreignWorksheets)).toEqual(before);

    await addWorksheet('My notes', worksheetNames.rollUp);
    const own = [...foreignWorksheets, 'My notes'];
    const between = await look(own);
    await host.read();
    const second = await host.paint(filled);
    const order = [...foreignWorksheets, ...ours];
    order.splice(order.indexOf(worksheetNames.rollUp), 0, 'My notes');
    expect(await worksheets()).toEqual(order);
    expect(second).toMatchObject({ painted: ours, untouched: own });
    expect(await look(own)).toEqual(between);
    expect(entriesOf(await host.read())).toEqual(said(entries));
  });
  test('WH1 a worksheet of a person’s own that bears one of our names is not painted over', async () => {
    const { host, addWorksheet, state } = await adapter.create('foreign');
    await addWorksheet('matrix', null);
    const before = await state();
    const { code, message, touched } = await failure(host.paint(filled));
    expect({ code, touched }).toEqual({ code: 'foreign-worksheet', touched: [] });
    expect(message).toContain('“matrix”');
    expect(await state()).toEqual(before);
  });

  test('WH3 painting twice equals painting once', async () => {
    for (const contents of ['nothing', 'foreign'] as const) {
      const { host, state } = await adapter.create(contents);
      await host.paint(filled);
      const once = await state();
      const report = await host.paint(filled);
      expect(await state()).toEqual(once);
      expect(report.painted).toEqual(ours);
    }
  });
  test('WH3 nothing is left of what was painted before', async () => {
    const [twice, once] = [await adapter.create('nothing'), await adapter.create('nothing')];
    await twice.host.paint(withContradictingRules(filled));
    await twice.host.paint(handedOut);
    await once.host.paint(handedOut);
    expect(await twice.state()).toEqual(await once.state());
  });

  test('WH4 entries survive a repaint, and so do their base and the cover', async () => {
    const workbook = await adapter.create('foreign');
    const { host, type } = workbook;
    await host.paint(filled);
    const [changed, cleared] = [reported[40]!, reported[0]!];
    const cellOfName = (name: string) => filled.names.find((one) => one.name === name)!.range;
    await type(
      matrix,
      entryFields.map(({ key }) => [cellOf(changed, key), typed[key]]),
    );
    await type(matrix, [[cellOf(cleared, 'remarks'), null]]);
    await type(guide, [[cellOfName(submissionCells.preparedBy), 'Additional Secretary']]);
    await type(worksheetNames.rollUp, [[cellOfName(asOfName), { date: '2019-06-30' }]]);
    const before = await host.read();
    const expected = new Map(said(entries));
    expected.set(changed, ordered(typedValues));
    expected.set(cleared, ordered(withoutRemarks(entries.get(cleared)!)));
    expect(entriesOf(before)).toEqual(
      new Map(plan.interventions.flatMap(({ no }) => (expected.has(no) ? [[no, expected.get(no)!]] : []))),
    );

    await repaint(workbook);
    const after = await host.read();
    expect(entriesOf(after)).toEqual(entriesOf(before));
    const submissions = [before, after].map((one) => check(one).submission!);
    expect(submissions[1]).toMatchObject({
      nilReturn: true,
      preparedBy: 'Additional Secretary',
      submittedOn: cover.submittedOn,
    });
    expect(said(submissions[1]!.base)).toEqual(said(entries));
    expect(said(submissions[0]!.base)).toEqual(said(entries));
    const asOf = rangeOf(cellOfName(asOfName));
    expect(contentAt(after, worksheetNames.rollUp, asOf.top, asOf.left)?.content).toEqual({
      kind: 'date',
      date: '2019-06-30',
    });
  });
  test('WH4 nothing is painted where something would be lost', async () => {
    const { host, type, state } = await adapter.create('nothing');
    await host.paint(filled);
    await type(matrix, [[cellOf(reported[0]!, 'budget'), 'about ten']]);
    const before = await state();
    const { blueprint, diagnostics } = buildOver(await host.read(), { plan, unit, period });
    expect(blueprint).toBeNull();
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'repaint/would-lose', params: { found: 'about ten' } }),
    );
    expect(await state()).toEqual(before);
  });

  test('WH10 the host says what it cannot do', async () => {
    const { host } = await adapter.create('nothing');
    const missing = Object.entries(host.capabilities).flatMap(([capability, can]) =>
      can ? [] : [capability],
    );
    expect([...adapter.lacks].sort()).toEqual(missing.sort());
  });
  test('WH10 nothing is dropped silently: it is painted, or the report names it', async () => {
    const { host, count } = await adapter.create('nothing');
    const report = await host.paint(filled);
    const nothing = Object.fromEntries(
      Object.keys(host.capabilities).map((capability) => [capability, false]),
    ) as unknown as HostCapabilities;
    const asked = omissionsOf(filled, nothing);
    expect(new Set(asked.map(({ capability }) => capability)).size).toBe(Object.keys(nothing).length);
    const found = [];
    for (const { capability, worksheet } of asked) {
      const omitted = report.omitted
        .filter((one) => one.capability === capability && one.worksheet === worksheet)
        .reduce((sum, one) => sum + one.count, 0);
      found.push({ capability, worksheet, count: (await count(worksheet, capability)) + omitted });
    }
    expect(found).toEqual(asked);
    const silent = report.omitted.filter(({ capability }) => host.capabilities[capability]);
    expect(silent).toEqual([]);
  });

  test('WH12 an old or unknown template version is reported, not half-painted', async () => {
    const { host, type, state } = await adapter.create('foreign');
    await host.paint(filled);
    const row = worksheetOf(filled, 'metadata').rows.findIndex(
      ({ cells }) => cells[0]?.kind === 'text' && cells[0].text === 'template',
    );
    await type(metadata, [[`B${row + 1}`, `${templateVersion}99`]]);
    const before = await state();
    const { blueprint, diagnostics } = buildOver(await host.read(), { plan, unit, period });
    expect(blueprint).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(['workbook/template-unknown']);
    const { code, message, touched } = await failure(host.paint(filled));
    expect({ code, touched }).toEqual({ code: 'template-version', touched: [] });
    expect(message).toContain(`${templateVersion}99`);
    expect(await state()).toEqual(before);
  });

  registerFailureRule(adapter);

  test('WH14 the number of calls does not grow with rows', async () => {
    const small = smallWorkbook();
    expect(worksheetOf(small, 'matrix').rows.length * 10).toBeLessThan(
      worksheetOf(filled, 'matrix').rows.length,
    );
    const counts = [];
    for (const blueprint of [small, handedOut, filled]) {
      const { host, calls } = await adapter.create('nothing');
      const start = calls();
      const report = await host.paint(blueprint);
      const painting = calls() - start;
      expect(report.calls).toBe(painting);
      await host.read();
      counts.push({ painting, reading: calls() - start - painting });
    }
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[2]).toEqual(counts[0]);
    expect(counts[0]!.painting).toBeLessThan(60);
  });
}

/** Runs every rule of the contract against a host. */
export function registerWorkbookHostContract(name: string, adapter: HostAdapter): void {
  describe(`the contract of workbook hosts: ${name}`, () => {
    registerPaintRules(adapter);
    registerReadRules(adapter);
  });
}

/**
 * Runs the rules about what stands in a painted workbook: for a host whose workbook passes through another program between
 * painting and reading. `lacks` is then what that program takes away.
 */
export function registerReadContract(name: string, adapter: HostAdapter): void {
  describe(`the contract of workbook hosts, what is read: ${name}`, () => {
    registerReadRules(adapter);
  });
}

/**
 * Runs the rule about paints that fail: for a host whose round trips fail in more than one way.
 * @param isAnswered false: nobody tells the host how far the program came
 */
export function registerFailureContract(name: string, adapter: HostAdapter, isAnswered: boolean): void {
  describe(`the contract of workbook hosts, a paint that fails: ${name}`, () => {
    registerFailureRule(adapter, isAnswered);
  });
}
