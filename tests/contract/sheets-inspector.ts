/**
 * Looks into the spreadsheet of the fake Google Sheets, by the data that it keeps: without a word from our host, and without the
 * services. What it does not know it throws on.
 */
import { rangeAddress, serialOfDate, type HostCapability } from '../../core/index.js';
import { cellAt, keptCells } from '../fakes/sheets/cells.js';
import { conditionalLooksAt } from '../fakes/sheets/conditional-looks.js';
import { accessTo } from '../fakes/sheets/guarding.js';
import type { Program } from '../fakes/sheets/program.js';
import { formulaSource } from '../fakes/sheets/recalculation.js';
import { showsDates } from '../fakes/sheets/shown.js';
import { isValid, offeredBy, supposing } from '../fakes/sheets/validity.js';
import { findWorksheet, type Cell, type Worksheet } from '../fakes/sheets/workbook.js';
import type { Reaction, ShownColours, Typed } from './adapter.js';
import { rangeOf } from './workbooks.js';

const cellsThat = (worksheet: Worksheet, holds: (cell: Cell) => boolean) =>
  keptCells(worksheet).filter(([, , cell]) => holds(cell)).length;

const wholeProtections = ({ protections }: Worksheet) => protections.filter(({ range }) => range === null);

/** Sheets has no data bars, no print set-up, one way to hide a worksheet, and no links to a place that look like any text. */
const nothing = () => 0;

const counts: Readonly<Record<HostCapability, (worksheet: Worksheet) => number>> = {
  rejectsInvalidEntries: (worksheet) =>
    cellsThat(worksheet, ({ validation }) => validation?.allowInvalid === false),
  validationPrompts: (worksheet) => cellsThat(worksheet, ({ validation }) => Boolean(validation?.helpText)),
  protection: (worksheet) => wholeProtections(worksheet).length,
  outlineGroups: ({ rows }) => Object.values(rows.depths).filter((depth) => depth > 0).length,
  dataBars: nothing,
  charts: ({ charts }) => charts.length,
  printSetup: nothing,
  veryHiddenWorksheets: nothing,
  notes: (worksheet) => cellsThat(worksheet, ({ note }) => note !== ''),
  filterButtons: ({ filter }) => (filter ? 1 : 0),
  links: nothing,
  refusesLockedEdits: (worksheet) => wholeProtections(worksheet).filter((one) => !one.warningOnly).length,
};

const place = (cell: string) => {
  const { top: row, left: column } = rangeOf(cell);
  return { row, column };
};

/** Whoever has no part in any protection. */
const anybody = 'anybody@example.org';

/** Queries about a spreadsheet as it is now. */
export function inspect(program: Program) {
  const { workbook } = program;
  const sheet = (name: string): Worksheet => {
    const found = findWorksheet(workbook, name);
    if (!found) throw new Error(`There is no worksheet ${name}`);
    return found;
  };
  const cellIn = (name: string, cell: string): Cell => {
    const { row, column } = place(cell);
    return cellAt(sheet(name), row, column);
  };
  const reaction = (name: string, cell: string, value: Exclude<Typed, null>): Reaction => {
    const held = cellIn(name, cell);
    const isDate = typeof value === 'object';
    const entry = isDate ? serialOfDate(value.date, 1900) : value;
    if (entry === null) throw new Error(`${JSON.stringify(value)} is no date`);
    // A date that is typed into a cell without a format is shown as one from then on.
    const numberFormat = isDate ? (held.numberFormat ?? 'd-mmm-yyyy') : held.numberFormat;
    const { validation } = held;
    if (isValid(program, sheet(name), place(cell), { validation, numberFormat }, entry)) return 'accepted';
    return validation?.allowInvalid === true ? 'warned' : 'rejected';
  };
  const colours = (name: string, cell: string, text: string): ShownColours => {
    const worksheet = sheet(name);
    const at = place(cell);
    const source = supposing(formulaSource(program), worksheet.name, at, text === '' ? null : text);
    const isDate = showsDates(cellIn(name, cell).numberFormat);
    const { background, fontColour } = conditionalLooksAt(worksheet, at.row, at.column, source, isDate);
    return { fill: background?.toUpperCase() ?? null, text: fontColour?.toUpperCase() ?? null };
  };
  return {
    worksheets: () => workbook.worksheets.map(({ name }) => name),
    count: (name: string, capability: HostCapability) => counts[capability](sheet(name)),
    offered: (name: string, cells: readonly string[]) =>
      cells.map((cell) => {
        const { validation } = cellIn(name, cell);
        return validation && offeredBy(program, validation);
      }),
    attempt: (name: string, entries: readonly (readonly [cell: string, value: Exclude<Typed, null>])[]) =>
      entries.map(([cell, value]) => reaction(name, cell, value)),
    colours: (name: string, cells: readonly (readonly [cell: string, text: string])[]) =>
      cells.map(([cell, text]) => colours(name, cell, text)),
    /** A cell that asks before it is typed into counts: that is all that the protection of our worksheets does in Sheets. */
    locked: (name: string, cells: readonly string[]) =>
      cells.map((cell) => accessTo(workbook, sheet(name), rangeOf(cell), anybody) !== 'free'),
    rangeOf: (name: string) => {
      const found = workbook.names.find(
        (one) => one.scope === null && one.name.toLowerCase() === name.toLowerCase(),
      );
      const worksheet = workbook.worksheets.find(({ sheetId }) => sheetId === found?.area?.sheetId);
      return found?.area && worksheet
        ? { worksheet: worksheet.name, range: rangeAddress(found.area.range) }
        : null;
    },
  };
}
