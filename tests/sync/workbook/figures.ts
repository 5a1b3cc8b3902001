/** What every formula of a workbook must show: the core's figures of what was read out of the same file. */
import {
  cellAddress,
  columnKeyPrefix,
  deriveContainer,
  hasPart,
  rollUp,
  sectionsOf,
  timelines,
  worksheetNames,
  type CellContent,
  type CellSnapshot,
  type Figures,
  type Plan,
  type RowSnapshot,
  type Submission,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { figureUnder, unknown } from '../../support/headings.js';

/** A figure, or null where nothing is known. */
type Figure = string | number | null;

/** Figures that are no counts: two programs may add the same numbers in another order. */
const roundedFigures = new Set(['Reported ÷ all', 'Average progress', 'Done ÷ all', 'Done ÷ due']);
const roundedSums = new Set(['Budget known', 'Spent']);
const roundedFields = new Set(['progress', 'budget', 'spent']);

export interface ExpectedFigure {
  readonly value: Figure;
  /** False: equal to the last bit. True: equal to 1e-9 of itself. */
  readonly isRounded: boolean;
}

const worksheetOf = (snapshot: WorkbookSnapshot, name: string) =>
  snapshot.worksheets.find((worksheet) => worksheet.name === name)!;

const textIn = (row: RowSnapshot | undefined, column: number): string => {
  const content = row?.cells.find((cell) => cell.column === column)?.content;
  return content?.kind === 'text' ? content.text : '';
};

/** The lines of each table of the Roll-up, in the order in which they must stand. */
function linesOf(
  plan: Plan,
  submission: Submission,
  asOf: string,
): ReadonlyMap<string, (readonly [string, Figures])[]> {
  const { total, groups } = rollUp([{ unit: submission.unit, submission }], { plan, asOf });
  const figures = (grouping: 'pillar' | 'section' | 'timeline', id: string) =>
    groups[grouping].find((group) => group.id === id)!.figures;
  const line = (pillar: Plan['pillars'][number]) => [pillar.name, figures('pillar', pillar.id)] as const;
  return new Map([
    ['Pillar', [...plan.pillars.map(line), ['All pillars', total]]],
    [
      'Section',
      plan.pillars.flatMap((pillar) => [
        line(pillar),
        ...sectionsOf(plan)
          .filter((section) => section.pillar === pillar.id && !section.isWholePillar)
          .map(({ name, key }) => [name, figures('section', key)] as const),
      ]),
    ],
    ['Timeline', timelines.map((timeline) => [timeline, figures('timeline', timeline)] as const)],
  ]);
}

function expectRollUp(
  snapshot: WorkbookSnapshot,
  plan: Plan,
  submission: Submission,
  asOf: string,
): Map<string, ExpectedFigure> {
  const { name, rows } = worksheetOf(snapshot, worksheetNames.rollUp);
  const expected = new Map<string, ExpectedFigure>();
  const rowAt = new Map(rows.map((row) => [row.row, row]));
  for (const [table, lines] of linesOf(plan, submission, asOf)) {
    const headings = rows.find((row) => textIn(row, 1) === table && textIn(row, 2) === 'Interventions');
    if (!headings) throw new Error(`The worksheet ${name} has no table “${table}”`);
    lines.forEach(([label, figures], index) => {
      const row = headings.row + 1 + index;
      const found = textIn(rowAt.get(row), 1);
      if (found !== label) throw new Error(`${name}!A${row}: “${found}” stands where “${label}” should be`);
      for (const { column } of headings.cells) {
        const heading = textIn(headings, column);
        const figure = figureUnder.get(heading);
        if (figure) {
          const isRounded = roundedFigures.has(heading) || roundedSums.has(heading);
          expected.set(`${name}!${cellAddress(row, column)}`, {
            value: figure(figures) ?? unknown,
            isRounded,
          });
        }
      }
    });
  }
  return expected;
}

/** Rows and columns of the matrix as they are found in the file, wherever they have been moved to. */
export function matrixPlaces(snapshot: WorkbookSnapshot): {
  readonly rowOf: ReadonlyMap<string, number>;
  readonly columnOf: ReadonlyMap<string, number>;
} {
  const { rows } = worksheetOf(snapshot, worksheetNames.matrix);
  const keys = rows.find(({ cells }) =>
    cells.some(({ column }) => textIn({ row: 0, hidden: false, cells }, column) === `${columnKeyPrefix}no`),
  )!;
  const columnOf = new Map(
    keys.cells.map(({ column }) => [textIn(keys, column).slice(columnKeyPrefix.length), column]),
  );
  const number = columnOf.get('no')!;
  return { columnOf, rowOf: new Map(rows.map((row) => [textIn(row, number), row.row])) };
}

function expectContainers(
  snapshot: WorkbookSnapshot,
  plan: Plan,
  { unit, entries }: Submission,
): Map<string, ExpectedFigure> {
  const { rowOf, columnOf } = matrixPlaces(snapshot);
  const expected = new Map<string, ExpectedFigure>();
  for (const container of plan.interventions) {
    if (!container.isContainer || !hasPart(container, unit)) continue;
    const subItems = container.subItems.filter((no) => hasPart(plan.interventionByNo.get(no)!, unit));
    const derived = deriveContainer(subItems.map((no) => entries.get(no)?.values ?? {}));
    for (const [key, value] of Object.entries(derived) as [string, Figure][]) {
      expected.set(`${worksheetNames.matrix}!${cellAddress(rowOf.get(container.no)!, columnOf.get(key)!)}`, {
        value,
        isRounded: roundedFields.has(key),
      });
    }
  }
  return expected;
}

/**
 * Every cell of the workbook that must hold a formula, with what it must show.
 * @param submission what `checkWorkbook` read out of the same file
 */
export function expectedFigures(
  snapshot: WorkbookSnapshot,
  plan: Plan,
  submission: Submission,
  asOf: string,
): ReadonlyMap<string, ExpectedFigure> {
  return new Map([
    ...expectRollUp(snapshot, plan, submission, asOf),
    ...expectContainers(snapshot, plan, submission),
  ]);
}

/** Every formula cell of every worksheet, by worksheet and address. */
export function formulaCells(snapshot: WorkbookSnapshot): ReadonlyMap<string, CellSnapshot> {
  return new Map(
    snapshot.worksheets.flatMap(({ name, rows }) =>
      rows.flatMap(({ row, cells }) =>
        cells
          .filter(({ formula }) => formula !== undefined)
          .map((cell) => [`${name}!${cellAddress(row, cell.column)}`, cell] as const),
      ),
    ),
  );
}

function figureOf(content: CellContent | null): Figure | { readonly kind: string } {
  if (content === null) return null;
  if (content.kind === 'number') return content.value;
  if (content.kind === 'text') return content.text === '' ? null : content.text;
  return content;
}

function isSame(found: ReturnType<typeof figureOf>, { value, isRounded }: ExpectedFigure): boolean {
  if (!isRounded || typeof found !== 'number' || typeof value !== 'number') return found === value;
  return Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value));
}

/** The formula cells that show something else than they must, in words; also those that are too many or too few. */
export function disagreements(
  found: ReadonlyMap<string, CellSnapshot>,
  expected: ReadonlyMap<string, ExpectedFigure>,
): string[] {
  const missing = [...expected.keys()].filter((at) => !found.has(at)).map((at) => `${at} holds no formula`);
  const wrong = [...found].flatMap(([at, { content, formula }]) => {
    const wanted = expected.get(at);
    if (!wanted) return [`${at} is compared with nothing: =${formula!}`];
    const shown = figureOf(content);
    return isSame(shown, wanted)
      ? []
      : [`${at} shows ${JSON.stringify(shown)} instead of ${JSON.stringify(wanted.value)}: =${formula!}`];
  });
  return [...missing, ...wrong];
}
