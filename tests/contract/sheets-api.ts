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
import type { HostAdapter, WorkbookUnderTest } from './adapter.js';
import { foreignWorkbook, foreignWorksheets } from './sheets-foreign.js';
import { inspectedSpreadsheet } from './sheets-people.js';

/** What befalls the request that fails, and those that follow until the host gives up: of the same kind, or all. */
export interface HowToFail {
  readonly first: Fault;
  readonly then: Fault;
  readonly befalls: 'the same' | 'all';
}

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
    ...inspectedSpreadsheet(program, person),
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
