/** Snapshots in one form, so that two hosts which keep the same in different ways compare equal. */
import {
  columnLetters,
  lastRow,
  rangeAddress,
  type CellContent,
  type CellRange,
  type CellSnapshot,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../core/index.js';
import { parseReference } from '../../core/snapshot/reference.js';
import type { Tellable } from './adapter.js';

/** Spreadsheet programs compute with fifteen digits, and the last may differ. */
const digits = 12;

function comparableContent(content: CellContent | null): unknown {
  return content?.kind === 'number'
    ? { ...content, value: Number(content.value.toPrecision(digits)) }
    : content;
}

/** Ranges column by column, those that touch joined: programs cut the same cells into different pieces. */
function joined(ranges: readonly CellRange[]): string[] {
  const byColumn = new Map<number, { top: number; bottom: number }[]>();
  for (const { left, right, top, bottom } of ranges) {
    for (let column = left; column <= right; column += 1) {
      const rows = byColumn.get(column);
      if (rows) rows.push({ top, bottom });
      else byColumn.set(column, [{ top, bottom }]);
    }
  }
  return [...byColumn]
    .sort(([a], [b]) => a - b)
    .flatMap(([column, rows]) => {
      const pieces: { top: number; bottom: number }[] = [];
      for (const { top, bottom } of rows.sort((a, b) => a.top - b.top)) {
        const last = pieces.at(-1);
        if (last && top <= last.bottom + 1) last.bottom = Math.max(last.bottom, bottom);
        else pieces.push({ top, bottom });
      }
      return pieces.map((piece) => rangeAddress({ ...piece, left: column, right: column }));
    });
}

function comparableWorksheet(worksheet: WorksheetSnapshot) {
  const kinds = new Map<string, CellRange[]>();
  for (const { type, formula, ranges } of worksheet.validations ?? []) {
    const key = type === 'list' ? `list ${formula ?? ''}` : type;
    kinds.set(key, [...(kinds.get(key) ?? []), ...ranges]);
  }
  return {
    name: worksheet.name,
    visibility: worksheet.visibility,
    isProtected: worksheet.isProtected,
    isFiltered: worksheet.isFiltered,
    hiddenColumns: worksheet.hiddenColumns
      .flatMap(({ left, right, top, bottom }) =>
        Array.from({ length: right - left + 1 }, (_, index) =>
          top === 1 && bottom === lastRow
            ? columnLetters(left + index)
            : rangeAddress({ top, left, bottom, right }),
        ),
      )
      .sort(),
    merges: worksheet.merges.map(rangeAddress).sort(),
    validations:
      worksheet.validations &&
      [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, ranges]) => [kind, joined(ranges)]),
    conditionalFormats: joined(worksheet.conditionalFormats),
    rows: worksheet.rows.map(({ row, hidden, cells }) => ({
      row,
      hidden,
      cells: cells.map(({ column, content, formula, fill }) => ({
        column,
        content: comparableContent(content),
        formula: formula?.replaceAll(' ', ''),
        fill,
      })),
    })),
  };
}

/** A snapshot as it is read from a program that does not tell some of it. */
export function leftUntold(snapshot: WorkbookSnapshot, untold: readonly Tellable[]): WorkbookSnapshot {
  const isTold = (what: Tellable) => !untold.includes(what);
  const isToldFill = (fill: string) =>
    isTold('fills') && (isTold('white-fills') || fill.toUpperCase() !== '#FFFFFF');
  const told = ({ column, content, formula, fill }: CellSnapshot): CellSnapshot => ({
    column,
    content,
    ...(formula === undefined ? {} : { formula }),
    ...(fill === undefined || !isToldFill(fill) ? {} : { fill }),
  });
  const isThere = ({ content, formula, fill }: CellSnapshot) =>
    content !== null || formula !== undefined || fill !== undefined;
  return {
    ...snapshot,
    worksheets: snapshot.worksheets.map((worksheet) => ({
      ...worksheet,
      hiddenColumns: isTold('hidden-columns') ? worksheet.hiddenColumns : [],
      merges: isTold('merges') ? worksheet.merges : [],
      validations: isTold('validations') ? worksheet.validations : null,
      rows: worksheet.rows
        .map(({ row, hidden, cells }) => ({
          row,
          hidden: isTold('hidden-rows') && hidden,
          cells: cells.map(told).filter(isThere),
        }))
        .filter(({ cells }) => cells.length > 0),
    })),
  };
}

/** A snapshot in the form that the contract compares. */
export function comparable({ worksheets, definedNames }: WorkbookSnapshot) {
  return {
    worksheets: worksheets.map(comparableWorksheet),
    definedNames: definedNames
      .map(({ name, refersTo }) => {
        const reference = parseReference(refersTo);
        return reference
          ? `${name} → ${reference.worksheet}!${rangeAddress(reference.range)}`
          : `${name} → ${refersTo}`;
      })
      .sort(),
  };
}
