/** Our workbooks after LibreOffice has saved them: the same submission, and the same worksheets around it. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildUnitWorkbook } from '../../../../core/blueprint/unit-workbook.js';
import {
  nispPlan,
  parsePeriod,
  statuses,
  timelines,
  type WorksheetSnapshot,
} from '../../../../core/index.js';
import { checkBytes, type CheckedBytes } from '../../../../sync/xlsx-host/check.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { convert, temporaryFile } from '../../../support/libreoffice.js';
import { snapshotOf } from './workbook.js';

let before: Uint8Array;
let after: Uint8Array;
const check = (bytes: Uint8Array): CheckedBytes =>
  checkBytes(bytes, { plan: nispPlan, file: 'kp.xlsx', hash: null, received: null });

beforeAll(async () => {
  const entries = new Map(
    nispPlan.interventions.map(({ no }, index) => [
      no,
      {
        timeline: timelines[index % 3]!,
        status: statuses[index % 5]!,
        progress: (index % 5) / 4,
        budget: index / 8,
        start: '2018-07-01',
        due: '2020-12-31',
        focalPerson: `Officer ${index}`,
        remarks: `=${index}، ریمارکس\nline two `,
      },
    ]),
  );
  const unit = 'khyber-pakhtunkhwa';
  const blueprint = buildUnitWorkbook({ plan: nispPlan, unit, period: parsePeriod('2019-Q1')!, entries });
  before = (await paintWorkbook(blueprint)).bytes;
  const [file] = await convert([temporaryFile('kp.xlsx', before)], 'xlsx', { recalculate: false });
  after = readFileSync(file!);
});

test('the same submission', () => {
  const [first, second] = [check(before), check(after)];
  const valuesOf = ({ submission }: CheckedBytes) =>
    [...submission!.entries].map(([no, { values, unusable }]) => [no, values, [...unusable]]);
  expect(valuesOf(first).length).toBe(nispPlan.interventions.length);
  expect(valuesOf(second)).toEqual(valuesOf(first));
  expect(second.submission!.base).toEqual(first.submission!.base);
  expect(second.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
    first.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  );
});

describe('the same worksheets', () => {
  const outlineOf = ({ name, visibility, isProtected, isFiltered, merges }: WorksheetSnapshot) => ({
    name,
    visibility,
    isProtected,
    isFiltered,
    merges: merges.length,
  });

  test('names, visibility, protection and merged cells', () => {
    // LibreOffice knows hidden and no more than hidden.
    const first = snapshotOf(before).worksheets.map(outlineOf);
    const second = snapshotOf(after).worksheets.map(outlineOf);
    const known = first.map((sheet) => ({ ...sheet, visibility: sheet.visibility.replace('very-', '') }));
    expect(second).toEqual(known);
  });

  test('fills, validations, conditional formats and hidden columns of the matrix', () => {
    const [first, second] = [before, after].map((bytes) =>
      snapshotOf(bytes).worksheets.find(({ name }) => name === 'Matrix')!,
    ) as [WorksheetSnapshot, WorksheetSnapshot];
    const fillsOf = ({ rows }: WorksheetSnapshot) =>
      rows.map(({ row, cells }) => [row, cells.map(({ column, fill }) => [column, fill])]);
    expect(fillsOf(second)).toEqual(fillsOf(first));
    const typesOf = ({ validations }: WorksheetSnapshot) =>
      [...new Set(validations!.map(({ type }) => type))].sort();
    expect(typesOf(first)).toContain('list');
    expect(typesOf(second)).toEqual(typesOf(first));
    expect(first.conditionalFormats.length).toBeGreaterThan(0);
    expect(second.conditionalFormats.length).toBeGreaterThan(0);
    const columnsOf = ({ hiddenColumns }: WorksheetSnapshot) =>
      hiddenColumns.flatMap(({ left, right }) =>
        Array.from({ length: right - left + 1 }, (_, index) => left + index),
      );
    expect(columnsOf(second)).toEqual(columnsOf(first));
  });
});
