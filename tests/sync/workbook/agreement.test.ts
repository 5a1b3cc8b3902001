/** The workbook's formulas and the core agree to the last cell, as a real spreadsheet program computes them. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  cellAddress,
  hasPart,
  type Blueprint,
  type EntryValues,
  type Submission,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { convert } from '../../support/libreoffice.js';
import { disagreements, expectedFigures, formulaCells } from './figures.js';
import { paintedFile, snapshotOfFile, submissionOf } from './files.js';
import { workbooks } from './workbooks.js';

interface Looked {
  readonly blueprint: Blueprint;
  /** As painted, before any program has opened it; its results are wrong on purpose. */
  readonly painted: WorkbookSnapshot;
  readonly recalculated: WorkbookSnapshot;
  readonly submission: Submission;
}

let looked: ReadonlyMap<string, Looked>;
beforeAll(async () => {
  const painted = await Promise.all(
    workbooks.map(([, input], index) => paintedFile(`workbook-${index}.xlsx`, input)),
  );
  const saved = await convert(
    painted.map(({ file }) => file),
    'xlsx',
    { recalculate: true },
  );
  looked = new Map(
    workbooks.map(([name, { plan }], index) => {
      const { blueprint, file } = painted[index]!;
      const recalculated = snapshotOfFile(saved[index]!);
      const submission = submissionOf(recalculated, plan);
      return [name, { blueprint, painted: snapshotOfFile(file), recalculated, submission }];
    }),
  );
});

describe.each(workbooks)(
  '%s',
  (name, { plan, unit, entries = new Map<string, EntryValues>(), asOf = '2019-03-31' }) => {
    const at = () => looked.get(name)!;

    test('reads back as it was filled in', () => {
      const { submission } = at();
      expect(submission.unit).toBe(unit);
      for (const intervention of plan.interventions) {
        const { no, timeline } = intervention;
        const built = entries.get(no) ?? {};
        // What a container of this unit shows is derived, but for a timeline of its own.
        const isDerived = intervention.isContainer && hasPart(intervention, unit);
        const wanted = isDerived ? { ...(built.timeline && { timeline: built.timeline }) } : built;
        expect(submission.entries.get(no)!.values, no).toEqual(timeline ? { ...wanted, timeline } : wanted);
      }
    });

    test('computes every formula as the core does', () => {
      const { recalculated, submission } = at();
      const expected = expectedFigures(recalculated, plan, submission, asOf);
      expect(disagreements(formulaCells(recalculated), expected)).toEqual([]);
    });

    test('has as many formulas as the blueprint says, none of which was trusted as it was painted', () => {
      const { blueprint, painted, recalculated, submission } = at();
      const built = blueprint.worksheets.flatMap(({ rows }) => rows).flatMap(({ cells }) => cells);
      const count = built.filter(({ kind }) => kind === 'formula').length;
      expect(count).toBeGreaterThan(200);
      expect(formulaCells(recalculated).size).toBe(count);
      const expected = expectedFigures(painted, plan, submission, asOf);
      expect(disagreements(formulaCells(painted), expected)).toHaveLength(count);
    });

    test('was built with the results that are computed now', () => {
      const { blueprint, recalculated } = at();
      const built = new Map(
        blueprint.worksheets.flatMap((worksheet) =>
          worksheet.rows.flatMap(({ cells }, row) =>
            cells.flatMap((cell, column) =>
              cell.kind === 'formula'
                ? [
                    [
                      `${worksheet.name}!${cellAddress(row + 1, column + 1)}`,
                      { value: cell.result === '' ? null : cell.result, isRounded: true },
                    ] as const,
                  ]
                : [],
            ),
          ),
        ),
      );
      expect(disagreements(formulaCells(recalculated), built)).toEqual([]);
    });
  },
);

test('the workbooks differ: together they show every figure with and without a denominator', () => {
  const shown = [...looked.values()].flatMap(({ recalculated }) =>
    [...formulaCells(recalculated).values()].map(({ content }) =>
      content?.kind === 'text' ? content.text : typeof content,
    ),
  );
  expect(new Set(shown)).toEqual(
    new Set(['object', '–', 'Completed', 'Dropped', 'Not started', 'On hold', 'In progress']),
  );
});
