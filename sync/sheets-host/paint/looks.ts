/** Paints how cells look, over as few rectangles as cells of the same style make. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  extentOf,
  groupBy,
  groupCells,
  joinedRanges,
  runsOf,
  styledCells,
  type CellRange,
  type Style,
  type Styled,
} from '../../../core/index.js';
import { gridRangeOf } from '../read/ranges.js';
import type { Painter, Request } from './canvas.js';
import { bordersOf, formatFields, formatOf } from './formats.js';

/** What is said of groups of cells: each once, whatever of their styles it depends on. */
const grouped = <T>(styled: readonly Styled[], of: (style: Style | null) => T) =>
  [...groupCells(styled, (style) => JSON.stringify(of(style)))].map(([text, cells]) => ({
    said: JSON.parse(text) as T,
    cells,
  }));

const repeat = (
  sheetId: number,
  range: CellRange,
  userEnteredFormat: sheets_v4.Schema$CellFormat,
  fields: readonly string[],
): Request => ({
  repeatCell: {
    range: gridRangeOf(sheetId, range),
    cell: { userEnteredFormat },
    fields: `userEnteredFormat(${fields.join()})`,
  },
});

/** Makes cells look so. @param from what they look like, so that only what differs is said; null: it is not known */
function repaint(
  sheetId: number,
  cells: readonly CellRange[],
  from: sheets_v4.Schema$CellFormat | null,
  to: sheets_v4.Schema$CellFormat,
): readonly Request[] {
  const differing = formatFields.filter(
    (field) => !from || JSON.stringify(from[field]) !== JSON.stringify(to[field]),
  );
  if (differing.length === 0) return [];
  const format = Object.fromEntries(
    differing.flatMap((field) => (to[field] === undefined ? [] : [[field, to[field]]])),
  ) as sheets_v4.Schema$CellFormat;
  return joinedRanges(cells).map((range) => repeat(sheetId, range, format, differing));
}

/** Of requests that come to the same those that take fewer letters. */
const shorter = (a: readonly Request[], b: readonly Request[]) =>
  JSON.stringify(a).length < JSON.stringify(b).length ? a : b;

/** By column: the format that most of its cells have. */
function commonestFormats(
  groups: readonly { readonly said: sheets_v4.Schema$CellFormat; readonly cells: readonly CellRange[] }[],
  columns: number,
): readonly sheets_v4.Schema$CellFormat[] {
  const most = Array.from({ length: columns }, () => ({
    count: 0,
    format: {},
  }));
  for (const { said, cells } of groups) {
    for (const [left, { length }] of groupBy(cells, (cell) => cell.left)) {
      if (length > most[left - 1]!.count) most[left - 1] = { count: length, format: said };
    }
  }
  return most.map(({ format }) => format);
}

/**
 * First what most cells of each column look like, in all of its rows; then over it the others. Cells that have no style are cleared
 * already.
 */
const paintFormats: Painter = ({ sheetId, blueprint, worksheet }) => {
  const groups = grouped(styledCells({ blueprint, worksheet }), (style) => (style ? formatOf(style) : {}));
  const { rows, columns } = extentOf(worksheet);
  const commonest = commonestFormats(groups, columns);
  return [
    ...runsOf(commonest).flatMap(({ value, first, last }) =>
      repaint(sheetId, [{ top: 1, left: first, bottom: rows, right: last }], {}, value),
    ),
    ...groups.flatMap(({ said, cells }) => {
      const others = cells.filter(({ left }) => commonest[left - 1] !== said);
      const apart = [...groupBy(others, ({ left }) => commonest[left - 1]!)].flatMap(([base, those]) =>
        repaint(sheetId, those, base, said),
      );
      return shorter(apart, repaint(sheetId, others, null, said));
    }),
  ];
};

const isBox = ({ top, right, bottom, left }: sheets_v4.Schema$Borders) =>
  new Set([top, right, bottom, left].map((line) => JSON.stringify(line))).size === 1;

/**
 * Two cells share the line between them and the one drawn last is seen: cells that have the same line all around come first, and
 * over them those of which a line differs.
 */
const paintBorders: Painter = ({ sheetId, blueprint, worksheet }) => {
  const groups = grouped(styledCells({ blueprint, worksheet }), (style) => style && bordersOf(style));
  const drawn = groups.flatMap(({ said, cells }) => (said ? [{ borders: said, cells }] : []));
  const ordered = [
    ...drawn.filter(({ borders }) => isBox(borders)),
    ...drawn.filter(({ borders }) => !isBox(borders)),
  ];
  return ordered.flatMap(({ borders, cells }) =>
    joinedRanges(cells).map((range) => repeat(sheetId, range, { borders }, ['borders'])),
  );
};

export const paintLooks: Painter = (canvas) => [...paintFormats(canvas), ...paintBorders(canvas)];
