/** Painting a spreadsheet over the API: what is sent, what of it stays when somebody was there before, and what happens when it fails. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildNationalWorkbook,
  consolidate,
  hasPart,
  HostError,
  nispPlan,
  statuses,
  worksheetNames,
  type Blueprint,
  type EntryValues,
} from '../../../core/index.js';
import { sheetsHost } from '../../../sync/sheets-host/host.js';
import { createSpreadsheet } from '../../../sync/sheets-host/create.js';
import { openSpreadsheet, type Opened } from '../../contract/sheets-api.js';
import { filled, smallWorkbook, worksheetOf } from '../../contract/workbooks.js';
import { stateOfWorkbook } from '../../contract/sheets-state.js';
import { createPerson } from '../../fakes/sheets/person.js';
import { createWorkbook, findWorksheet } from '../../fakes/sheets/workbook.js';
import { cellAt } from '../../fakes/sheets/cells.js';
import { submissionOf } from '../../support/submission.js';

const { matrix, guide, lists, rollUp, metadata } = worksheetNames;
/** Of the same layout, and few rows: most does not depend on how many there are. */
const small = smallWorkbook();
const names = small.worksheets.map(({ name }) => name);

type Body = sheets_v4.Schema$BatchUpdateSpreadsheetRequest;

/** The batches that were sent. */
const batchesTo = ({ api }: Opened): readonly Body[] =>
  api.requests.filter(({ path }) => path.endsWith(':batchUpdate')).map(({ body }) => body as Body);

const bytesOf = (body: unknown) => JSON.stringify(body).length;

const painted = async (blueprint: Blueprint): Promise<Opened> => {
  const opened = openSpreadsheet();
  await opened.host.paint(blueprint);
  return opened;
};

const outcomeOf = async (work: Promise<unknown>): Promise<HostError> => {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof HostError)) throw new Error('It did not fail with a HostError', { cause: error });
  return error;
};

/** Every unit has filled in every row. */
function nationalWorkbook(): Blueprint {
  const values = (index: number): EntryValues => ({
    timeline: 'Medium Term',
    status: statuses[index % statuses.length]!,
    progress: 0.45,
    baseline: 0,
    target: 12,
    actual: 5.5,
    budget: 120.25,
    spent: 0.1,
    start: '2018-07-01',
    due: '2020-12-31',
    updatedOn: '2019-03-29',
    focalPerson: 'Deputy Secretary (Internal Security)',
    evidence: 'Notification 12/2019',
    remarks: 'Awaiting the concurrence of the Finance Department.',
  });
  const submissions = nispPlan.units.map(({ id }) => {
    const rows = nispPlan.interventions.filter((row) => hasPart(row, id) && !row.isContainer);
    return submissionOf({
      unit: id,
      entries: Object.fromEntries(rows.map(({ no }, at) => [no, values(at)])),
    });
  });
  const consolidation = consolidate(submissions, { plan: nispPlan, period: '2019-Q1', asOf: '2019-03-31' });
  return buildNationalWorkbook({ consolidation, findings: [] });
}

describe('what is sent', () => {
  /** Painted once for all that only look. */
  let large: Opened;
  let sent: readonly sheets_v4.Schema$Request[];
  beforeAll(async () => {
    large = await painted(filled);
    sent = batchesTo(large).flatMap(({ requests = [] }) => requests);
  });

  test('two looks and one batch, as many for 14 rows as for 208; one batch alone into a new spreadsheet', async () => {
    const little = await painted(small);
    const asked = ({ api }: Opened) => api.requests.map(({ method, query }) => [method, query.has('ranges')]);
    expect(asked(large)).toEqual([
      ['GET', false],
      ['GET', true],
      ['POST', false],
    ]);
    expect(asked(little)).toEqual(asked(large));

    const { api, connection } = openSpreadsheet();
    const { id } = await createSpreadsheet(connection, 'Punjab 2019-Q1');
    const { calls } = await sheetsHost(connection, id, { isNew: true }).paint(small);
    expect(calls).toBe(1);
    expect(api.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
    const [looked, unseen] = [little.program.workbook, api.program(id).workbook].map(({ worksheets }) =>
      JSON.stringify(worksheets.map((one) => ({ ...one, charts: [], protections: [] }))),
    );
    expect(unseen).toBe(looked);
  });

  test('three quarters of a megabyte for a unit’s workbook', () => {
    expect(bytesOf(sent)).toBeGreaterThan(500_000);
    expect(bytesOf(sent)).toBeLessThan(800_000);
    expect(sent.length).toBeLessThan(1_250);
  });

  test('texts as texts, and formulas only where the blueprint has some', () => {
    const values = sent.flatMap(({ updateCells }) =>
      (updateCells?.rows ?? []).flatMap((row) =>
        (row.values ?? []).flatMap(({ userEnteredValue }) => (userEnteredValue ? [userEnteredValue] : [])),
      ),
    );
    const cells = filled.worksheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    const of = (kind: string) => cells.filter((cell) => cell.kind === kind);
    expect(values.flatMap(({ stringValue }) => stringValue ?? [])).toEqual(
      of('text').flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : [])),
    );
    expect(values.flatMap(({ formulaValue }) => formulaValue ?? [])).toEqual(
      of('formula').map((cell) => cell.kind === 'formula' && `=${cell.formula}`),
    );
    expect(values.flatMap(({ stringValue }) => stringValue ?? [])).toContain('=1+1');
  });

  test('charts have what stands above their numbers for names, and a text alternative', () => {
    const sheetId = (name: string) =>
      sent.find(({ addSheet }) => addSheet?.properties?.title === name)!.addSheet!.properties!.sheetId!;
    const specs = sent.flatMap(({ addChart }) => addChart?.chart?.spec ?? []);
    const { charts, rows } = worksheetOf(filled, 'roll-up');
    expect(specs.map(({ altText }) => altText)).toEqual(charts.map(({ description }) => description));
    const { basicChart } = specs[0]!;
    const headings = basicChart!.series!.map(({ series }) => {
      const { sheetId: on, startRowIndex, startColumnIndex } = series!.sourceRange!.sources![0]!;
      expect(on).toBe(sheetId(rollUp));
      const cell = rows[startRowIndex!]!.cells[startColumnIndex!]!;
      return cell.kind === 'text' ? cell.text : null;
    });
    expect(basicChart!.headerCount).toBe(1);
    expect(headings).toEqual([...statuses, 'No update']);
  });
});

test('the national workbook of eight units that filled in everything is painted in one batch of less than 6 megabytes', async () => {
  const blueprint = nationalWorkbook();
  const opened = await painted(blueprint);
  const [body, ...others] = batchesTo(opened);
  expect(others).toEqual([]);
  expect(bytesOf(body)).toBeGreaterThan(4_000_000);
  expect(bytesOf(body)).toBeLessThan(6_000_000);
  const { workbook } = opened.program;
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(blueprint.worksheets.map(({ name }) => name));
  const provenance = worksheetOf(blueprint, 'provenance');
  const last = provenance.rows.length;
  const shown = cellAt(findWorksheet(workbook, provenance.name)!, last, 1).content;
  const first = provenance.rows[last - 1]!.cells[0]!;
  expect(shown).toBe(first.kind === 'text' ? first.text : null);
  expect(last).toBeGreaterThan(10_000);
});

describe('over what stands there', () => {
  test('worksheets that were moved, shown and resized are as they were painted', async () => {
    const opened = await painted(small);
    const { workbook } = opened.program;
    const person = createPerson(opened.program);
    person.addWorksheet('Mine', metadata);
    const once = stateOfWorkbook(workbook);
    const mine = workbook.worksheets.findIndex(({ name }) => name === 'Mine');
    const [theirs] = workbook.worksheets.splice(mine, 1);
    workbook.worksheets.reverse().splice(mine, 0, theirs!);
    person.hideWorksheet(lists, false);
    person.hideWorksheet(guide);
    person.hideRows(matrix, 8, 3);
    person.hideColumns(matrix, 'C');
    findWorksheet(workbook, matrix)!.rows.sizes[9] = 80;
    findWorksheet(workbook, matrix)!.columns.sizes[2] = 30;
    await opened.host.paint(small);
    const others = names.slice(0, -1);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([...others, 'Mine', metadata]);
    expect(stateOfWorkbook(workbook)).toEqual(once);
  });

  test('a protection that somebody made stricter stays so', async () => {
    const opened = await painted(small);
    const { protections } = findWorksheet(opened.program.workbook, matrix)!;
    const [own] = protections;
    Object.assign(own!, { warningOnly: false, editors: [opened.program.workbook.owner], unprotected: [] });
    await opened.host.paint(small);
    const [kept, ...more] = findWorksheet(opened.program.workbook, matrix)!.protections;
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ id: own!.id, warningOnly: false, editors: [opened.program.workbook.owner] });
    expect(kept!.unprotected.length).toBeGreaterThan(0);
  });

  test('a decimal comma is refused before anything is touched', async () => {
    const opened = openSpreadsheet(createWorkbook({ locale: 'de_DE' }));
    const before = stateOfWorkbook(opened.program.workbook);
    const { code, message, touched } = await outcomeOf(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'not-writable', touched: [] });
    expect(message).toContain('de_DE');
    expect(stateOfWorkbook(opened.program.workbook)).toEqual(before);
    expect(batchesTo(opened)).toEqual([]);
  });

  describe('what was entered meanwhile', () => {
    const [remarks = ''] = small.names.find(({ name }) => name === 'NISP_remarks')!.range.split(':');

    test.each([
      ['since it was read', (opened: Opened) => opened.host.read()],
      ['since it was painted', () => null],
    ])('%s is not painted over', async (_, look) => {
      const opened = await painted(small);
      await look(opened);
      createPerson(opened.program).type(matrix, remarks, 'They typed this.');
      const before = stateOfWorkbook(opened.program.workbook);
      const { code, message, touched } = await outcomeOf(opened.host.paint(small));
      expect({ code, touched }).toEqual({ code: 'changed', touched: [] });
      expect(message).toContain(`“${matrix}”`);
      expect(stateOfWorkbook(opened.program.workbook)).toEqual(before);
      await opened.host.read();
      expect((await opened.host.paint(small)).painted).toEqual(names);
    });

    test('on a worksheet of their own it stays, and hinders nothing', async () => {
      const opened = await painted(small);
      const person = createPerson(opened.program);
      person.addWorksheet('Mine');
      await opened.host.read();
      person.type('Mine', 'A1', 'They typed this.');
      expect((await opened.host.paint(small)).untouched).toEqual(['Mine']);
      expect(cellAt(findWorksheet(opened.program.workbook, 'Mine')!, 1, 1).content).toBe('They typed this.');
    });
  });
});

describe('an answer that got lost', () => {
  test('the painting was done: it is known by its mark, and not done twice', async () => {
    const [opened, untroubled] = [openSpreadsheet(), await painted(small)];
    opened.api.faults.at(3, 'lost-response');
    expect((await opened.host.paint(small)).painted).toEqual(names);
    expect(batchesTo(opened)).toHaveLength(1);
    expect(stateOfWorkbook(opened.program.workbook)).toEqual(stateOfWorkbook(untroubled.program.workbook));
  });

  test('the painting was not done: it is done then', async () => {
    const [opened, untroubled] = [openSpreadsheet(), await painted(small)];
    opened.api.faults.at(3, 'cut');
    expect((await opened.host.paint(small)).painted).toEqual(names);
    expect(batchesTo(opened)).toHaveLength(2);
    expect(stateOfWorkbook(opened.program.workbook)).toEqual(stateOfWorkbook(untroubled.program.workbook));
  });

  test.each([
    ['a new workbook', 1],
    ['one that was there', 2],
  ])('the same batch sent again is refused as a whole: %s', async (_, times) => {
    const opened = openSpreadsheet();
    for (let time = 0; time < times; time += 1) await opened.host.paint(small);
    const state = stateOfWorkbook(opened.program.workbook);
    const again = await outcomeOf(
      opened.connection.batchUpdate(opened.program.workbook.id, batchesTo(opened).at(-1)!),
    );
    expect(again.code).toBe('failed');
    expect(stateOfWorkbook(opened.program.workbook)).toEqual(state);
  });
});

test('nothing is known of what may have been painted: it can be painted again', async () => {
  const opened = await painted(small);
  opened.api.faults.at(3, 'lost-response');
  opened.api.faults.from(4, 403, 1);
  const { touched } = await outcomeOf(opened.host.paint(small));
  expect(touched).toEqual(names);
  await opened.host.paint(small);
  expect(cellAt(findWorksheet(opened.program.workbook, metadata)!, 1, 1).content).toBe('nisp');
});
