/** A blueprint in the arrangement that people gave its workbook, so that what pasting destroyed can be put back in place. */
import type {
  Blueprint,
  Cell,
  Column,
  ConditionalFormat,
  Link,
  Row,
  Worksheet,
} from '../blueprint/blueprint.js';
import { cellAddress, columnLetters, parseRange } from '../entry/a1.js';
import { collectFindings } from '../snapshot/findings.js';
import { findMatrix } from '../snapshot/locate.js';
import { worksheetNamed } from '../snapshot/reference.js';
import type { WorkbookSnapshot, WorksheetSnapshot } from '../snapshot/snapshot.js';
import {
  findArrangement,
  isUnmoved,
  moveCell,
  moveCells,
  moveSpan,
  type Arrangement,
  type Places,
} from './arrangement.js';

/**
 * Style of a cell in a row or column of a person's own, among ours. No blueprint has a style of this name: nothing is
 * said about the cell.
 */
export const notOurs = 'not-ours';

/** Rows and columns of a person's own; nobody sets their size. */
const foreignRow: Row = { height: 15, cells: [] };
const foreignColumn: Column = { width: 8.43 };
const foreignCell: Cell = { kind: 'blank', style: notOurs };

/** Puts things where they are now; what lies between them is filled in. */
function place<T>(things: readonly T[], places: Places, between: T): readonly T[] {
  const found: T[] = Array.from({ length: Math.max(0, ...places.values()) }, () => between);
  for (const [built, now] of places) {
    const thing = things[built - 1];
    if (thing !== undefined) found[now - 1] = thing;
  }
  return found;
}

/** A row with its cells where they are now; those behind the last of ours are left out. */
function moveCellsOf(row: Row, columns: Arrangement['columns']): Row {
  const own = new Map([...columns].filter(([built]) => built <= row.cells.length));
  return { ...row, cells: place(row.cells, own, foreignCell) };
}

/**
 * A formula written for the first row of a range, as it reads for the first row of the range where it is now; null if it
 * refers to a column that is gone. Names and texts stay.
 */
function moveFormula(
  formula: string,
  { columns, rows }: Arrangement,
  builtTop: number,
  nowTop: number,
): string | null {
  const gone: string[] = [];
  const moved = formula.split('"').map((part, index) => {
    if (index % 2 === 1) return part;
    return part.replace(
      /(?<![\w.!])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w.(])/g,
      (reference: string, columnMark: string, letters: string, rowMark: string, digits: string) => {
        const { left, top } = parseRange(letters + digits)!;
        const column = columns.get(left);
        const row = rowMark === '$' ? rows.get(top) : top - builtTop + nowTop;
        if (column === undefined || row === undefined) gone.push(reference);
        return `${columnMark}${columnLetters(column ?? left)}${rowMark}${row ?? top}`;
      },
    );
  });
  return gone.length === 0 ? moved.join('"') : null;
}

function moveFormat(format: ConditionalFormat, arrangement: Arrangement): ConditionalFormat[] {
  const range = moveSpan(arrangement, format.range);
  if (range === null) return [];
  if (format.kind !== 'formula') return [{ ...format, range }];
  const { top } = parseRange(format.range)!;
  const formula = moveFormula(format.formula, arrangement, top, parseRange(range)!.top);
  return formula === null ? [] : [{ ...format, range, formula }];
}

function moveMatrix(worksheet: Worksheet, arrangement: Arrangement): Worksheet {
  const { rows, columns, protection, autoFilter } = worksheet;
  return {
    ...worksheet,
    columns: place(columns, arrangement.columns, foreignColumn),
    rows: place(
      rows.map((row) => moveCellsOf(row, arrangement.columns)),
      arrangement.rows,
      foreignRow,
    ),
    merges: worksheet.merges.flatMap((range) => moveSpan(arrangement, range) ?? []),
    conditionalFormats: worksheet.conditionalFormats.flatMap((format) => moveFormat(format, arrangement)),
    validations: worksheet.validations
      .map((validation) => ({ ...validation, ranges: moveCells(arrangement, validation.ranges) }))
      .filter(({ ranges }) => ranges.length > 0),
    protection: protection && { ...protection, unlocked: moveCells(arrangement, protection.unlocked) },
    autoFilter: autoFilter === null ? null : moveSpan(arrangement, autoFilter),
  };
}

/** The texts that stand in a worksheet once, with their places. */
function textsOnce(cells: Iterable<readonly [place: string, text: string]>): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  for (const [place, text] of cells) found.set(text, found.has(text) ? null : place);
  return new Map([...found].flatMap(([text, place]) => (place === null ? [] : [[text, place] as const])));
}

/**
 * True if nothing was moved about in a worksheet that people have no reason to rearrange: no text that stands in it once
 * stands elsewhere.
 */
function isInPlace(worksheet: Worksheet, present: WorksheetSnapshot): boolean {
  const built = textsOnce(
    worksheet.rows.flatMap(({ cells }, row) =>
      cells.flatMap((cell, column) =>
        cell.kind === 'text' && cell.text !== ''
          ? [[cellAddress(row + 1, column + 1), cell.text] as const]
          : [],
      ),
    ),
  );
  const now = textsOnce(
    present.rows.flatMap(({ row, cells }) =>
      cells.flatMap((cell) =>
        cell.content?.kind === 'text' ? [[cellAddress(row, cell.column), cell.content.text] as const] : [],
      ),
    ),
  );
  return [...built].every(([text, place]) => (now.get(text) ?? place) === place);
}

/** Has links into the matrix lead to where their cells are now; a cell whose target is gone keeps its text. */
function moveLinks(worksheet: Worksheet, matrix: string, move: (link: Link) => string | null): Worksheet {
  const isLink = (cell: Cell): cell is Extract<Cell, { kind: 'text' }> & { readonly link: Link } =>
    cell.kind === 'text' && cell.link?.worksheet === matrix;
  const moveCellLink = (cell: Cell): Cell => {
    if (!isLink(cell)) return cell;
    const { link, ...unlinked } = cell;
    const range = move(link);
    return range === null ? unlinked : { ...unlinked, link: { ...link, range } };
  };
  return {
    ...worksheet,
    rows: worksheet.rows.map((row) =>
      row.cells.some(isLink) ? { ...row, cells: row.cells.map(moveCellLink) } : row,
    ),
  };
}

/**
 * The same blueprint with its matrix arranged as it now is in the workbook: columns are found by key, rows by
 * intervention number, titles and bands by their texts. Rows and columns of a person's own, and those of ours that are
 * gone, are in no range, but for those that span the whole table (`conditionalFormats`, names, the filter). Worksheets
 * that are gone, that bear another name, or in which things were moved about are left out.
 * It is made to put back what was destroyed (looks, checks, formulas, protection); frozen rows and the print set-up are
 * those of the blueprint.
 */
export function arrangedAs(blueprint: Blueprint, snapshot: WorkbookSnapshot): Blueprint {
  const built = blueprint.worksheets.find(({ role }) => role === 'matrix');
  const found = built && findMatrix(snapshot, collectFindings(''));
  const isSameName = found?.worksheet.name.toLowerCase() === built?.name.toLowerCase();
  const arrangement =
    built && found && isSameName ? findArrangement(built, found, snapshot.definedNames) : null;
  const move = (range: string) => arrangement && moveCell(arrangement, parseRange(range)!);

  const worksheets = blueprint.worksheets.flatMap((worksheet): Worksheet[] => {
    if (worksheet === built) {
      if (!arrangement) return [];
      return [isUnmoved(arrangement, worksheet) ? worksheet : moveMatrix(worksheet, arrangement)];
    }
    const present = worksheetNamed(snapshot, worksheet.name);
    if (!present || !isInPlace(worksheet, present)) return [];
    return [built ? moveLinks(worksheet, built.name, ({ range }) => move(range)) : worksheet];
  });
  const kept = new Set(worksheets.map(({ name }) => name));
  return {
    ...blueprint,
    worksheets,
    names: blueprint.names.flatMap((name) => {
      if (!kept.has(name.worksheet)) return [];
      const range = name.worksheet === built?.name ? moveSpan(arrangement!, name.range) : name.range;
      return range === null ? [] : [{ ...name, range }];
    }),
  };
}
