/** Makes the marks of a workbook exactly those that are wanted, and writes nothing if they are so already. */
import { cellCount, cellsOf, parseRange, rangeAddress, joinCells } from '../../../core/index.js';
import type { HostEvent, Mark } from '../../../panel/index.js';
import { areas } from '../areas.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import type { IsSupported } from '../requirements.js';
import { together } from '../steps.js';
import { readMarks, type FoundMark } from './found-marks.js';
import { addMark } from '../mark-formula.js';
import { asItWas, loadProtection, writeOpened } from '../open-batch.js';

type Severity = Mark['severity'];

/** Severity of each marked cell of a worksheet, by its address. */
type Marked = ReadonlyMap<string, Severity>;

export interface Marks {
  /**
   * As `PanelHost.mark`. No sync if the same marks were made last; otherwise at most four. In some versions of Excel
   * writing empties the list of what can be undone: one reason more to write nothing that stands there already.
   */
  mark(marks: readonly Mark[]): Promise<void>;
  /** The marks may no longer be what was made last: they are looked at before the next are made. */
  forget(): void;
  /** Forgets if an event may have moved, copied or overwritten marks. */
  notice(event: HostEvent): void;
}

/** By worksheet, its name in small letters. Of two marks on a cell the error counts. */
function byWorksheet(marks: readonly Mark[]): ReadonlyMap<string, Marked> {
  const found = new Map<string, Map<string, Severity>>();
  for (const { worksheet, range, severity } of marks) {
    const name = worksheet.toLowerCase();
    const cells = found.get(name) ?? new Map<string, Severity>();
    found.set(name, cells);
    if (cells.get(range) !== 'error') cells.set(range, severity);
  }
  return found;
}

function isSame(a: ReadonlyMap<string, Marked>, b: ReadonlyMap<string, Marked>): boolean {
  return (
    a.size === b.size &&
    [...a].every(([worksheet, cells]) => {
      const others = b.get(worksheet);
      return (
        others?.size === cells.size && [...cells].every(([cell, severity]) => others.get(cell) === severity)
      );
    })
  );
}

/** Whether the marks found are these, each once. A mark that was copied over a whole column is not expanded. */
function holds(found: readonly FoundMark[], wanted: Marked): boolean {
  const seen = new Set<string>();
  for (const { ranges, severity } of found) {
    for (const range of ranges ?? []) {
      if (seen.size + cellCount(range) > wanted.size) return false;
      for (const cell of [...cellsOf(range)].map(rangeAddress)) {
        if (wanted.get(cell) !== severity) return false;
        seen.add(cell);
      }
    }
    if (ranges === null) return false;
  }
  return seen.size === wanted.size;
}

/** Queues the marks of one worksheet. */
function write(worksheet: Excel.Worksheet, wanted: Marked, isSupported: IsSupported): void {
  for (const severity of ['warning', 'error'] as const) {
    const ranges = joinCells(
      [...wanted].flatMap(([cell, its]) => (its === severity ? [parseRange(cell)!] : [])),
    );
    const addresses = ranges.map((range) => rangeAddress(range));
    for (const cells of areas(worksheet, addresses, isSupported)) addMark(cells, severity);
  }
}

export function createMarks(excel: ExcelNamespace, isSupported: IsSupported): Marks {
  /** What stands in the workbook as far as is known; null: it has to be looked at. */
  let known: ReadonlyMap<string, Marked> | null = null;
  /** Grows each time that something may have happened to the marks. */
  let doubts = 0;
  const none: Marked = new Map();

  const mark = async (marks: readonly Mark[]) => {
    const wanted = byWorksheet(marks);
    if (known && isSame(known, wanted)) return;
    known = null;
    const doubtsBefore = doubts;
    await runIn(excel, async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load('items/name');
      await context.sync();
      worksheets.items.forEach(loadProtection);
      const found = await together(
        context,
        worksheets.items.map((worksheet) => readMarks(worksheet, isSupported)),
      );
      const differing = worksheets.items.flatMap((worksheet, index) => {
        const cells = wanted.get(worksheet.name.toLowerCase()) ?? none;
        return holds(found[index]!, cells) ? [] : [{ worksheet, found: found[index]!, cells }];
      });
      if (differing.length === 0) return;
      await writeOpened(
        context,
        differing.map(({ worksheet }) => asItWas(worksheet)),
        () => {
          for (const { worksheet, found: old, cells } of differing) {
            for (const { remove } of old) remove();
            write(worksheet, cells, isSupported);
          }
        },
      );
    });
    if (doubts === doubtsBefore) known = wanted;
  };

  const forget = () => {
    doubts += 1;
    known = null;
  };
  return {
    mark,
    forget,
    notice(event) {
      if (event.kind === 'rearranged') forget();
      if (event.kind !== 'edited') return;
      const range = parseRange(event.range);
      const isOneCell = range !== null && cellCount(range) === 1;
      // Typing into one cell that has no mark copies none and overwrites none.
      if (!isOneCell || known?.get(event.worksheet.toLowerCase())?.has(rangeAddress(range)) === true)
        forget();
    },
  };
}
