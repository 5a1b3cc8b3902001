/** A spreadsheet on the fake Sheets API, the people who share it, and a connection to it in virtual time. */
import type { SheetsAccess, SheetsCredentials } from '../../../sync/sheets-host/access.js';
import {
  connectSheets,
  type SheetsConnection,
  type SheetsConnectionOptions,
  type SheetsWait,
} from '../../../sync/sheets-host/connect.js';
import { SheetsApi, type SheetsServerOptions } from '../../fakes/sheets-api/server.js';
import { createPerson, type Person } from '../../fakes/sheets/person.js';
import type { Program } from '../../fakes/sheets/program.js';
import { createWorkbook } from '../../fakes/sheets/workbook.js';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.js';

/** Who syncs: the spreadsheets are shared with this address. */
export const robot = 'nisp@project.iam.gserviceaccount.com';

/** Credentials whose tokens the API gives out; how often each kind was asked for, and renewed. */
export interface Access extends SheetsAccess {
  readonly asked: { reading: number; writing: number; renewed: number };
  /** Tokens given out, the latest last. */
  readonly tokens: readonly string[];
}

export function accessTo(api: SheetsApi, email = robot): Access {
  const asked = { reading: 0, writing: 0, renewed: 0 };
  const tokens: string[] = [];
  const credentials = (scope: 'read' | 'write'): SheetsCredentials => {
    const signIn = () => {
      const token = api.signIn(email, { scope });
      tokens.push(token);
      return token;
    };
    let token = signIn();
    return {
      headers: () => Promise.resolve(new Headers({ authorization: `Bearer ${token}` })),
      renew: () => {
        asked.renewed++;
        token = signIn();
      },
      account: () => Promise.resolve(email),
    };
  };
  return {
    asked,
    tokens,
    reading: () => {
      asked.reading++;
      return Promise.resolve(credentials('read'));
    },
    writing: () => {
      asked.writing++;
      return Promise.resolve(credentials('write'));
    },
  };
}

export interface Office {
  readonly api: SheetsApi;
  readonly clock: VirtualClock;
  readonly access: Access;
  readonly connection: SheetsConnection;
  readonly waits: readonly SheetsWait[];
  /** Of the spreadsheet. */
  readonly id: string;
  readonly program: Program;
  /** An official who works in the spreadsheet. */
  readonly official: Person;
}

/** A spreadsheet that is shared with the robot, with one worksheet `Matrix`. */
export function openOffice(
  options: Partial<SheetsConnectionOptions> = {},
  serverOptions: SheetsServerOptions = {},
): Office {
  const clock = virtualClock();
  const api = new SheetsApi({ clock, ...serverOptions });
  const workbook = createWorkbook({ name: 'Sindh 2019-Q1' });
  const program = api.add(workbook, { editors: [robot, 'official@example.org'] });
  const official = createPerson(program, 'official@example.org');
  official.rename(workbook.worksheets[0]!.name, 'Matrix');
  const access = accessTo(api);
  const waits: SheetsWait[] = [];
  const connection = connectSheets({
    access,
    clock,
    random: () => 0.5,
    fetch: api.fetch,
    onWait: (wait) => waits.push(wait),
    ...options,
  });
  return { api, clock, access, connection, waits, id: workbook.id, program, official };
}
