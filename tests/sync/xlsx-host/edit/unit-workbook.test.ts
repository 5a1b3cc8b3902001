import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import {
  buildFindings,
  buildUnitWorkbook,
  diagnose,
  nispPlan,
  parsePeriod,
  worksheetNames,
  type Blueprint,
  type Diagnostic,
  type Fix,
} from '../../../../core/index.js';
import { annotateWorkbook } from '../../../../sync/xlsx-host/edit/annotate.js';
import { applyFixes } from '../../../../sync/xlsx-host/edit/fixes.js';
import { graftWorksheets } from '../../../../sync/xlsx-host/edit/graft.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { patchCells } from '../../../../sync/xlsx-host/edit/patch.js';
import { readWorkbook } from '../../../../sync/xlsx-host/read/read.js';
import { sheetNames } from '../../../../sync/xlsx-host/package/workbook-part.js';
import { convert, temporaryFile } from '../../../support/libreoffice.js';
import {
  changedParts,
  differentParts,
  foreignWorkbook,
  partNames,
  partOf,
  readBySheetJs,
  sameBytes,
} from './support.js';

const blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'punjab', period: parsePeriod('2019-Q1')! });
const linkable = blueprint.worksheets.map(({ name }) => name);
const paint = async (given: Blueprint) => (await paintWorkbook(given)).bytes;

let painted: Uint8Array;
let column: (key: string) => string;
let firstRow: number;

/** The painted workbook again, with these findings on its Findings worksheet. */
function withFindings(findings: readonly Diagnostic[]): Promise<Uint8Array> {
  const sheet = buildFindings({ title: 'Findings', footer: '', findings, linkable });
  return paint({
    ...blueprint,
    worksheets: blueprint.worksheets.map((worksheet) =>
      worksheet.name === worksheetNames.findings ? sheet : worksheet,
    ),
  });
}

beforeAll(async () => {
  painted = await paint(blueprint);
  const ranges = new Map(blueprint.names.map(({ name, range }) => [name, range]));
  column = (key) => /^[A-Z]+/.exec(ranges.get(`NISP_${key}`)!)![0];
  firstRow = Number(/\d+/.exec(ranges.get('NISP_status')!)![0]);
});

/** A row of the matrix in which Punjab can enter something. */
function openRow(): number {
  const matrix = blueprint.worksheets.find(({ name }) => name === worksheetNames.matrix)!;
  const scope = matrix.columns.findIndex(({ key }) => key === 'scope');
  return (
    matrix.rows.findIndex(({ cells }) => {
      const cell = cells[scope];
      return cell?.kind === 'text' && cell.text === 'counted';
    }) + 1
  );
}

describe('a unit’s workbook', () => {
  const entered = () => {
    const at = openRow();
    return patchCells(painted, [
      { worksheet: worksheetNames.matrix, range: `${column('status')}${at}`, value: 'Completed' },
      { worksheet: worksheetNames.matrix, range: `${column('progress')}${at}`, value: 1 },
      { worksheet: worksheetNames.matrix, range: `${column('start')}${at}`, value: { date: '2019-01-15' } },
      { worksheet: worksheetNames.matrix, range: `${column('remarks')}${at}`, value: 'مکمل — done' },
    ]);
  };

  it('counts what was entered once LibreOffice has calculated it', async () => {
    const { bytes, changed, unchanged } = entered();
    expect([changed.length, unchanged]).toEqual([4, []]);
    const matrix = `xl/worksheets/sheet${linkable.indexOf(worksheetNames.matrix) + 1}.xml`;
    expect(changedParts(painted, bytes).filter((name) => name !== 'xl/workbook.xml')).toEqual([matrix]);
    const [file] = await convert([temporaryFile('entered.xlsx', bytes)], 'xlsx', { recalculate: true });
    const after = readFileSync(file!);
    const read = readWorkbook(after);
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const row = read.snapshot.worksheets
      .find(({ name }) => name === worksheetNames.matrix)!
      .rows.find((candidate) => candidate.row === openRow())!;
    const contents = row.cells.map(({ content }) => content);
    expect(contents).toContainEqual({ kind: 'text', text: 'مکمل — done' });
    expect(contents).toContainEqual({ kind: 'date', date: '2019-01-15' });
    expect(contents).toContainEqual({ kind: 'number', value: 1, format: 'percent' });
    const before = readBySheetJs(painted).get(worksheetNames.rollUp)!;
    const rollUp = readBySheetJs(after).get(worksheetNames.rollUp)!;
    const moved = [...rollUp].filter(
      ([cell, value]) => typeof value === 'number' && before.get(cell) !== value,
    );
    expect(moved.some(([, value]) => value === 1)).toBe(true);
  });

  it('keeps its own notes when findings come and go', async () => {
    const findings = Array.from({ length: 60 }, (_, index) =>
      diagnose(
        'status/overdue',
        { due: '2019-01-01', asOf: '2019-03-31' },
        { at: { worksheet: worksheetNames.matrix, range: `${column('no')}${firstRow + index}` } },
      ),
    );
    const bytes = entered().bytes;
    const findingsWorkbook = await withFindings(findings);
    const once = annotateWorkbook(bytes, { findings, findingsWorkbook });
    expect([once.notes, once.withoutNote]).toEqual([60, []]);
    expect(sheetNames(once.bytes)).toEqual(linkable);
    expect(sameBytes(annotateWorkbook(once.bytes, { findings, findingsWorkbook }).bytes, once.bytes)).toBe(
      true,
    );
    const none = { findings: [], findingsWorkbook: await withFindings([]) };
    const cleared = annotateWorkbook(once.bytes, none).bytes;
    // Formats are only ever added.
    expect(differentParts(annotateWorkbook(bytes, none).bytes, cleared)).toEqual(['xl/styles.xml']);
    const notes = partNames(bytes).filter((name) => name.includes('comments'));
    expect(notes.length).toBeGreaterThan(0);
    for (const name of notes) expect(partOf(cleared, name)).toBe(partOf(bytes, name));
  });

  it('does not change when validations are put back that it has', () => {
    const fixes: Fix[] = (['status', 'progress', 'start', 'remarks'] as const).map((field) => ({
      kind: 'restore-validation',
      worksheet: worksheetNames.matrix,
      range: `${column(field)}${openRow()}`,
      field,
    }));
    const result = applyFixes(painted, fixes, painted);
    expect([result.applied, result.notApplied]).toEqual([fixes, []]);
    expect(differentParts(painted, result.bytes)).toEqual([]);
  });

  it('is painted into a person’s workbook whole, and again over itself', async () => {
    const into = await foreignWorkbook();
    const once = graftWorksheets(into, painted, linkable);
    expect(sheetNames(once)).toEqual([...sheetNames(into), ...linkable]);
    expect(sameBytes(graftWorksheets(once, painted, linkable), once)).toBe(true);
    const [ours, theirs] = [readWorkbook(painted), readWorkbook(once)];
    if (!ours.ok || !theirs.ok) throw new Error('not read');
    expect(theirs.snapshot.worksheets.slice(2)).toEqual(ours.snapshot.worksheets);
    const [file] = await convert([temporaryFile('whole.xlsx', once)], 'xlsx', { recalculate: true });
    const rollUp = readBySheetJs(readFileSync(file!)).get(worksheetNames.rollUp)!;
    expect(
      [...rollUp.values()].filter((value) => typeof value === 'string' && value.startsWith('#')),
    ).toEqual([]);
    const alone = readBySheetJs(painted).get(worksheetNames.rollUp)!;
    for (const [cell, value] of alone)
      if (typeof value === 'number') expect([cell, rollUp.get(cell)]).toEqual([cell, value]);
  });
});
