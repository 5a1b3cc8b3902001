/** A fake spreadsheet that holds the workbook of a province, and the built script bound to it. */
import { createSheetsHost } from '../../appsscript/sidebar/sheets-host.js';
import { decodeAnswer, encodeRequest } from '../../appsscript/messages/envelope.js';
import type { Gives, Method, Takes } from '../../appsscript/messages/methods.js';
import { buildUnitWorkbook, cellAddress, nispPlan, parsePeriod, rangeOf } from '../../core/index.js';
import { cellAt, changeCells, keptCells } from '../fakes/sheets/cells.js';
import { newUser, type User } from '../fakes/sheets/execution.js';
import { loadScript, type LoadedScript } from '../fakes/sheets/load.js';
import { Program, type Calls } from '../fakes/sheets/program.js';
import {
  createWorkbook,
  findWorksheet,
  type Cell,
  type Workbook,
  type Worksheet,
} from '../fakes/sheets/workbook.js';
import { builtCode } from './bundle.js';

/**
 * The matrix: rows 59 to 63 and more have a part for the unit, who may type into E and F (status) to S (remarks) but for K.
 * The row of keys is 4; T to X are hidden.
 */
const blueprint = buildUnitWorkbook({
  plan: nispPlan,
  unit: 'punjab',
  period: parsePeriod('2019-Q1')!,
});

const anybody = newUser('editor@example.org');

async function paint(): Promise<Workbook> {
  const workbook = createWorkbook();
  const script = loadScript(new Program(workbook), await builtCode());
  const transport = (request: string) => Promise.resolve(script.run('callHost', [request]) as string);
  await createSheetsHost(transport).paint(blueprint);
  return workbook;
}
let painted: Promise<Workbook> | undefined;

export interface Filled {
  readonly program: Program;
  readonly workbook: Workbook;
  readonly script: LoadedScript;
  /** Asks something of the script, in a run of its own. @throws HostError as the panel gets it */
  readonly ask: <M extends Method>(method: M, takes: Takes<M>, user?: User) => Gives<M>;
  /** Has Google run the trigger, as it does after each edit by hand. */
  readonly edited: (worksheet: string, range: string, user?: User) => void;
  readonly worksheet: (name: string) => Worksheet;
  readonly cell: (worksheet: string, address: string) => Cell;
  /** Changes cells behind the script’s back. */
  readonly put: (worksheet: string, range: string, change: Partial<Cell>) => void;
  /** Notes of a worksheet that are not empty, by their addresses. */
  readonly notes: (worksheet: string) => Readonly<Record<string, string>>;
  /** Those that have marks. */
  readonly marked: (worksheet: string) => Readonly<Record<string, string>>;
  /** All that is kept, as it is now. */
  readonly state: () => Workbook;
  /** Calls of services that something takes. */
  readonly callsOf: (act: () => unknown) => Calls;
}

/** Opens a spreadsheet of its own each time. */
export async function openFilled(): Promise<Filled> {
  const workbook = structuredClone(await (painted ??= paint()));
  const program = new Program(workbook);
  const script = loadScript(program, await builtCode());
  const worksheet = (name: string) => findWorksheet(workbook, name)!;
  const notes = (name: string, isWanted: (note: string) => boolean) =>
    Object.fromEntries(
      keptCells(worksheet(name)).flatMap(([row, column, { note }]) =>
        isWanted(note) ? [[cellAddress(row, column), note] as const] : [],
      ),
    );
  return {
    program,
    workbook,
    script,
    ask: (method, takes, user = anybody) =>
      decodeAnswer(method, script.run('callHost', [encodeRequest(method, takes)], { user }) as string),
    edited: (name, range, user = anybody) => {
      script.edited({ user, range: { sheetId: worksheet(name).sheetId, range: rangeOf(range) } });
    },
    worksheet,
    cell: (name, address) => {
      const { top, left } = rangeOf(address);
      return cellAt(worksheet(name), top, left);
    },
    put: (name, range, change) => {
      changeCells(worksheet(name), rangeOf(range), (cell) => ({ ...cell, ...change }));
      program.markChanged();
    },
    notes: (name) => notes(name, (note) => note !== ''),
    marked: (name) => notes(name, (note) => note.includes(' NISP: ')),
    state: () => structuredClone(workbook),
    callsOf: (act) => {
      program.resetCalls();
      act();
      return program.calls;
    },
  };
}
