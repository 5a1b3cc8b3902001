/** The Excel host keeps the contract, through the real client library: with all that it knows, and with the least that we ask. */
import { excelHost } from '../../addin/excel-host/host.js';
import { floor } from '../../addin/excel-host/requirements.js';
import type { HostCapability } from '../../core/index.js';
import { enterAll } from '../fakes/excel/content.js';
import { openExcel } from '../fakes/excel/node.js';
import type { HowToFail } from '../fakes/excel/program.js';
import { stateOf, stateOfWorkbook } from '../fakes/excel/state.js';
import { cutColumn, insertRows } from '../fakes/excel/structure/index.js';
import { createWorkbook, worksheetOf, type Worksheet } from '../fakes/excel/workbook.js';
import type { HostAdapter, WorkbookUnderTest } from './adapter.js';
import { registerFailureContract, registerWorkbookHostContract } from './contract.js';
import { foreignWorkbook, foreignWorksheets } from './excel-foreign.js';
import { cellValueOf, inspect } from './excel-inspector.js';
import { rangeOf } from './workbooks.js';

/** @param how what has been done of a request that fails */
function workbookUnderTest(
  contents: 'nothing' | 'foreign',
  requirements: string,
  how: HowToFail,
): WorkbookUnderTest {
  const workbook = contents === 'foreign' ? foreignWorkbook() : createWorkbook();
  const { Excel, isSetSupported, person, program } = openExcel({ requirements, workbook });
  const inspector = inspect(workbook);
  const look = <T>(answer: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(answer());
    });
  /** Does something on a worksheet as a person does it: its protection is taken off, and on again afterwards. */
  const opened = (name: string, change: (worksheet: Worksheet) => void) =>
    look(() => {
      const worksheet = worksheetOf(workbook, name);
      const { protection } = worksheet;
      worksheet.protection = null;
      change(worksheet);
      worksheet.protection = protection;
      program.settle();
    });
  return {
    host: excelHost(Excel, { isSupported: (version) => isSetSupported('ExcelApi', version) }),
    calls: () => program.syncs,
    failAt: (call) => {
      program.failAt(call, how);
    },
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
    type: (name, entries) =>
      opened(name, (worksheet) => {
        for (const [cell, value] of entries) {
          const entered = value === null ? '' : cellValueOf(value, workbook);
          enterAll(program, worksheet, rangeOf(cell), [[entered]], 'Unknown');
        }
      }),
    addWorksheet: (name, before) =>
      look(() => {
        person.addWorksheet(name, before);
        person.type(name, 'A1', 'mine');
      }),
    hideColumn: (worksheet, column) =>
      look(() => {
        person.hideColumns(worksheet, `${column}:${column}`);
      }),
    insertRow: (name, before) =>
      opened(name, (worksheet) => {
        insertRows(workbook, worksheet, before);
      }),
    moveColumn: (name, column, to) =>
      opened(name, (worksheet) => {
        cutColumn(workbook, worksheet, rangeOf(`${column}1`).left, rangeOf(`${to}1`).left);
      }),
  };
}

const adapter = (
  requirements: string,
  lacks: readonly HostCapability[],
  untold: HostAdapter['untold'],
  how: HowToFail = 'half-way',
): HostAdapter => ({
  create: (contents) => Promise.resolve(workbookUnderTest(contents, requirements, how)),
  foreignWorksheets,
  lacks,
  untold,
});

// The client library that is installed has no notes: they came after it.
registerWorkbookHostContract('Excel', adapter('1.17', ['notes'], []));
registerWorkbookHostContract(
  'Excel at the floor of its requirements',
  adapter(
    floor,
    ['outlineGroups', 'printSetup', 'notes', 'filterButtons'],
    ['hidden-rows', 'hidden-columns', 'fills', 'merges', 'validations'],
  ),
);

registerFailureContract('Excel, nothing was done', adapter('1.17', ['notes'], [], 'before'), true);
registerFailureContract(
  'Excel, all was done and no answer came',
  adapter('1.17', ['notes'], [], 'after'),
  false,
);
