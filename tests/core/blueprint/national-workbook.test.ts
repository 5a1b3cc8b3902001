/** The national workbook as plain data: sound, and every figure and value in it is the consolidation's. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildNationalWorkbook,
  buildUnitWorkbook,
  columnHeader,
  consolidate,
  diagnose,
  entryFields,
  hasPart,
  longestList,
  longLists,
  nispPlan,
  parsePeriod,
  provenance,
  rollUpOfUnit,
  sectionsOf,
  statuses,
  type Blueprint,
  type Consolidation,
  type Diagnostic,
  type EntryValue,
  type FiguresOf,
  type RefusedFile,
  type Submission,
  type Worksheet,
  type WorksheetRole,
} from '../../../core/index.js';
import { styles } from '../../../core/blueprint/styles.js';
import { anySubmission } from '../../support/arbitraries.js';
import { nationalFigureUnder, unknown } from '../../support/headings.js';
import { cellAt, faultsOf, textAt, usedStyles } from '../../support/sound.js';
import { entryOf, submissionOf } from '../../support/submission.js';

const period = '2019-Q1';
const asOf = '2019-03-31';
const plan = nispPlan;

const filled = (unit: string, seed: number, file = `${unit}.xlsx`): Submission => {
  const [drawn] = fc.sample(anySubmission(unit), { seed, numRuns: 1 });
  const source = { file, hash: `hash of ${file}`, worksheet: 'Matrix', received: '2019-04-05' };
  return { ...drawn!, nilReturn: false, source };
};

/** Rows that Punjab has to report. */
const own = plan.interventions
  .filter((row) => hasPart(row, 'punjab') && !row.isContainer)
  .map(({ no }) => no);
const [missing = '', unclear = '', added = '', timed = ''] = own.slice(20);

/** The same of Punjab twice in other words, Sindh's twice over, a nil return, two units missing, one file refused. */
const punjab = submissionOf({
  unit: 'punjab',
  file: 'punjab.xlsx',
  entries: {
    '1': { status: 'In progress', progress: 0.25, budget: 12.5, due: '2019-03-01' },
    '2': { status: 'Completed', progress: 1, evidence: '=1+1' },
    '11a': { status: 'On hold', remarks: '@SUM(1)' },
    [timed]: { timeline: 'Long Term' },
    '11b': { status: 'Dropped', timeline: 'Short Term' },
  },
  replace: [entryOf(unclear, {}, { unusable: ['status'] })],
  missing: [missing],
});
const punjabAgain: Submission = {
  ...punjab,
  source: { ...punjab.source, file: 'punjab (2).xlsx' },
  entries: new Map([
    ...punjab.entries,
    ['1', entryOf('1', { status: 'Completed', progress: 1, budget: 12.5, due: '2019-03-01' })],
    [added, entryOf(added, { status: 'Not started' })],
  ]),
};
const sindh = filled('sindh', 2);
const refused: RefusedFile = {
  file: 'broken.xlsx',
  hash: 'hash of broken',
  unit: 'islamabad-capital-territory',
  diagnostics: [diagnose('file/encrypted', {}, { at: { file: 'broken.xlsx' } })],
};
const submissions: readonly Submission[] = [
  filled('federal', 1),
  punjab,
  punjabAgain,
  sindh,
  { ...sindh, source: { ...sindh.source, file: 'sindh2.xlsx' } },
  submissionOf({ unit: 'balochistan', nilReturn: true }),
  filled('azad-jammu-kashmir', 3),
  submissionOf({
    unit: 'khyber-pakhtunkhwa',
    entries: {
      [timed]: { timeline: 'Short Term' },
      ...Object.fromEntries(statuses.map((status, index) => [own[30 + index]!, { status }] as const)),
    },
  }),
];
const consolidation = consolidate(submissions, { plan, period, asOf, refused: [refused] });
const findings: readonly Diagnostic[] = [
  diagnose(
    'status/unknown',
    { found: 'nearly', suggestion: null },
    {
      at: { file: 'punjab.xlsx', worksheet: 'Matrix', range: 'F8' },
      intervention: '3',
      field: 'status',
    },
  ),
];
const blueprint = buildNationalWorkbook({ consolidation, findings });
const sheet = (role: WorksheetRole, of: Blueprint = blueprint): Worksheet =>
  of.worksheets.find((worksheet) => worksheet.role === role)!;
const unitName = (id: string) => plan.unitById.get(id)!.name;

/** What a cell holds, whatever its kind; null for a blank one. */
function valueAt(worksheet: Worksheet, row: number, column: number): EntryValue | null {
  const cell = worksheet.rows[row - 1]?.cells[column - 1];
  if (cell?.kind === 'text') return cell.text;
  if (cell?.kind === 'number') return cell.value;
  return cell?.kind === 'date' ? cell.date : null;
}
const lineOf = (worksheet: Worksheet, row: number): (EntryValue | null)[] =>
  worksheet.rows[row - 1]!.cells.map((_, column) => valueAt(worksheet, row, column + 1));
const linesFrom = (worksheet: Worksheet, first: number) =>
  worksheet.rows.slice(first - 1).map((_, index) => lineOf(worksheet, first + index));

test('has no fault, full or empty', () => {
  expect(faultsOf(blueprint)).toEqual([]);
  const empty = consolidate([], { plan, period, asOf });
  expect(faultsOf(buildNationalWorkbook({ consolidation: empty, findings: [] }))).toEqual([]);
});

test('has its worksheets in order, all of them visible', () => {
  expect(blueprint.worksheets.map(({ name, visibility }) => `${name} ${visibility}`)).toEqual(
    ['National', 'Roll-up', 'Submissions', 'Conflicts', 'Findings', 'Provenance'].map(
      (name) => `${name} visible`,
    ),
  );
});

test('has no formula: what stands there was computed by the core', () => {
  for (const { rows } of blueprint.worksheets) {
    for (const { cells } of rows) for (const { kind } of cells) expect(kind).not.toBe('formula');
  }
});

test('is the same whatever the order in which files came', () => {
  const reversed = consolidate([...submissions].reverse(), { plan, period, asOf, refused: [refused] });
  expect(buildNationalWorkbook({ consolidation: reversed, findings })).toEqual(blueprint);
});

describe('Provenance', () => {
  const provenance = sheet('provenance');
  const lines = linesFrom(provenance, 4);

  test('holds every value that came, with its file, worksheet and cell, and says whether it counts', () => {
    const merged = new Map(consolidation.units.map(({ unit, merged: one }) => [unit, one]));
    // The copy of Sindh's workbook says nothing that the first does not.
    const distinct = submissions.filter(({ source }) => source.file !== 'sindh2.xlsx');
    const expected = distinct.flatMap(({ unit, source, entries }) =>
      [...entries].flatMap(([no, { values, cells }]) =>
        entryFields.flatMap(({ key }) => {
          const value = values[key];
          if (value === undefined) return [];
          const counts = merged.get(unit)!.entries.get(no)!.values[key] === value ? 'yes' : 'in conflict';
          const { file, worksheet } = source;
          return [[unitName(unit), no, columnHeader(key), value, file, worksheet, cells.get(key)!, counts]];
        }),
      ),
    );
    const asTexts = (rows: readonly unknown[][]) => rows.map((line) => JSON.stringify(line)).sort();
    expect(asTexts(lines)).toEqual(asTexts(expected));
    expect(lines.filter((line) => line[7] === 'in conflict')).toHaveLength(4);
  });

  test('keeps the values of an intervention together, where its number leads to', () => {
    const national = sheet('national');
    for (const { no } of plan.interventions) {
      const row = national.rows.findIndex((_, index) => valueAt(national, index + 1, 1) === no) + 1;
      const cell = cellAt(national, `A${row}`);
      const link = cell?.kind === 'text' ? cell.link : undefined;
      const rows = lines.map((line, index) => (line[1] === no ? index + 4 : 0)).filter((line) => line > 0);
      expect(link?.range, no).toBe(rows.length === 0 ? undefined : `A${rows[0]!}`);
      // One below the other.
      expect(rows, no).toEqual(rows.map((_, index) => rows[0]! + index));
    }
  });
});

describe('Roll-up', () => {
  const rollUp = sheet('roll-up');
  const { groups, total } = consolidation.rollUp;
  const whole = new Set(sectionsOf(plan).flatMap(({ key, isWholePillar }) => (isWholePillar ? key : [])));
  const named = (all: readonly FiguresOf[]) => all.map(({ name, figures }) => [name, figures] as const);
  const rowOf = (text: string) => rollUp.rows.findIndex((_, row) => valueAt(rollUp, row + 1, 1) === text) + 1;

  test.each([
    ['Pillar', [...named(groups.pillar), ['All', total] as const]],
    ['Reporting unit', [...named(groups.unit), ['All', total] as const]],
    ['Section', named(groups.section.filter(({ id }) => !whole.has(id)))],
    ['Timeline', named(groups.timeline)],
    ['Strategic goal', named(groups.goal)],
    ['Priority', named(groups.priority)],
    ['Responsible body', named(groups.body)],
  ] as const)('shows the consolidation’s figures by %s', (name, lines) => {
    const headings = rowOf(name);
    lines.forEach(([label, figures], index) => {
      const row = headings + 1 + index;
      const expected = lineOf(rollUp, headings).map((heading, column) => {
        if (column === 0) return label;
        const figure = nationalFigureUnder.get(String(heading));
        expect(figure, String(heading)).toBeDefined();
        return figure!(figures) ?? unknown;
      });
      expect(lineOf(rollUp, row)).toEqual(expected);
    });
    expect(valueAt(rollUp, headings + 1 + lines.length, 1)).toBeNull();
  });

  test('shows for each pillar and unit what is done of how many', () => {
    const headings = rowOf('Done ÷ all, pillar × unit');
    expect(lineOf(rollUp, headings).slice(1)).toEqual(plan.units.map(({ name }) => name));
    plan.pillars.forEach(({ id, name }, index) => {
      const expected = plan.units.map((unit) => {
        const { figures } = rollUpOfUnit(consolidation, unit.id).groups.pillar.find(
          (group) => group.id === id,
        )!;
        const { byStatus, interventions } = figures;
        if (interventions === 0) return unknown;
        const percent = Math.round((byStatus.Completed / interventions) * 100);
        return `${byStatus.Completed} of ${interventions} · ${percent}%`;
      });
      expect(lineOf(rollUp, headings + 1 + index)).toEqual([name, ...expected]);
    });
  });

  test('keeps the absences apart in the example', () => {
    const { absent } = total;
    for (const count of Object.values(absent)) expect(count).toBeGreaterThan(0);
  });
});

describe('National', () => {
  const national = sheet('national');
  const rowOf = (no: string) => national.rows.findIndex((_, row) => valueAt(national, row + 1, 1) === no) + 1;
  const firstUnit = lineOf(national, 3).indexOf(plan.units[0]!.name);
  const absences = new Map([
    ['notApplicable', ''],
    ['notSubmitted', 'Not submitted'],
    ['nilReturn', 'Nil return'],
    ['blank', 'No update'],
    ['unusable', 'Unclear'],
    ['missing', 'Row missing'],
  ]);

  test('has a row for each intervention, with its status and what it was derived from', () => {
    expect(consolidation.national).toHaveLength(plan.interventions.length);
    for (const line of consolidation.national) {
      const row = rowOf(line.no);
      const { budget, coverage, progress, due } = line;
      expect(lineOf(national, row).slice(4, firstUnit), line.no).toEqual([
        line.status ?? 'No status',
        `${coverage.reported} of ${coverage.of}`,
        progress.average ?? unknown,
        progress.of,
        due.latest ?? unknown,
        budget.costed === 0 ? unknown : budget.known,
        budget.notCosted,
      ]);
    }
  });

  test('shows what each unit says, in the colour of its status, and why it says nothing', () => {
    for (const { no, cells } of consolidation.national) {
      cells.forEach(({ status, progress, absence }, index) => {
        const cell = national.rows[rowOf(no) - 1]!.cells[firstUnit + index]!;
        const words = progress === null ? status : `${status!} · ${Math.round(progress * 100)}%`;
        const text = status === null ? absences.get(absence!) : words;
        expect(cell.kind === 'text' ? cell.text : '', no).toBe(text);
        const closed = absence === 'notApplicable' ? 'closed-choice' : 'absent';
        expect(cell.style, no).toBe(status === null ? closed : `status-${status}`);
      });
    }
    const words = linesFrom(national, 4).flatMap((line) => line.slice(firstUnit));
    for (const word of absences.values()) if (word !== '') expect(words).toContain(word);
    for (const status of statuses) expect(words.some((word) => String(word).startsWith(status))).toBe(true);
  });

  test('says where units give different timelines', () => {
    const differing = consolidation.national.filter(({ timelinesGiven }) => timelinesGiven.length > 1);
    expect(differing.length).toBeGreaterThan(0);
    for (const { no } of differing) expect(textAt(national, `D${rowOf(no)}`)).toBe('Units differ');
  });
});

test('Submissions lists every unit and every file, those that were refused too', () => {
  const lines = linesFrom(sheet('submissions'), 4);
  const files = lines.flatMap((line) => (line[4] === null ? [] : [line[4]]));
  expect([...files].sort()).toEqual([...submissions.map(({ source }) => source.file), 'broken.xlsx'].sort());
  expect(new Set(lines.map(([unit]) => unit))).toEqual(new Set(plan.units.map(({ name }) => name)));
  const stateOf = (unit: string) => lines.find(([name]) => name === unitName(unit))![1];
  expect(stateOf('punjab')).toBe('In conflict');
  expect(stateOf('balochistan')).toBe('Nil return');
  expect(stateOf('gilgit-baltistan')).toBe('Not submitted');
  expect(stateOf('islamabad-capital-territory')).toBe('Refused');
  expect(lines.find((line) => line[4] === 'sindh2.xlsx')!.join(' ')).toContain('The same as sindh.xlsx');
});

test('Conflicts lists every value that disagrees, with its file and cell', () => {
  const { conflicts } = consolidation;
  const lines = linesFrom(sheet('conflicts'), 4);
  expect(conflicts.length).toBeGreaterThan(1);
  expect(lines).toHaveLength(conflicts.reduce((sum, { values }) => sum + values.length, 0));
  const first = entryOf('1').cells.get('status')!;
  const found = lines.filter(
    ([unit, no, column]) => unit === unitName('punjab') && no === '1' && column === 'Status',
  );
  expect(found.map((line) => [line[4], line[5]])).toEqual(
    expect.arrayContaining([
      ['In progress', `punjab.xlsx › Matrix!${first}`],
      ['Completed', `punjab (2).xlsx › Matrix!${first}`],
    ]),
  );
  expect(found).toHaveLength(2);
});

test('Findings lists what consolidation found and what was found in the files', () => {
  const lines = linesFrom(sheet('findings'), 4);
  const severities = lines.map(([, severity]) => severity);
  const order = ['Error', 'Warning', 'Information'];
  expect(severities).toEqual(
    [...severities].sort((a, b) => order.indexOf(String(a)) - order.indexOf(String(b))),
  );
  expect(lines.map((line) => line.at(-1)).sort()).toEqual(
    [...consolidation.diagnostics.map(({ code }) => code), 'status/unknown'].sort(),
  );
  expect(lines.find((line) => line.at(-1) === 'status/unknown')![2]).toBe('punjab.xlsx › Matrix!F8');
});

test('every style is used by some workbook, and every one that is used is known', () => {
  const ofEverySeverity = [
    ...findings,
    diagnose('workbook/metadata-missing', {}),
    ...consolidation.diagnostics,
  ];
  const unit = buildUnitWorkbook({
    plan,
    unit: 'islamabad-capital-territory',
    period: parsePeriod(period)!,
    entries: new Map(
      plan.interventions.map(({ no }) => [no, { status: 'Completed' as const, due: '2019-01-01' }]),
    ),
    findings: ofEverySeverity.map((finding) => ({ ...finding, at: { worksheet: 'Matrix', range: 'F8' } })),
  });
  expect(faultsOf(unit)).toEqual([]);
  const used = new Set([...usedStyles(blueprint), ...usedStyles(unit)]);
  expect([...used].sort()).toEqual(Object.keys(styles).sort());
});

test('any submissions give a sound workbook with the figures of their roll-up', () => {
  const anyConsolidation: fc.Arbitrary<Consolidation> = fc
    .subarray(plan.units.map(({ id }) => id))
    .chain((units) => fc.tuple(...units.map((unit) => anySubmission(unit))))
    .map((drawn) => consolidate(drawn, { plan, period, asOf }));
  fc.assert(
    fc.property(anyConsolidation, (drawn) => {
      const built = buildNationalWorkbook({ consolidation: drawn, findings: [] });
      expect(faultsOf(built)).toEqual([]);
      const worksheet = sheet('roll-up', built);
      const row = worksheet.rows.findIndex((_, index) => valueAt(worksheet, index + 1, 1) === 'All') + 1;
      const { total } = drawn.rollUp;
      expect(lineOf(worksheet, row).slice(1, 2)).toEqual([total.interventions]);
      expect(total.interventions).toBe(
        plan.units.reduce(
          (sum, { id }) =>
            sum + plan.interventions.filter((one) => !one.isContainer && hasPart(one, id)).length,
          0,
        ),
      );
    }),
    { numRuns: 8 },
  );
});

describe('lists that are too long for a worksheet', () => {
  /** A submission that says something in every field of every row. */
  const dense = (unit: string, seed: number): Submission => {
    const day = { start: '2018-03-01', due: '2019-12-31', updatedOn: '2019-03-20' };
    const words = { focalPerson: 'Director', evidence: `Report ${seed}`, remarks: 'Under way' };
    const numbers = { baseline: seed, target: 10, actual: 1, budget: 5, spent: 1, progress: seed / 10 };
    const rows = plan.interventions.filter((row) => hasPart(row, unit) && !row.isContainer);
    return submissionOf({
      unit,
      file: `${unit} ${seed}.xlsx`,
      entries: Object.fromEntries(
        rows.map(({ no }) => [no, { status: 'In progress', ...numbers, ...day, ...words }] as const),
      ),
    });
  };
  const many = plan.units.flatMap(({ id }) => [1, 2, 3, 4, 5, 6].map((seed) => dense(id, seed)));
  const long = consolidate(many, { plan, period, asOf });
  const values = [...provenance(long)].length;
  const workbook = buildNationalWorkbook({ consolidation: long, findings: [] });
  const sheetOf = (role: WorksheetRole) => workbook.worksheets.find((worksheet) => worksheet.role === role)!;

  test('show their beginning, say so, and are sound', () => {
    expect(values).toBeGreaterThan(longestList);
    const shown = sheetOf('provenance');
    expect(shown.rows).toHaveLength(3 + longestList);
    expect(textAt(shown, 'A2')).toContain(`${values} values. The first ${longestList} stand here`);
    expect(faultsOf(workbook)).toEqual([]);
  });
  test('are given in full as records: nothing is dropped', () => {
    const lists = longLists(long);
    const full = lists.find(({ worksheet }) => worksheet === 'Provenance')!;
    const records = [...full.records];
    expect(records).toHaveLength(values);
    expect(new Set(records.map(({ length }) => length))).toEqual(new Set([full.headings.length]));
  });
  test('are none for as many units as Annex A knows', () => {
    expect(
      longLists(
        consolidate(
          plan.units.map(({ id }) => filled(id, 1)),
          { plan, period, asOf },
        ),
      ),
    ).toEqual([]);
  });
});
