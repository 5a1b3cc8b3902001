/** The spreadsheet itself: its worksheets, its settings. */
import { areaOfNotation, worksheetOf } from './places.js';
import { ServiceError, Unsupported } from './errors.js';
import { give, type On, type Part, type Self } from './objects.js';
import { activate, activeWorksheet } from './selection.js';
import { addWorksheet, copyWorksheet, removeWorksheet, renameWorksheet } from './structure/worksheets.js';
import { findWorksheet, type Worksheet } from './workbook.js';
import { dataRangeOf } from './worksheet.js';

const handleOf = ({ sheetId }: Worksheet) => give('Sheet', { sheetId });

/** A new worksheet is the active one; without an index it stands behind the one that was. */
function insertSheet(on: On<'Spreadsheet'>, ...given: readonly (string | number | object)[]) {
  if (given.some((one) => typeof one === 'object')) throw new Unsupported('worksheets made of templates');
  const name = given.find((one) => typeof one === 'string') ?? null;
  const index = given.find((one) => typeof one === 'number');
  const { worksheets } = on.program.workbook;
  const added = addWorksheet(on.program, name, index ?? worksheets.indexOf(activeWorksheet(on)) + 1);
  activate(on, added);
  return handleOf(added);
}

export const spreadsheet: Part = {
  Spreadsheet: {
    getId: ({ program }) => program.workbook.id,
    getName: ({ program }) => program.workbook.name,
    rename: ({ program }, name: string) => {
      program.workbook.name = name;
    },
    getUrl: ({ program }) => `https://docs.google.com/spreadsheets/d/${program.workbook.id}/edit`,
    getSpreadsheetLocale: ({ program }) => program.workbook.locale,
    getSpreadsheetTimeZone: ({ program }) => program.workbook.timeZone,
    setSpreadsheetTimeZone: ({ program }, timeZone: string) => {
      program.workbook.timeZone = timeZone;
    },
    getSheets: ({ program }) => program.workbook.worksheets.map(handleOf),
    getNumSheets: ({ program }) => program.workbook.worksheets.length,
    getSheetByName: ({ program }, name: string) => {
      const found = findWorksheet(program.workbook, name);
      return found && handleOf(found);
    },
    getSheetById: ({ program }, id: number) => {
      const found = program.workbook.worksheets.find(({ sheetId }) => sheetId === id);
      return found ? handleOf(found) : null;
    },
    getSheetId: (on) => activeWorksheet(on).sheetId,
    getSheetName: (on) => activeWorksheet(on).name,
    insertSheet,
    deleteSheet: ({ program }, { sheetId }: Self<'Sheet'>) => {
      removeWorksheet(program, worksheetOf(program, sheetId));
    },
    deleteActiveSheet: (on) => {
      removeWorksheet(on.program, activeWorksheet(on));
      return handleOf(activeWorksheet(on));
    },
    duplicateActiveSheet: (on) => {
      const own = activeWorksheet(on);
      const copy = copyWorksheet(on.program, own);
      const { workbook } = on.program;
      const others = workbook.worksheets.filter((other) => other !== copy);
      others.splice(others.indexOf(own) + 1, 0, copy);
      workbook.worksheets = others;
      activate(on, copy);
      return handleOf(copy);
    },
    renameActiveSheet: (on, name: string) => {
      renameWorksheet(on.program, activeWorksheet(on), name);
    },
    /** @param position from 1, hidden worksheets counted */
    moveActiveSheet: (on, position: number) => {
      const own = activeWorksheet(on);
      const { workbook } = on.program;
      if (position < 1 || position > workbook.worksheets.length)
        throw new ServiceError('The specified sheet position is out of range.');
      const others = workbook.worksheets.filter((other) => other !== own);
      others.splice(position - 1, 0, own);
      workbook.worksheets = others;
    },
    getRange: (on, notation: string) =>
      give('Range', areaOfNotation(on.program, activeWorksheet(on), notation)),
    getDataRange: (on) => dataRangeOf(activeWorksheet(on)),
    toast: ({ program }, message: string, title = '') => {
      program.toasts.push({ message, title });
    },
  },
};
