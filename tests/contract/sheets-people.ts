/** A spreadsheet of the fake Google Sheets as the contract looks at it and people work in it, whichever host is held to it. */
import type { Program } from '../fakes/sheets/program.js';
import type { Person } from '../fakes/sheets/person.js';
import type { Typed, WorkbookUnderTest } from './adapter.js';
import { inspect } from './sheets-inspector.js';
import { stateOf, stateOfWorkbook } from './sheets-state.js';

const entryOf = (value: Exclude<Typed, null>) => (typeof value === 'object' ? value.date : String(value));

/** All that the contract asks of a workbook but its host and the round trips to it. */
export function inspectedSpreadsheet(
  program: Program,
  person: Person,
): Omit<WorkbookUnderTest, 'host' | 'calls' | 'failAt'> {
  const { workbook } = program;
  const inspector = inspect(program);
  const look = <T>(answer: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(answer());
    });
  return {
    state: () => look(() => stateOfWorkbook(workbook)),
    stateOf: (worksheet) => look(() => stateOf(workbook, worksheet)),
    worksheets: () => look(inspector.worksheets),
    count: (worksheet, capability) => look(() => inspector.count(worksheet, capability)),
    offered: (worksheet, cells) => look(() => inspector.offered(worksheet, cells)),
    attempt: (worksheet, entries) => look(() => inspector.attempt(worksheet, entries)),
    colours: (worksheet, cells) => look(() => inspector.colours(worksheet, cells)),
    locked: (worksheet, cells) => look(() => inspector.locked(worksheet, cells)),
    rangeOf: (name) => look(() => inspector.rangeOf(name)),
    // As values are pasted: no validation is asked.
    type: (worksheet, entries) =>
      look(() => {
        for (const [cell, value] of entries) {
          if (value === null) person.clear(worksheet, cell);
          else person.pasteBlock(worksheet, cell, [[entryOf(value)]]);
        }
      }),
    addWorksheet: (name, before) =>
      look(() => {
        person.addWorksheet(name, before);
        person.type(name, 'A1', 'mine');
      }),
    hideColumn: (worksheet, column) =>
      look(() => {
        person.hideColumns(worksheet, column);
      }),
    insertRow: (worksheet, before) =>
      look(() => {
        person.insertRows(worksheet, before);
      }),
    moveColumn: (worksheet, column, to) =>
      look(() => {
        person.cutColumn(worksheet, column, to);
      }),
  };
}
