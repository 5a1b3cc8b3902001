/** Changes single cells of a person's workbook: all of them or none, and only those that still hold what was read. */
import {
  cellAddress,
  HostError,
  parseRange,
  type CellBefore,
  type CellChange,
  type CellSnapshot,
  type NewValue,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { requireSnapshot } from '../read/require.js';
import { copyOf, holds, isAsBefore, writable } from './cell-values.js';
import { patchCells, type Unchanged } from './patch.js';
import { cellsByAddress, unaskedDifferences } from './verify.js';

/** What stands in the way of changing a cell, and what the person can do about it. */
const obstacles: Readonly<Record<Unchanged, readonly [reason: string, advice: string]>> = {
  'not-a-cell': ['this is not the address of a cell', 'Name a single cell, such as B5'],
  'shared-formula': ['other cells take their formula from it', 'Enter the value there by hand'],
  'array-formula': [
    'it belongs to a formula that fills several cells',
    'Copy those cells and paste them as values, or clear the formula',
  ],
  'table-heading': [
    'it is a heading of a table, which has to change with it',
    'Enter the heading there by hand',
  ],
  merged: ['it is covered by a merged cell', 'Unmerge that'],
  date: ['the workbook cannot hold this date', 'Enter a date after the year 1900 (in some workbooks, 1904)'],
  'too-long': ['a cell holds 32,767 characters at most', 'Shorten the text'],
};

const blank: CellBefore = { content: null, formula: null };

/** The cells of a workbook, by the name of the worksheet (in any letter case) and the address. */
function cellsOf(
  snapshot: WorkbookSnapshot,
): (worksheet: string) => ReadonlyMap<string, CellSnapshot> | null {
  const named = new Map(snapshot.worksheets.map((worksheet) => [worksheet.name.toLowerCase(), worksheet]));
  const found = new Map<string, ReadonlyMap<string, CellSnapshot>>();
  return (worksheet) => {
    const key = worksheet.toLowerCase();
    const listed = named.get(key);
    if (!listed) return null;
    const cells = found.get(key) ?? cellsByAddress(listed);
    found.set(key, cells);
    return cells;
  };
}

interface Write {
  readonly worksheet: string;
  readonly range: string;
  readonly value: NewValue;
}

/** One address for each cell, however it was written: `$b$5` is `B5`. */
function addressOf(range: string): string {
  const parsed = parseRange(range);
  return parsed && parsed.top === parsed.bottom && parsed.left === parsed.right
    ? cellAddress(parsed.top, parsed.left)
    : range;
}

/** Everything that is to be written, copies included. @throws Error if a cell is to be written twice */
function writesOf(changes: readonly CellChange[]): Write[] {
  const writes = changes.flatMap(({ worksheet, range, value, before, copyTo }): Write[] => {
    const copy = copyTo && {
      worksheet: copyTo.worksheet,
      range: addressOf(copyTo.range),
      value: copyOf(before),
    };
    return [{ worksheet, range: addressOf(range), value: writable(value) }, ...(copy ? [copy] : [])];
  });
  const places = new Set(writes.map(({ worksheet, range }) => `${worksheet.toLowerCase()}!${range}`));
  if (places.size < writes.length) throw new Error('A cell is to be written twice.');
  return writes;
}

/**
 * Changes cells of a workbook, and puts where `copyTo` says what `before` says. Everything else in the file stays byte for
 * byte, as `patchCells` keeps it; the result is read again before it is given back.
 *
 * @param path names the file in messages
 * @returns the same bytes if each cell holds already what it is to hold
 * @throws HostError, and nothing is changed: `changed` if a cell does not hold what `before` says, `not-writable` for a cell
 *   that cannot be changed, `not-found` without such a worksheet, `not-a-workbook` for a file that is refused (macros,
 *   active content, damage)
 */
export function changeCells(path: string, bytes: Uint8Array, changes: readonly CellChange[]): Uint8Array {
  const snapshot = requireSnapshot(path, bytes);
  const cellsIn = cellsOf(snapshot);
  const nowAt = ({ worksheet, range }: Pick<Write, 'worksheet' | 'range'>): CellBefore => {
    const cells = cellsIn(worksheet);
    if (!cells) throw new HostError('not-found', `${path}: it has no worksheet named “${worksheet}”.`);
    const cell = cells.get(addressOf(range));
    return cell ? { content: cell.content, formula: cell.formula ?? null } : blank;
  };
  const other = changes.find((change) => !isAsBefore(nowAt(change), change.before));
  if (other) {
    throw new HostError(
      'changed',
      `${path}: ${other.worksheet}!${other.range} no longer holds what was read. Read the file again, so that nothing is lost.`,
    );
  }

  const writes = writesOf(changes).filter((write) => {
    const now = nowAt(write);
    return now.formula !== null || !holds(now.content, write.value);
  });
  const { bytes: patched, unchanged } = patchCells(bytes, writes);
  const [refused] = unchanged;
  if (refused) {
    const { worksheet, range } = refused.change;
    const [reason, advice] = obstacles[refused.reason];
    throw new HostError(
      'not-writable',
      `${path}: ${worksheet}!${range} cannot be changed: ${reason}. Nothing was changed. ${advice}, then try again.`,
    );
  }

  const valuesOf = (worksheet: string) =>
    new Map(
      writes
        .filter((write) => write.worksheet.toLowerCase() === worksheet.toLowerCase())
        .map(({ range, value }) => [range, value]),
    );
  const differences = unaskedDifferences(snapshot, requireSnapshot(path, patched), valuesOf);
  if (differences.length > 0) {
    throw new Error(
      `This is a fault of this program: ${path} would have differed at ${differences.slice(0, 5).join(', ')}. Nothing was changed.`,
    );
  }
  return patched;
}
