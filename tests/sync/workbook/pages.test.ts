/** What a person holds in hand: the printed pages of the workbooks. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildNationalWorkbook,
  buildUnitWorkbook,
  consolidate,
  hasPart,
  nispPlan,
  planColumns,
  entryFields,
  sectionsOf,
  statuses,
  timelines,
  type Blueprint,
  type EntryValues,
} from '../../../core/index.js';
import { paintWorkbook } from '../../../sync/xlsx-host/paint/paint.js';
import { convert, temporaryFile } from '../../support/libreoffice.js';
import { textOfPages } from '../../support/pdf.js';
import { entryOf, submissionOf } from '../../support/submission.js';
import { period } from './workbooks.js';

const plan = nispPlan;

/** Rows filled with the widest values that there are: large amounts, long dates, long words. */
const wide = (unit: string) =>
  new Map(
    plan.interventions
      .filter((row) => hasPart(row, unit) && !row.isContainer)
      .map(({ no }, index): [string, EntryValues] => [
        no,
        {
          status: statuses[index % statuses.length]!,
          timeline: timelines[index % timelines.length]!,
          progress: 1,
          baseline: 99_999,
          target: 99_999,
          actual: 99_999,
          budget: 99_999.99,
          spent: 99_999.99,
          start: '2018-11-30',
          due: '2019-11-30',
          updatedOn: '2019-03-30',
          focalPerson: 'Additional Secretary (Internal Security), Home Department',
          evidence: `Notification SO(IS-II)/${index}/2019 of the Home and Tribal Affairs Department`,
          remarks:
            index % 2 === 0
              ? 'کابینہ کی منظوری کا انتظار ہے'
              : 'Awaiting the concurrence of the Finance Department.',
        },
      ]),
  );

/** What the national workbook shows of each row. */
const figuresOf = ({ status, progress, due, budget, spent }: EntryValues) =>
  ({ status, progress, due, budget, spent }) as EntryValues;

/** The workbook with its provenance out of sight: a list of thousands of lines has pages enough. */
function withoutProvenance(blueprint: Blueprint): Blueprint {
  return {
    ...blueprint,
    worksheets: blueprint.worksheets.map((worksheet) =>
      worksheet.role === 'provenance' ? { ...worksheet, visibility: 'hidden' } : worksheet,
    ),
  };
}

/** The workbook with columns in which no figure has room. */
function narrowed(blueprint: Blueprint): Blueprint {
  return {
    ...blueprint,
    worksheets: blueprint.worksheets.map((worksheet) =>
      worksheet.role === 'roll-up'
        ? { ...worksheet, columns: worksheet.columns.map((column) => ({ ...column, width: 2 })) }
        : worksheet,
    ),
  };
}

/** What stands in a cell that shows no value: too narrow for it, or an error. */
const faulty = /#{2,}|\bErr:\d+|#(?:NAME\?|REF!|VALUE!|DIV\/0!|N\/A|NUM!|NULL!)/;
const faultyLines = (pages: readonly string[]) =>
  pages.flatMap((page) => page.split('\n').filter((line) => faulty.test(line)));

let unit: readonly string[];
let national: readonly string[];
let narrow: readonly string[];
beforeAll(async () => {
  const punjab = buildUnitWorkbook({ plan, unit: 'punjab', period, entries: wide('punjab') });
  const submissions = plan.units.map(({ id }) =>
    submissionOf({
      unit: id,
      replace: [...wide(id)].map(([no, values]) => entryOf(no, figuresOf(values))),
    }),
  );
  const consolidation = consolidate(submissions, { plan, period: period.id, asOf: period.end });
  const built = buildNationalWorkbook({ consolidation, findings: [] });
  const files = await Promise.all(
    [punjab, withoutProvenance(built), narrowed(punjab)].map(async (blueprint, index) =>
      temporaryFile(`pages-${index}.xlsx`, (await paintWorkbook(blueprint)).bytes),
    ),
  );
  const pdfs = await convert(files, 'pdf', { recalculate: true });
  [unit, national, narrow] = (await Promise.all(pdfs.map(textOfPages))) as [string[], string[], string[]];
});

/** The pages of which the first line says this. */
const pagesOf = (pages: readonly string[], title: string) =>
  pages.filter((page) => page.trimStart().split('\n')[0]!.includes(title));

describe('a unit’s workbook on paper', () => {
  test('shows every value: no column is too narrow, no formula fails', () => {
    expect(faultyLines(unit)).toEqual([]);
    // As it would show.
    expect(faultyLines(narrow).length).toBeGreaterThan(10);
    expect(unit.join('')).toContain('99,999.99');
  });

  test('takes a dozen pages or so, each numbered', () => {
    expect(unit.length).toBeGreaterThan(5);
    expect(unit.length).toBeLessThanOrEqual(16);
    unit.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${unit.length}`);
      expect(page).toContain('NISP 2018-2023 · Punjab · 2019-Q1');
    });
  });

  test('has the headings and the colour key on each page of the matrix', () => {
    const pages = pagesOf(unit, 'Implementation matrix');
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.length).toBeLessThanOrEqual(10);
    const headings = [...planColumns, ...entryFields].flatMap(({ header }) => header.split(' '));
    for (const page of pages) {
      const words = new Set(page.split(/\s+/));
      for (const word of [...headings, ...timelines.flatMap((name) => name.split(' '))]) {
        expect(words, word).toContain(word);
      }
      expect(page).not.toContain('nisp:');
    }
  });

  test('has every intervention on some page of the matrix', () => {
    const numbers = new Set(
      pagesOf(unit, 'Implementation matrix').flatMap((page) =>
        page.split('\n').flatMap((line) => /^\s*(\d+[a-z]?)\s/.exec(line)?.[1] ?? []),
      ),
    );
    expect(plan.interventions.map(({ no }) => no).filter((no) => !numbers.has(no))).toEqual([]);
  });

  test('rolls up every pillar and section', () => {
    const text = unit.slice(unit.findIndex((page) => page.includes('· Roll-up'))).join('\n');
    for (const { name } of [...plan.pillars, ...sectionsOf(plan)]) {
      for (const word of name.split(' ')) expect(text, name).toContain(word);
    }
    expect(text).toContain('All pillars');
  });
});

describe('the national workbook on paper', () => {
  test('shows every value: no column is too narrow', () => {
    expect(faultyLines(national)).toEqual([]);
  });

  test('takes a score of pages or so, each numbered', () => {
    expect(national.length).toBeLessThanOrEqual(24);
    national.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${national.length}`);
    });
  });

  test('has the units on each page of the national matrix, and every intervention on one', () => {
    const pages = pagesOf(national, 'National matrix');
    expect(pages.length).toBeLessThanOrEqual(12);
    for (const page of pages) {
      for (const { name } of plan.units) for (const word of name.split(' ')) expect(page).toContain(word);
    }
    const numbers = new Set(
      pages.flatMap((page) => page.split('\n').flatMap((line) => /^\s*(\d+[a-z]?)\s/.exec(line)?.[1] ?? [])),
    );
    expect(plan.interventions.map(({ no }) => no).filter((no) => !numbers.has(no))).toEqual([]);
  });
});
