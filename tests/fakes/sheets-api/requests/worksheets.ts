/** Requests about worksheets as a whole. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { columns, rows, type Axis } from '../../sheets/structure/axis.js';
import { deleteColumns, deleteRows } from '../../sheets/structure/lines.js';
import { addWorksheet, removeWorksheet, renameWorksheet } from '../../sheets/structure/worksheets.js';
import type { Lines, Worksheet } from '../../sheets/workbook.js';
import { freeze } from '../../sheets/worksheet-lines.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { below, maskOfUpdate, selects, type Mask } from '../masks.js';
import { colourOf } from '../messages/colours.js';
import { sheetPropertiesMessage } from '../read/worksheet.js';
import { sheetProperties } from '../shapes/worksheets.js';
import { freshId, guard, required, worksheetWith, type Change, type Kinds } from './change.js';
import { wholeGrid } from '../../sheets/places.js';

type Properties = sheets_v4.Schema$SheetProperties;

/** More or fewer rows or columns at the end. */
function resize(on: Change, worksheet: Worksheet, axis: Axis, count: number): void {
  if (count < 1) throw invalidArgument(`A sheet must have at least one ${axis.name}.`);
  const present = worksheet[axis.grid];
  if (count >= present) {
    worksheet[axis.grid] = count;
    return;
  }
  guard(on, worksheet, axis.withSpan(wholeGrid(worksheet), [count + 1, present]));
  const remove = axis === rows ? deleteRows : deleteColumns;
  remove(on.program, worksheet, count + 1, present - count);
}

const controlOf = (isAfter: boolean | null | undefined): Lines['control'] =>
  isAfter === true ? 'AFTER' : 'BEFORE';

function setGrid(on: Change, worksheet: Worksheet, grid: sheets_v4.Schema$GridProperties, mask: Mask): void {
  const frozenFirst = { rows: grid.frozenRowCount ?? 0, columns: grid.frozenColumnCount ?? 0 };
  if (selects(mask, 'rowCount'))
    resize(on, worksheet, rows, required(grid.rowCount, 'gridProperties.rowCount'));
  if (selects(mask, 'columnCount'))
    resize(on, worksheet, columns, required(grid.columnCount, 'gridProperties.columnCount'));
  if (selects(mask, 'frozenRowCount')) freeze(rows, worksheet, frozenFirst.rows);
  if (selects(mask, 'frozenColumnCount')) freeze(columns, worksheet, frozenFirst.columns);
  if (selects(mask, 'hideGridlines')) worksheet.hiddenGridlines = grid.hideGridlines ?? false;
  if (selects(mask, 'rowGroupControlAfter')) worksheet.rows.control = controlOf(grid.rowGroupControlAfter);
  if (selects(mask, 'columnGroupControlAfter'))
    worksheet.columns.control = controlOf(grid.columnGroupControlAfter);
}

/** Moves a worksheet before the one that has the index now. Nothing happens where it stands there already. */
function moveTo({ workbook }: Change, worksheet: Worksheet, index: number): void {
  const { worksheets } = workbook;
  if (index < 0 || index > worksheets.length) throw invalidArgument(`Invalid sheet index: ${index}`);
  const before = worksheets[index];
  if (before === worksheet) return;
  const others = worksheets.filter((other) => other !== worksheet);
  others.splice(before ? others.indexOf(before) : others.length, 0, worksheet);
  workbook.worksheets = others;
}

function hide({ workbook }: Change, worksheet: Worksheet, isHidden: boolean): void {
  if (isHidden && !workbook.worksheets.some((other) => other !== worksheet && !other.hidden))
    throw invalidArgument("You can't hide all the sheets in a document.");
  worksheet.hidden = isHidden;
}

function setProperties(on: Change, worksheet: Worksheet, properties: Properties, mask: Mask): void {
  if (selects(mask, 'sheetType') && (properties.sheetType ?? 'GRID') !== 'GRID')
    throw notEmulated(`a sheet of the type ${properties.sheetType ?? ''}`);
  if (selects(mask, 'title') && properties.title !== worksheet.name)
    renameWorksheet(on.program, worksheet, properties.title ?? '');
  if (selects(mask, 'gridProperties'))
    setGrid(on, worksheet, properties.gridProperties ?? {}, below(mask, 'gridProperties'));
  if (selects(mask, 'tabColorStyle'))
    worksheet.tabColour = properties.tabColorStyle ? colourOf(properties.tabColorStyle) : null;
  if (selects(mask, 'rightToLeft')) worksheet.rightToLeft = properties.rightToLeft ?? false;
  if (selects(mask, 'index')) moveTo(on, worksheet, properties.index ?? on.workbook.worksheets.length);
  if (selects(mask, 'hidden')) hide(on, worksheet, properties.hidden ?? false);
}

const maskOfKeys = (keys: readonly string[]): Mask => Object.fromEntries(keys.map((key) => [key, null]));

/** What a worksheet is found by, or is made with. */
const given: readonly string[] = ['sheetId', 'title', 'index'];

/** What is said of a new worksheet. */
const maskOfNew = (properties: Properties): Mask => ({
  ...maskOfKeys(Object.keys(properties).filter((field) => !given.includes(field))),
  ...(properties.gridProperties
    ? { gridProperties: maskOfKeys(Object.keys(properties.gridProperties)) }
    : {}),
});

const everything = maskOfKeys(Object.keys(sheetProperties));

/** Adds a worksheet with all that is said of it. @throws ApiError, ServiceError */
export function addSheet(on: Change, properties: Properties): Worksheet {
  const { workbook } = on;
  const { sheetId, title, index } = properties;
  if (sheetId != null && sheetId < 0) throw invalidArgument(`Invalid sheet id: ${sheetId}`);
  if (workbook.worksheets.some((one) => one.sheetId === sheetId))
    throw invalidArgument(`A sheet with the id ${sheetId ?? 0} already exists.`);
  const id = sheetId ?? freshId(workbook);
  const worksheet = addWorksheet(on.program, title ?? null, index ?? workbook.worksheets.length, id);
  setProperties(on, worksheet, properties, maskOfNew(properties));
  return worksheet;
}

export const worksheetKinds: Kinds = {
  addSheet: (on, { properties }) => ({
    addSheet: { properties: sheetPropertiesMessage(on.workbook, addSheet(on, properties ?? {})) },
  }),
  deleteSheet(on, { sheetId }) {
    const worksheet = worksheetWith(on, required(sheetId, 'sheetId'));
    guard(on, worksheet, wholeGrid(worksheet));
    removeWorksheet(on.program, worksheet);
    return undefined;
  },
  updateSheetProperties(on, { properties, fields }) {
    const mask = maskOfUpdate(fields, sheetProperties);
    const said = required(properties, 'properties');
    setProperties(on, worksheetWith(on, said.sheetId), said, mask ?? everything);
    return undefined;
  },
};
