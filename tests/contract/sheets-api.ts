/** A spreadsheet of the fake Google Sheets API under the contract: the host over Google's own client, in virtual time. */
import { connectSheets, type SheetsConnection } from '../../sync/sheets-host/connect.js';
import { sheetsHost } from '../../sync/sheets-host/host.js';
import type { HostCapability, WorkbookHost } from '../../core/index.js';
import { SheetsApi } from '../fakes/sheets-api/server.js';
import type { Fault } from '../fakes/sheets-api/faults.js';
import { createPerson } from '../fakes/sheets/person.js';
import type { Program } from '../fakes/sheets/program.js';
import { createWorkbook } from '../fakes/sheets/workbook.js';
import { virtualClock } from '../support/virtual-clock.js';
import type { HostAdapter, Typed, WorkbookUnderTest } from './adapter.js';
import { foreignWorkbook, foreignWorksheets } from './sheets-foreign.js';
import { inspect } from './sheets-inspector.js';
import { stateOf, stateOfWorkbook } from './sheets-state.js';

/** What befalls the request that fails, and those that follow until the host gives up: of the same kind, or all. */
export interface HowToFail {
  readonly first: Fault;
  readonly then: Fault;
  readonly befalls: 'the same' | 'all';
}

const entryOf = (value: Exclude<Typed, null>) => (typeof value === 'object' ? value.date : String(value));

/** A spreadsheet with a host, and what is behind them. */
export interface Opened {
  readonly api: SheetsApi;
  readonly program: Program;
  readonly connection: SheetsConnection;
  readonly host: WorkbookHost;
}

/** Opens a spreadsheet as its owner does. */
export function openSpreadsheet(workbook = createWorkbook()): Opened {
  const clock = virtualClock();
  const api = new SheetsApi({ clock });
  const program = api.add(workbook);
  const token = (scope: 'read' | 'write') => {
    const headers = new Headers({ authorization: `Bearer ${api.signIn(workbook.owner, { scope })}` });
    return Promise.resolve({
      headers: () => Promise.resolve(headers),
      renew: () => undefined,
      account: () => Promise.resolve(workbook.owner),
    });
  };
  const connection = connectSheets({
    access: { reading: () => token('read'), writing: () => token('write') },
    clock,
    random: () => 0.5,
    fetch: api.fetch,
  });
  const host = sheetsHost(connection, workbook.id);
  // What the fake does not know must not pass for a failure of the service.
  const checked = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      api.checkGaps();
    }
  };
  return {
    api,
    program,
    connection,
    host: {
      ...host,
      paint: (blueprint) => checked(host.paint(blueprint)),
      read: () => checked(host.read()),
    },
  };
}

function workbookUnderTest(
  workbook = createWorkbook(),
  how: HowToFail = { first: 503, then: 503, befalls: 'the same' },
): WorkbookUnderTest {
  const { api, program, host } = openSpreadsheet(workbook);
  const person = createPerson(program);
  const inspector = inspect(program);
  let endFailing: () => void = () => undefined;
  const failAt = (call: number) => {
    const failing = api.requests.length + call;
    let kind = '';
    endFailing = api.beforeRequest(({ number, method }) => {
      if (number < failing) return;
      if (number === failing) kind = method;
      if (how.befalls === 'all' || method === kind)
        api.faults.at(0, number === failing ? how.first : how.then);
    });
  };
  const look = <T>(answer: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(answer());
    });
  return {
    host: {
      ...host,
      paint: (blueprint) =>
        host.paint(blueprint).finally(() => {
          endFailing();
        }),
    },
    calls: () => api.requests.length,
    failAt,
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

const lacks: readonly HostCapability[] = [
  'dataBars',
  'printSetup',
  'veryHiddenWorksheets',
  'links',
  'refusesLockedEdits',
];

export const sheetsApiAdapter = (how?: HowToFail): HostAdapter => ({
  create: (contents) =>
    Promise.resolve(workbookUnderTest(contents === 'foreign' ? foreignWorkbook() : createWorkbook(), how)),
  foreignWorksheets,
  lacks,
  untold: [],
});
