/** Two workbooks of one unit in which people entered things, as files and as spreadsheets, and what a sync left in them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildUnitWorkbook, cellBefore, type NewValue, type Plan } from '../../../core/index.js';
import type { EntryValues } from '../../../core/entry/entry.js';
import { syncedKey } from '../../../core/entry/sync-record.js';
import type { ChangeableWorkbook } from '../../../sync/changeable-workbook.js';
import { diskFileSystem, type FileSystem } from '../../../sync/files.js';
import { connectSheets } from '../../../sync/sheets-host/connect.js';
import { changeableSpreadsheet, sheetsHost } from '../../../sync/sheets-host/index.js';
import { syncWorkbooks, type SyncOptions, type SyncResult } from '../../../sync/sync-workbooks.js';
import { changeableFile } from '../../../sync/xlsx-host/changeable.js';
import { changeCells } from '../../../sync/xlsx-host/edit/change.js';
import { paintWorkbook } from '../../../sync/xlsx-host/paint/paint.js';
import { requireSnapshot } from '../../../sync/xlsx-host/read/require.js';
import type { Fault } from '../../fakes/sheets-api/faults.js';
import { SheetsApi } from '../../fakes/sheets-api/server.js';
import { createPerson, type Person } from '../../fakes/sheets/person.js';
import { Program } from '../../fakes/sheets/program.js';
import { createWorkbook, type Workbook } from '../../fakes/sheets/workbook.js';
import { period, sideOf, type Name } from '../../support/pair.js';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.js';
import { newFolder } from '../files/folder.js';
import { accessTo, robot } from '../sheets-host/office.js';

export type Kind = 'file' | 'sheet';
export type Entered = readonly [name: Name, value: NewValue];
const official = 'official@example.org';

/** Where cells are. */
export type PlaceOf = (name: Name) => { readonly worksheet: string; readonly range: string };

/** A workbook as it was handed out, painted by each host. */
export interface HandedOut {
  readonly plan: Plan;
  readonly bytes: Uint8Array;
  readonly spreadsheet: Workbook;
  readonly placeOf: PlaceOf;
}

const connectionTo = (api: SheetsApi, clock: VirtualClock) =>
  connectSheets({ access: accessTo(api), clock, random: () => 0.5, fetch: api.fetch });

export async function handOut(
  plan: Plan,
  unit: string,
  entries: Readonly<Record<string, EntryValues>>,
): Promise<HandedOut> {
  const blueprint = buildUnitWorkbook({ plan, unit, period, entries: new Map(Object.entries(entries)) });
  const { bytes } = await paintWorkbook(blueprint);
  const clock = virtualClock();
  const api = new SheetsApi({ clock });
  const { workbook } = api.add(createWorkbook({ name: 'North 2019-Q1' }), { editors: [robot, official] });
  await sheetsHost(connectionTo(api, clock), workbook.id).paint(blueprint);
  const read = sideOf(requireSnapshot('handed out', bytes), plan);
  const placeOf: PlaceOf = ([no, field]) => read.placeOf({ no, field } as Parameters<typeof syncedKey>[0])!;
  return { plan, bytes, spreadsheet: workbook, placeOf };
}

/** A person enters things into a file and saves it. */
export function withEntries(bytes: Uint8Array, placeOf: PlaceOf, entries: readonly Entered[]): Uint8Array {
  const snapshot = requireSnapshot('a file', bytes);
  return changeCells(
    'a file',
    bytes,
    entries.map(([name, value]) => {
      const { worksheet, range } = placeOf(name);
      return { worksheet, range, value, before: cellBefore(snapshot, worksheet, range) };
    }),
  );
}

const typedAs = (value: NonNullable<NewValue>) =>
  typeof value === 'object' ? value.date.split('-').reverse().join('/') : String(value);

/** A person types into a spreadsheet. */
export function typeInto(program: Program, placeOf: PlaceOf, entries: readonly Entered[]): void {
  const person = createPerson(program, official);
  for (const [name, value] of entries) {
    const { worksheet, range } = placeOf(name);
    if (value === null) person.clear(worksheet, range);
    else person.type(worksheet, range, typedAs(value));
  }
}

/** What was entered on each side, in a workbook of each kind. */
export interface Prepared extends HandedOut {
  readonly sides: readonly { readonly file: Uint8Array; readonly sheet: Workbook }[];
}

export function prepare(
  handedOut: HandedOut,
  entered: readonly [readonly Entered[], readonly Entered[]],
): Prepared {
  const { bytes, spreadsheet, placeOf } = handedOut;
  const sides = entered.map((entries) => {
    const sheet = structuredClone(spreadsheet);
    typeInto(new Program(sheet), placeOf, entries);
    return { file: withEntries(bytes, placeOf, entries), sheet };
  });
  return { ...handedOut, sides };
}

interface SceneSide {
  readonly kind: Kind;
  readonly place: string;
  /** As a new run of the program opens it. */
  readonly open: () => ChangeableWorkbook;
  /** A person enters something, at once. */
  readonly enter: (...entries: readonly Entered[]) => void;
  /** Whoever works in a spreadsheet; null beside a file. */
  readonly person: Person | null;
  /** All that stands there, to be compared. */
  readonly contents: () => string;
}

export interface Scene {
  readonly api: SheetsApi;
  readonly clock: VirtualClock;
  readonly folder: string;
  readonly sides: readonly [SceneSide, SceneSide];
  /** Has whatever befalls the file system befall it from now on. */
  useFiles: (files: FileSystem) => void;
  /** A run of the program. */
  readonly sync: (options?: Partial<SyncOptions>) => Promise<SyncResult>;
  /** What both workbooks say, and remember. */
  readonly states: () => Promise<readonly [SideState, SideState]>;
  /** Batches that changed cells, given the fault that befell a request. */
  readonly applied: (fault?: { readonly at: number; readonly fault: Fault }) => number;
}

export type SideState = Awaited<ReturnType<typeof stateOf>>;

/** What a workbook says and remembers, in an order of its own. */
async function stateOf(workbook: ChangeableWorkbook, plan: Plan) {
  const { snapshot } = await workbook.read();
  const { submission, side } = sideOf(snapshot, plan);
  const { histories, conflicts, replaced } = side.record;
  const byCell = <T extends { readonly name: Parameters<typeof syncedKey>[0] }>(items: readonly T[]) =>
    Object.fromEntries(items.map(({ name, ...more }) => [syncedKey(name), more]));
  const findings = snapshot.worksheets.find(({ name }) => name === 'Findings')!;
  return {
    entries: Object.fromEntries([...submission.entries].map(([no, { values }]) => [no, values])),
    cover: side.cover.values,
    histories: byCell(histories),
    conflicts: byCell(conflicts),
    replaced: byCell(replaced),
    findings: findings.rows.flatMap(({ cells }) =>
      cells.flatMap(({ content }) => (content?.kind === 'text' ? content.text : [])),
    ),
  };
}

/** True for a batch that changes cells. */
export const isWriting = (body: unknown): boolean =>
  typeof body === 'object' && JSON.stringify(body).includes('"updateCells"');

/** Faults after which a change is made all the same, whatever the status says. */
const isMade = (fault: Fault | undefined) => fault === 'lost-response' || fault === '503-after';

/** A scene of its own for a test. */
export function openScene({ plan, sides: prepared, placeOf }: Prepared, kinds: readonly [Kind, Kind]): Scene {
  const clock = virtualClock();
  const api = new SheetsApi({ clock });
  const folder = newFolder();
  let files = diskFileSystem;
  const sideAt = (side: 0 | 1): SceneSide => {
    const kind = kinds[side];
    if (kind === 'file') {
      const path = join(folder, side === 0 ? 'mine.xlsx' : 'yours.xlsx');
      writeFileSync(path, prepared[side]!.file);
      return {
        kind,
        place: path,
        open: () => changeableFile(path, { files }),
        person: null,
        enter: (...entries) => {
          writeFileSync(path, withEntries(readFileSync(path), placeOf, entries));
        },
        contents: () => readFileSync(path, 'base64'),
      };
    }
    const id = side === 0 ? 'spreadsheet-mine' : 'spreadsheet-yours';
    const program = api.add(
      { ...structuredClone(prepared[side]!.sheet), id },
      { editors: [robot, official] },
    );
    return {
      kind,
      place: `sheets:${id}`,
      open: () => changeableSpreadsheet(connectionTo(api, clock), id),
      person: createPerson(program, official),
      enter: (...entries) => {
        typeInto(program, placeOf, entries);
      },
      contents: () => JSON.stringify(program.workbook),
    };
  };
  const sides = [sideAt(0), sideAt(1)] as const;
  return {
    api,
    clock,
    folder,
    sides,
    useFiles: (used) => {
      files = used;
    },
    sync: (options = {}) => syncWorkbooks([sides[0].open(), sides[1].open()], { plan, ...options }),
    states: async () => [await stateOf(sides[0].open(), plan), await stateOf(sides[1].open(), plan)],
    applied: (befallen) =>
      api.requests.filter(({ number, status, body }) => {
        const wasMade = status === 200 || (number === befallen?.at && isMade(befallen.fault));
        return isWriting(body) && wasMade;
      }).length,
  };
}
