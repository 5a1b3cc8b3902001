/** Paints how large rows and columns are, which are hidden, how rows fold, and what stays in view. */
import { cellAddress, columnPixels, pixelsPerPoint, runsOf } from '../../../core/index.js';
import { brought } from '../requirements.js';
import {
  cellsAt,
  columnsAddress,
  rowsAddress,
  stroke,
  strokesOver,
  type Canvas,
  type Stroke,
} from './canvas.js';

/**
 * The width that Office.js takes for a column of so many characters: points, and not characters as Excel's own dialog.
 * 8.43 characters, Excel's standard, are 48 points. Source: OfficeDev/office-js issues 187 and 3036.
 */
export const pointsOfCharacters = (characters: number): number => columnPixels(characters) / pixelsPerPoint;

/** Rows of the same value together, as addresses. */
function rowsBy<T>(values: readonly (T | null)[]): ReadonlyMap<T, readonly string[]> {
  const found = new Map<T, string[]>();
  for (const { value, first, last } of runsOf(values)) {
    found.set(value, [...(found.get(value) ?? []), rowsAddress(first, last)]);
  }
  return found;
}

/** After the contents, since Excel makes rows higher for wrapped text as long as nobody set their height. */
export function paintSizes(canvas: Canvas): readonly Stroke[] {
  const { rows, columns } = canvas.worksheet;
  return [
    ...[...rowsBy(rows.map(({ height }) => height))].flatMap(([height, addresses]) =>
      strokesOver(
        canvas,
        addresses,
        ({ format }) => {
          format.rowHeight = height;
        },
        2,
      ),
    ),
    ...runsOf(columns.map(({ width }) => width)).map(({ value, first, last }) =>
      stroke(() => {
        cellsAt(canvas, columnsAddress(first, last)).format.columnWidth = pointsOfCharacters(value);
      }, 2),
    ),
    ...runsOf(rows.map(({ hidden }) => (hidden ? true : null))).map(({ first, last }) =>
      stroke(() => {
        cellsAt(canvas, rowsAddress(first, last)).rowHidden = true;
      }),
    ),
    ...runsOf(columns.map(({ hidden }) => (hidden ? true : null))).map(({ first, last }) =>
      stroke(() => {
        cellsAt(canvas, columnsAddress(first, last)).columnHidden = true;
      }),
    ),
  ];
}

/**
 * Groups of rows, the outermost first. Office.js cannot say that a group's heading stands above it, so that Excel shows
 * the button below.
 */
export function paintOutline(canvas: Canvas): readonly Stroke[] {
  if (!canvas.isSupported(brought.outlineGroups)) return [];
  const levels = canvas.worksheet.rows.map(({ outlineLevel = 0 }) => outlineLevel);
  return Array.from({ length: Math.max(0, ...levels) }, (_, index) => index + 1).flatMap((level) =>
    runsOf(levels.map((its) => (its >= level ? level : null))).map(({ first, last }) =>
      stroke(() => {
        cellsAt(canvas, rowsAddress(first, last)).group('ByRows');
      }),
    ),
  );
}

export function paintView(canvas: Canvas): readonly Stroke[] {
  const { frozen, autoFilter, showGridLines, tabColour } = canvas.worksheet;
  return [
    stroke(() => {
      const sheet = canvas.sheet();
      sheet.showGridlines = showGridLines;
      sheet.tabColor = tabColour;
      if (frozen.rows > 0 && frozen.columns > 0) {
        sheet.freezePanes.freezeAt(`A1:${cellAddress(frozen.rows, frozen.columns)}`);
      } else if (frozen.rows > 0) sheet.freezePanes.freezeRows(frozen.rows);
      else if (frozen.columns > 0) sheet.freezePanes.freezeColumns(frozen.columns);
      if (autoFilter !== null && canvas.isSupported(brought.filterButtons))
        sheet.autoFilter.apply(autoFilter);
    }, 4),
  ];
}
