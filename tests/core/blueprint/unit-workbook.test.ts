/** The workbook of a unit as plain data: sound, complete, open where it is to be filled in and nowhere else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildUnitWorkbook,
  checkWorkbook,
  columnRangeName,
  entryFields,
  hasPart,
  isBlankText,
  loadPlan,
  matrixColumns,
  nispPlan,
  parsePeriod,
  snapshotOf,
  statusPalette,
  statuses,
  timelinePalette,
  timelines,
  type Blueprint,
  type EntryValue,
  type Intervention,
  type Plan,
  type UnitWorkbookInput,
  type Worksheet,
  type WorksheetRole,
} from '../../../core/index.js';
import { matrixCell, buildMatrix } from '../../../core/blueprint/matrix.js';
import { anyEntryValues } from '../../support/arbitraries.js';
import { anyPlanFile } from '../../support/plans.js';
import { addressesIn, cellAt, faultsOf, textAt } from '../../support/sound.js';

const period = parsePeriod('2019-Q1')!;
const units = nispPlan.units.map(({ id }) => id);
const build = (unit: string, more: Partial<UnitWorkbookInput> = {}) =>
  buildUnitWorkbook({ plan: nispPlan, unit, period, ...more });
const sheet = (blueprint: Blueprint, role: WorksheetRole): Worksheet =>
  blueprint.worksheets.find((worksheet) => worksheet.role === role)!;
const inputs = entryFields.map(({ key }) => key);

const entries = new Map(
  fc
    .sample(anyEntryValues, { seed: 1, numRuns: nispPlan.interventions.length })
    .map((values, index) => [nispPlan.interventions[index]!.no, values]),
);
/** With timelines in the plan, as after `applyTimelines`: odd rows have one. */
const timedPlan: Plan = (() => {
  const interventions = nispPlan.interventions.map((row, index): Intervention => ({
    ...row,
    timeline: index % 2 === 1 ? timelines[index % 3]! : null,
  }));
  return {
    ...nispPlan,
    interventions,
    interventionByNo: new Map(interventions.map((row) => [row.no, row])),
  };
})();

describe.each(units)('the workbook of %s', (unit) => {
  const blueprint = build(unit);
  const matrix = sheet(blueprint, 'matrix');
  const layout = buildMatrix({ plan: nispPlan, unit, period, entries: new Map() });
  const cell = (no: string, key: (typeof matrixColumns)[number]) => matrixCell(layout, no, key);
  const counted = nispPlan.interventions.filter(
    (intervention) => hasPart(intervention, unit) && !intervention.isContainer,
  );

  test('has no fault, empty or full', () => {
    expect(faultsOf(blueprint)).toEqual([]);
    expect(faultsOf(build(unit, { entries }))).toEqual([]);
  });

  test('has its worksheets in order, those for people visible', () => {
    expect(blueprint.worksheets.map(({ name, visibility }) => `${name} ${visibility}`)).toEqual([
      'Guide visible',
      'Matrix visible',
      'Roll-up visible',
      'Findings visible',
      'Lists hidden',
      '_nisp very-hidden',
    ]);
  });

  test('is open in the entry cells of its own rows, and nowhere else', () => {
    const open = [
      ...counted.flatMap(({ no }) => inputs.map((key) => cell(no, key))),
      // The timeline of a container is the plan's to say, and the plan says none.
      ...nispPlan.interventions
        .filter((intervention) => hasPart(intervention, unit) && intervention.isContainer)
        .map(({ no }) => cell(no, 'timeline')),
    ];
    const unlocked = addressesIn(matrix.protection!.unlocked);
    expect(unlocked.sort()).toEqual(open.sort());
    expect(new Set(unlocked).size).toBe(unlocked.length);
  });

  test('looks open where it is open', () => {
    const unlocked = new Set(addressesIn(matrix.protection!.unlocked));
    for (const { no } of nispPlan.interventions) {
      for (const key of inputs) {
        const address = cell(no, key);
        const prefix = unlocked.has(address) ? 'entry-' : 'closed-';
        expect(cellAt(matrix, address)!.style.startsWith(prefix), address).toBe(true);
      }
    }
  });

  test('checks each entry cell, and nothing else', () => {
    const covered = new Map(
      matrix.validations.map(({ prompt, ranges }) => [prompt.title, addressesIn(ranges).sort()]),
    );
    expect([...covered.keys()]).toEqual(entryFields.map(({ header }) => header));
    const unlocked = new Set(addressesIn(matrix.protection!.unlocked));
    for (const { key, header } of entryFields) {
      const cells = nispPlan.interventions.map(({ no }) => cell(no, key));
      expect(covered.get(header), header).toEqual(cells.filter((address) => unlocked.has(address)).sort());
    }
  });

  test('has formulas in its containers and its roll-up alone', () => {
    const formulas = blueprint.worksheets.flatMap((worksheet) =>
      worksheet.rows.flatMap(({ cells }, row) =>
        cells.flatMap(({ kind }, column) => (kind === 'formula' ? [{ worksheet, row, column }] : [])),
      ),
    );
    expect(new Set(formulas.map(({ worksheet }) => worksheet.name))).toEqual(new Set(['Matrix', 'Roll-up']));
    const containers = nispPlan.interventions.filter(
      (intervention) => hasPart(intervention, unit) && intervention.isContainer,
    );
    const inMatrix = formulas.filter(({ worksheet }) => worksheet === matrix);
    expect(inMatrix.map(({ row }) => textAt(matrix, `A${row + 1}`))).toEqual(
      containers.flatMap(({ no }) => [no, no, no, no]),
    );
  });

  test('marks the rows in which it has no part', () => {
    for (const intervention of nispPlan.interventions) {
      const status = textAt(matrix, cell(intervention.no, 'status'));
      expect(status, intervention.no).toBe(hasPart(intervention, unit) ? '' : 'Not applicable');
    }
  });

  test('is read back without a finding about its structure or its values', () => {
    const { submission, diagnostics } = checkWorkbook(snapshotOf(blueprint), {
      plan: nispPlan,
      file: 'workbook.xlsx',
      hash: null,
      received: null,
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['submission/empty', 'submission/timelines-not-set']);
    expect([...submission!.entries.keys()]).toEqual(nispPlan.interventions.map(({ no }) => no));
  });
});

describe('the matrix', () => {
  const blueprint = build('punjab', { entries });
  const matrix = sheet(blueprint, 'matrix');
  const layout = buildMatrix({ plan: nispPlan, unit: 'punjab', period, entries });

  test('shows every row of the plan, word for word', () => {
    for (const intervention of nispPlan.interventions) {
      const { no, text, responsibility, indicators, budget } = intervention;
      const shown = (['no', 'intervention', 'bodies', 'indicators', 'printedBudget'] as const).map((key) =>
        textAt(matrix, matrixCell(layout, no, key)),
      );
      expect(shown).toEqual([no, text, responsibility ?? '', indicators ?? '', budget.printed ?? '']);
    }
  });

  test('has a note where the plan has one, with all its words, and nowhere else', () => {
    const expected = new Map(
      nispPlan.interventions
        .filter(
          ({ readingNotes, sectionHNotes, textSource }) =>
            readingNotes.length > 0 || sectionHNotes.length > 0 || textSource === 'section-h',
        )
        .map((intervention) => [matrixCell(layout, intervention.no, 'intervention'), intervention]),
    );
    expect(expected.size).toBeGreaterThan(20);
    const notes = blueprint.worksheets.flatMap((worksheet) =>
      worksheet.rows.flatMap(({ cells }, row) =>
        cells.flatMap(({ note }, column) =>
          note === undefined ? [] : [{ worksheet: worksheet.name, row, column, note }],
        ),
      ),
    );
    expect(new Set(notes.map(({ worksheet }) => worksheet))).toEqual(new Set(['Matrix']));
    expect(notes.map(({ row }) => `B${row + 1}`)).toEqual([...expected.keys()]);
    expect(notes.every(({ column }) => column === 1)).toBe(true);
    for (const { row, note } of notes) {
      const { readingNotes, sectionHNotes } = expected.get(`B${row + 1}`)!;
      for (const reading of readingNotes) expect(note).toContain(`Reading of the print: ${reading}`);
      for (const difference of sectionHNotes) {
        expect(note).toContain(`Section H: ${difference.replace(/^Section H:\s*/, '')}`);
      }
    }
  });

  test('stands in bands of pillars and sections that can be folded', () => {
    const levels: string[] = [];
    let pillar = '';
    let section: string | null = null;
    for (const intervention of nispPlan.interventions) {
      if (intervention.pillar !== pillar) levels.push('0');
      if (
        intervention.section !== null &&
        (intervention.pillar !== pillar || intervention.section !== section)
      )
        levels.push('1');
      levels.push(intervention.section === null ? '1' : '2');
      ({ pillar, section } = intervention);
    }
    expect(matrix.rows.slice(5, -1).map(({ outlineLevel = 0 }) => String(outlineLevel))).toEqual(levels);
    for (const { id, name } of nispPlan.pillars) {
      expect(textAt(matrix, `B${layout.bandOf.get(id)!}`).startsWith(name)).toBe(true);
    }
  });

  test('colours timelines and statuses by their palettes, in order, over every row', () => {
    const rows = `6:${matrix.rows.length}`;
    const over = (letter: string) => `${letter}${rows.replace(':', `:${letter}`)}`;
    const swatch = ({ fill, text: textColour }: { fill: string; text: string }) => ({ fill, textColour });
    const [bar, due, ...words] = [...matrix.conditionalFormats].reverse();
    expect(words.reverse()).toEqual([
      ...timelines.map((text) => ({
        kind: 'text-equals',
        range: over('E'),
        text,
        style: swatch(timelinePalette[text]),
      })),
      ...statuses.map((text) => ({
        kind: 'text-equals',
        range: over('F'),
        text,
        style: swatch(statusPalette[text]),
      })),
    ]);
    expect(due).toMatchObject({ kind: 'formula', range: over('O') });
    expect(bar).toMatchObject({ kind: 'data-bar', range: over('G'), min: 0, max: 1 });
  });

  test('names each of its columns over all its rows, and keys them in a hidden row', () => {
    const keys = matrix.rows[3]!;
    expect(keys.hidden).toBe(true);
    expect(matrix.columns.map(({ key }) => key)).toEqual([...matrixColumns]);
    matrixColumns.forEach((key, index) => {
      const letter = String.fromCharCode(65 + index);
      expect(textAt(matrix, `${letter}4`)).toBe(`nisp:${key}`);
      expect(blueprint.names.find(({ name }) => name === columnRangeName(key))).toEqual({
        name: `NISP_${key}`,
        worksheet: 'Matrix',
        range: `${letter}6:${letter}${matrix.rows.length}`,
      });
    });
  });

  test('prints on A3 across, its headings on each page, without the hidden columns', () => {
    expect(matrix.print).toMatchObject({
      paper: 'a3',
      orientation: 'landscape',
      repeatRows: '1:5',
      area: `A1:S${matrix.rows.length}`,
    });
    expect(matrix.columns.map(({ hidden = false }) => hidden).indexOf(true)).toBe(19);
  });

  test('locks the timelines that the plan states, and leaves the others open', () => {
    const timed = buildUnitWorkbook({ plan: timedPlan, unit: 'punjab', period, entries });
    expect(faultsOf(timed)).toEqual([]);
    const open = new Set(addressesIn(sheet(timed, 'matrix').protection!.unlocked));
    for (const intervention of timedPlan.interventions) {
      const address = matrixCell(layout, intervention.no, 'timeline');
      expect(open.has(address), address).toBe(
        intervention.timeline === null && hasPart(intervention, 'punjab'),
      );
      const stated = intervention.timeline ?? entries.get(intervention.no)?.timeline ?? '';
      expect(textAt(sheet(timed, 'matrix'), address)).toBe(stated);
    }
  });
});

describe('what travels inside', () => {
  test('the metadata holds what the workbook was built with, and reads back as the base', () => {
    const blueprint = build('sindh', { entries });
    const { submission } = checkWorkbook(snapshotOf(blueprint), {
      plan: nispPlan,
      file: 'workbook.xlsx',
      hash: null,
      received: null,
    });
    expect(submission!.base).toEqual(
      new Map([...entries].filter(([, values]) => Object.keys(values).length > 0)),
    );
    expect(
      sheet(blueprint, 'metadata')
        .rows.slice(0, 7)
        .map(({ cells }) => cells.slice(0, 2)),
    ).toEqual(
      [
        ['nisp', 'matrix'],
        ['template', blueprint.templateVersion],
        ['plan', nispPlan.id],
        ['planVersion', nispPlan.version],
        ['unit', 'sindh'],
        ['period', '2019-Q1'],
        ['rows', String(nispPlan.interventions.length)],
      ].map((pair) => pair.map((text) => ({ kind: 'text', text, style: 'data-text' }))),
    );
  });

  test('another base than the entries is kept apart from them', () => {
    const base = new Map([['1', { status: 'Not started' as const }]]);
    const { submission } = checkWorkbook(snapshotOf(build('federal', { entries, base })), {
      plan: nispPlan,
      file: 'workbook.xlsx',
      hash: null,
      received: null,
    });
    expect(submission!.base).toEqual(base);
    expect(submission!.entries.get('2')!.values).toEqual(entries.get('2'));
  });

  test('the keys that formulas count by are texts to every program', () => {
    const matrix = sheet(build('federal'), 'matrix');
    const keys = matrix.rows
      .slice(5)
      .flatMap(({ cells }) => cells.slice(matrixColumns.indexOf('pillar'), matrixColumns.indexOf('costing')));
    const texts = keys.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : []));
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) {
      expect(text).toMatch(/^(?:pillar|section|container):[^*?~<>="]+$/u);
      expect(text.length).toBeLessThanOrEqual(255);
    }
  });
});

test('the guide shows every colour of both keys and leads to every pillar', () => {
  const guide = sheet(build('federal'), 'guide');
  const cells = guide.rows.flatMap((row) => row.cells);
  for (const name of timelines) {
    expect(cells).toContainEqual(expect.objectContaining({ text: name, style: `timeline-${name}` }));
  }
  for (const name of statuses) {
    expect(cells).toContainEqual(expect.objectContaining({ text: name, style: `status-${name}` }));
  }
  const links = cells.flatMap((cell) => (cell.kind === 'text' && cell.link ? [cell.text] : []));
  expect(links).toEqual(nispPlan.pillars.map(({ name }) => name));
});

test('the same input gives the same blueprint', () => {
  const input = { entries, cover: { nilReturn: true, preparedBy: 'A. Officer' }, asOf: '2019-02-01' };
  expect(build('punjab', input)).toEqual(build('punjab', structuredClone(input)));
});

test('a unit that the plan does not know is refused', () => {
  expect(() => build('atlantis')).toThrow(/no reporting unit “atlantis”/);
});

test('any plan gives every unit a sound workbook that reads back as it was built', () => {
  const anyInput = anyPlanFile.chain((file) => {
    const loaded = loadPlan(file);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    const { plan } = loaded;
    return fc.record({
      plan: fc.constant(plan),
      unit: fc.constantFrom(...plan.units.map(({ id }) => id)),
      drawn: fc.array(anyEntryValues, { maxLength: plan.interventions.length }),
    });
  });
  fc.assert(
    fc.property(anyInput, ({ plan, unit, drawn }) => {
      const own = plan.interventions.filter((row) => hasPart(row, unit) && !row.isContainer);
      const filled = new Map(
        drawn.flatMap((values, index) => (own[index] ? [[own[index].no, values] as const] : [])),
      );
      const blueprint = buildUnitWorkbook({ plan, unit, period, entries: filled });
      expect(faultsOf(blueprint)).toEqual([]);
      const { submission } = checkWorkbook(snapshotOf(blueprint), {
        plan,
        file: 'workbook.xlsx',
        hash: null,
        received: null,
      });
      for (const { no } of own) {
        const { values } = submission!.entries.get(no)!;
        // A text in which a person could see nothing is a blank cell.
        const seen = (Object.entries(filled.get(no) ?? {}) as [string, EntryValue][]).filter(
          ([, value]) => typeof value === 'number' || !isBlankText(value),
        );
        expect(values, no).toEqual(Object.fromEntries(seen));
      }
    }),
    { numRuns: 60 },
  );
});
