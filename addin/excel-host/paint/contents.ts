/** Paints what cells hold: links first, since Excel writes into their cells, then texts, numbers, dates and formulas. */
import { cellAddress, extentOf, quotedName, rangeAddress, type Cell } from '../../../core/index.js';
import { typedCell } from '../text.js';
import { bytesOf, cellsAt, stroke, type Canvas, type Stroke } from './canvas.js';

/** Rows are written in blocks of about this many bytes, so that requests can be divided between them. */
const bytesOfBlock = 64_000;

/** Calls `write` with the first row's number of each block of rows. */
function blocks<T>(rows: readonly (readonly T[])[], write: (block: T[][], first: number) => void): Stroke[] {
  const strokes: Stroke[] = [];
  let block: T[][] = [];
  let bytes = 0;
  rows.forEach((row, index) => {
    block.push([...row]);
    bytes += bytesOf(row);
    if (bytes < bytesOfBlock && index < rows.length - 1) return;
    const [finished, first] = [block, index + 2 - block.length];
    strokes.push(
      stroke(
        () => {
          write(finished, first);
        },
        2,
        bytes,
      ),
    );
    block = [];
    bytes = 0;
  });
  return strokes;
}

/** A value for each cell of the painted part, row by row. */
function gridOf<T>({ worksheet }: Canvas, valueOf: (cell: Cell | undefined) => T): readonly (readonly T[])[] {
  const { columns } = extentOf(worksheet);
  return worksheet.rows.map(({ cells }) =>
    Array.from({ length: columns }, (_, column) => valueOf(cells[column])),
  );
}

const blockAddress = (block: readonly (readonly unknown[])[], first: number): string =>
  rangeAddress({ top: first, left: 1, bottom: first + block.length - 1, right: block[0]!.length });

export function paintLinks(canvas: Canvas): readonly Stroke[] {
  return canvas.worksheet.rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => {
      if (cell.kind !== 'text' || !cell.link) return [];
      const { worksheet, range, tooltip } = cell.link;
      const hyperlink = {
        documentReference: `${quotedName(worksheet)}!${range}`,
        screenTip: tooltip,
        textToDisplay: cell.text,
      };
      return [
        stroke(
          () => {
            cellsAt(canvas, cellAddress(row + 1, column + 1)).hyperlink = hyperlink;
          },
          1,
          bytesOf(hyperlink),
        ),
      ];
    }),
  );
}

/** Contents are put into blank cells: null leaves a cell as it is. */
export function paintContents(canvas: Canvas): readonly Stroke[] {
  const contents = gridOf(canvas, (cell) => (cell ? typedCell(cell, canvas.dateSystem) : null));
  return blocks(contents, (block, first) => {
    cellsAt(canvas, blockAddress(block, first)).formulas = block;
  });
}

/**
 * Number formats come after the contents: a date or percentage that Excel would give a format of its own, a formula that
 * takes on that of the cells it is about, all end with the blueprint's; and in a cell of the format Text an apostrophe
 * would be part of the text.
 */
export function paintNumberFormats(canvas: Canvas): readonly Stroke[] {
  const { styles } = canvas.blueprint;
  const formats = gridOf(canvas, (cell) => (cell ? (styles[cell.style]?.numberFormat ?? 'General') : null));
  return blocks(formats, (block, first) => {
    cellsAt(canvas, blockAddress(block, first)).numberFormat = block;
  });
}
