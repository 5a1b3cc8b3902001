/** Requests about rows and columns: their sizes, and how many there are. */
import { setLines, hideLinesOf, sizeLines } from '../../sheets/worksheet-lines.js';
import { rows } from '../../sheets/structure/axis.js';
import {
  deleteColumns,
  deleteRows,
  insertColumns,
  insertRows,
  moveColumns,
  moveRows,
} from '../../sheets/structure/lines.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { maskOfUpdate, selects } from '../masks.js';
import { dimensionProperties } from '../shapes/worksheets.js';
import { axisOf, cellsOfLines, guard, linesIn, required, worksheetWith, type Kinds } from './change.js';

/** Given by the service itself. */
const notSettable = ['hiddenByFilter', 'developerMetadata', 'dataSourceColumnReference'];

export const dimensionKinds: Kinds = {
  updateDimensionProperties(on, { range, properties, fields }) {
    const mask = maskOfUpdate(fields, dimensionProperties);
    const other = notSettable.find((field) => mask !== null && selects(mask, field));
    if (other !== undefined) throw invalidArgument(`${other} may not be updated.`);
    const { worksheet, axis, span } = linesIn(on, required(range, 'range'));
    const { pixelSize, hiddenByUser } = required(properties, 'properties');
    if (selects(mask, 'pixelSize')) sizeLines(axis, worksheet, span, required(pixelSize, 'pixelSize'));
    if (selects(mask, 'hiddenByUser')) {
      if (hiddenByUser === true) hideLinesOf(axis, worksheet, span);
      else setLines(axis.linesOf(worksheet).hidden, span, null);
    }
    return undefined;
  },
  /** Rows become as high as their texts need. How much room a text takes is not known here: all have the standard height then. */
  autoResizeDimensions(on, { dimensions }) {
    const { worksheet, axis, span } = linesIn(on, required(dimensions, 'dimensions'));
    if (axis !== rows) throw notEmulated('resizing columns to what stands in them');
    setLines(axis.linesOf(worksheet).sizes, span, null);
    return undefined;
  },
  appendDimension(on, { sheetId, dimension, length }) {
    const worksheet = worksheetWith(on, sheetId);
    if ((length ?? 0) < 1) throw invalidArgument('length must be at least 1.');
    worksheet[axisOf(dimension).grid] += length!;
    return undefined;
  },
  insertDimension(on, { range, inheritFromBefore }) {
    const { worksheet, axis, span } = linesIn(on, required(range, 'range'), Infinity);
    const [first, last] = span;
    const isBefore = inheritFromBefore === true;
    if (isBefore && first === 1)
      throw invalidArgument('inheritFromBefore cannot be true if inserting at the beginning of the sheet.');
    if (first > worksheet[axis.grid] + (isBefore ? 1 : 0))
      throw invalidArgument(
        `range.startIndex[${first - 1}] must be less than the grid size (${worksheet[axis.grid]}) if inheritFromBefore is ${isBefore}.`,
      );
    const insert = axis === rows ? insertRows : insertColumns;
    insert(on.program, worksheet, first, last - first + 1, isBefore ? first - 1 : first);
    return undefined;
  },
  deleteDimension(on, { range }) {
    const lines = linesIn(on, required(range, 'range'));
    const [first, last] = lines.span;
    guard(on, lines.worksheet, cellsOfLines(lines));
    const remove = lines.axis === rows ? deleteRows : deleteColumns;
    remove(on.program, lines.worksheet, first, last - first + 1);
    return undefined;
  },
  /** The destination counts as before the move. */
  moveDimension(on, { source, destinationIndex }) {
    const lines = linesIn(on, required(source, 'source'));
    const [first, last] = lines.span;
    guard(on, lines.worksheet, cellsOfLines(lines));
    const move = lines.axis === rows ? moveRows : moveColumns;
    move(on.program, lines.worksheet, first, last - first + 1, (destinationIndex ?? 0) + 1);
    return undefined;
  },
};
