/** Writes into cells as a person would, if what stands there is what was expected. */
import {
  covers,
  parseRange,
  rangeAddress,
  serialOfDate,
  type CellRange,
  type DateSystem,
  joinCells,
} from '../../../core/index.js';
import { isAsExpected, type CellChange, type CellState, type WriteReport } from '../../../panel/index.js';
import { rangeIn } from '../areas.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import { contentOf, formulaOf } from '../read/cells.js';
import { loadDateSystem } from '../date-system.js';
import { typedText } from '../text.js';
import { asItWas, loadProtection, writeOpened } from '../open-batch.js';

/** Cells of a worksheet next to each other, read and written in one go. */
interface Block {
  readonly sheet: Excel.Worksheet;
  readonly place: CellRange;
}

const oneCell = (text: string): CellRange => {
  const cell = parseRange(text);
  if (!cell || rangeAddress(cell).includes(':')) throw new Error(`“${text}” is not one cell in A1 notation`);
  return cell;
};

/** The blocks that changes make in their worksheets. */
function blocksOf(
  changes: readonly CellChange[],
  sheets: ReadonlyMap<string, Excel.Worksheet>,
): readonly Block[] {
  return [...sheets].flatMap(([worksheet, sheet]) => {
    const cells = changes.filter((change) => change.worksheet === worksheet).map(({ range }) => range);
    return joinCells([...new Set(cells)].map(oneCell)).map((place) => ({ sheet, place }));
  });
}

/** Queues the reading of a block; the returned function gives the state of one of its cells after the next sync. */
function loadStates({ sheet, place }: Block): (cell: CellRange, dateSystem: DateSystem) => CellState {
  const cells = rangeIn(sheet, rangeAddress(place));
  cells.load('values,valueTypes,formulas,numberFormat');
  return ({ top, left }, dateSystem) => {
    const at = <T>(grid: readonly (readonly T[])[]) => grid[top - place.top]![left - place.left]!;
    const value: unknown = at(cells.values);
    const numberFormat = String(at(cells.numberFormat));
    const formula = formulaOf(at(cells.formulas), value);
    return {
      content: contentOf(value, at(cells.valueTypes), numberFormat, dateSystem),
      ...(formula === null ? {} : { formula }),
      numberFormat,
    };
  };
}

/** What is typed into a cell whose number format is not Text. */
function typed({ content, formula }: CellChange['to'], dateSystem: DateSystem): string | number | boolean {
  if (formula !== undefined) return `=${formula}`;
  switch (content?.kind) {
    case undefined:
      return '';
    case 'text':
      return typedText(content.text);
    case 'number':
    case 'boolean':
      return content.value;
    case 'date': {
      const serial = serialOfDate(content.date, dateSystem);
      if (serial === null) throw new Error(`“${content.date}” is no date of the ${dateSystem} system`);
      return serial;
    }
    case 'error':
      return content.error;
  }
}

/** A value for each cell of a block; null leaves a cell as it is. */
function gridOf<T>(place: CellRange, valueOf: (cell: string) => T | null): (T | null)[][] {
  return Array.from({ length: place.bottom - place.top + 1 }, (_, down) =>
    Array.from({ length: place.right - place.left + 1 }, (__, across) =>
      valueOf(
        rangeAddress({
          top: place.top + down,
          left: place.left + across,
          bottom: place.top + down,
          right: place.left + across,
        }),
      ),
    ),
  );
}

/** Queues the writing of a block: only the cells that are to be changed, `null` stands for the others. */
function writeBlock(
  { sheet, place }: Block,
  changeAt: (cell: string) => { readonly to: CellChange['to']; readonly before: CellState } | null,
  dateSystem: DateSystem,
): void {
  const cells = rangeIn(sheet, rangeAddress(place));
  const isText = (cell: string) => changeAt(cell)?.before.numberFormat === '@';
  // A cell of the format Text would take everything for a text, and the sign of one for a part of it.
  const opened = gridOf(place, (cell) => (isText(cell) ? 'General' : null));
  const contents = gridOf(place, (cell) => {
    const change = changeAt(cell);
    return change && typed(change.to, dateSystem);
  });
  const formats = gridOf(place, (cell) => changeAt(cell)?.to.numberFormat ?? (isText(cell) ? '@' : null));
  const says = (grid: readonly (readonly unknown[])[]) =>
    grid.some((row) => row.some((value) => value !== null));
  if (says(opened)) cells.numberFormat = opened;
  cells.formulas = contents;
  if (says(formats)) cells.numberFormat = formats;
}

/**
 * As `PanelHost.write`, in two syncs: all cells are read before any is written.
 * @throws HostError `changed` if a worksheet is gone, `no-access` if one is protected with a password: nothing was written
 */
export async function write(excel: ExcelNamespace, changes: readonly CellChange[]): Promise<WriteReport> {
  if (changes.length === 0) return { before: [], refused: [] };
  return runIn(excel, async (context) => {
    const names = [...new Set(changes.map(({ worksheet }) => worksheet))];
    const sheets = new Map(names.map((name) => [name, context.workbook.worksheets.getItem(name)]));
    for (const sheet of sheets.values()) loadProtection(sheet);
    const dateSystemOf = loadDateSystem(context.workbook);
    const read = blocksOf(changes, sheets).map((block) => ({ ...block, stateOf: loadStates(block) }));
    await context.sync();

    const dateSystem = dateSystemOf();
    const before = changes.map(({ worksheet, range }) => {
      const cell = oneCell(range);
      const block = read.find(({ sheet, place }) => sheet === sheets.get(worksheet) && covers(place, cell))!;
      return block.stateOf(cell, dateSystem);
    });
    const isRefused = changes.map(
      ({ from }, index) => from !== undefined && !isAsExpected(before[index]!, from),
    );
    const made = changes.flatMap((change, index) =>
      isRefused[index] ? [] : [{ ...change, before: before[index]! }],
    );
    if (made.length > 0) {
      const byCell = new Map(
        made.map((change) => [`${rangeAddress(oneCell(change.range))} ${change.worksheet}`, change]),
      );
      const written = new Map(
        [...sheets].filter(([name]) => made.some(({ worksheet }) => worksheet === name)),
      );
      await writeOpened(context, [...written.values()].map(asItWas), () => {
        for (const [name, sheet] of written) {
          const its = made.filter(({ worksheet }) => worksheet === name);
          for (const block of blocksOf(its, new Map([[name, sheet]]))) {
            writeBlock(block, (cell) => byCell.get(`${cell} ${name}`) ?? null, dateSystem);
          }
        }
      });
    }
    return { before, refused: changes.filter((_, index) => isRefused[index]) };
  });
}
