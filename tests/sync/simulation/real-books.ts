/** The workbooks of real histories: files on a disk, and spreadsheets behind Google's own client. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cellAddress,
  cellBefore,
  dateOfSerial,
  type CellContent,
  type NewValue,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import type { ChangeableWorkbook } from '../../../sync/changeable-workbook.js';
import { diskFileSystem } from '../../../sync/files.js';
import { connectSheets } from '../../../sync/sheets-host/connect.js';
import { changeableSpreadsheet } from '../../../sync/sheets-host/index.js';
import { changeableFile } from '../../../sync/xlsx-host/changeable.js';
import { changeCells } from '../../../sync/xlsx-host/edit/change.js';
import { requireSnapshot } from '../../../sync/xlsx-host/read/require.js';
import type { Fault } from '../../fakes/sheets-api/faults.js';
import { SheetsApi } from '../../fakes/sheets-api/server.js';
import { createPerson } from '../../fakes/sheets/person.js';
import type { Workbook } from '../../fakes/sheets/workbook.js';
import { virtualClock } from '../../support/virtual-clock.js';
import { observed, systemError } from '../files/observed.js';
import { accessTo, robot } from '../sheets-host/office.js';
import { contentFor, placesIn, type CellKey, type Shown } from './grid.js';
import type { WorkbookKind } from './memory-workbook.js';
import { typoMark } from './ledger.js';

/** What befalls an operation of a run. After a kill nothing of the run happens any more. */
export type RealTrouble = 'kill' | 'fault';

/** What a run meets before each of its operations: a file's, or a request. */
export interface Meeting {
  /** @param isReading what the operation brings is what the run reads */
  readonly before: (isReading: boolean) => RealTrouble | null;
}

export interface RealBook {
  readonly kind: WorkbookKind;
  readonly name: string;
  /** What stands there. */
  readonly look: () => WorkbookSnapshot;
  /** A person enters something. */
  readonly enter: (key: CellKey, entry: Shown) => void;
  /** A person inserts a row, or gives the worksheet a name; nobody does so in a file here. */
  readonly rearrange: (name: string) => void;
  /** As a new run of the program opens it. */
  readonly open: (meeting: Meeting) => ChangeableWorkbook;
  /** As it is after a run ended, however it did. */
  readonly endRun: () => void;
}

const officials = 'official@example.org';

export function realFile(folder: string, name: string, from: Uint8Array | string): RealBook {
  const path = join(folder, name);
  if (typeof from === 'string') copyFileSync(join(folder, from), path);
  else writeFileSync(path, from);
  let last = { bytes: Buffer.alloc(0), snapshot: null as WorkbookSnapshot | null };
  const look = () => {
    const bytes = readFileSync(path);
    if (!last.snapshot || !bytes.equals(last.bytes)) last = { bytes, snapshot: requireSnapshot(path, bytes) };
    return last.snapshot!;
  };
  return {
    kind: 'file',
    name,
    look,
    enter(key, entry) {
      const snapshot = look();
      const place = placesIn(snapshot).get(key)!;
      const range = cellAddress(place.row, place.column);
      const content = contentFor(key, entry);
      const value: NewValue = content === null ? null : newValueOf(content);
      const before = cellBefore(snapshot, place.worksheet, range);
      writeFileSync(
        path,
        changeCells(path, last.bytes, [{ worksheet: place.worksheet, range, value, before }]),
      );
    },
    rearrange: () => undefined,
    open({ before }) {
      let isDead = false;
      const files = observed(diskFileSystem, (operation) => {
        if (!isDead) {
          const trouble = before(operation.name === 'readFile' && operation.path === path);
          if (trouble === 'fault') throw systemError('EIO');
          isDead = trouble === 'kill';
        }
        if (isDead) throw systemError('EIO');
      });
      return changeableFile(path, { files });
    },
    endRun: () => undefined,
  };
}

const newValueOf = (content: CellContent): NewValue => {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'date':
      return { date: content.date };
    case 'error':
      throw new Error('Nobody enters errors here');
    default:
      return content.value;
  }
};

/** What a person types for an entry. */
function typedFor(key: CellKey, entry: Shown): string {
  const content = contentFor(key, entry);
  if (content?.kind === 'number') return `${Math.round(content.value * 100)}%`;
  if (content?.kind === 'date') return content.date.split('-').reverse().join('/');
  return entry.startsWith('=') ? `'${entry}` : entry;
}

/** The cells of a spreadsheet as they are kept, without the API. */
function cellsOf(workbook: Workbook, definedNames: WorkbookSnapshot['definedNames']): WorkbookSnapshot {
  const contentOf = (value: string | number | boolean, isDay: boolean): CellContent => {
    if (typeof value === 'string') return { kind: 'text', text: value };
    if (typeof value === 'boolean') return { kind: 'boolean', value };
    const date = isDay ? dateOfSerial(value, 1900) : null;
    return date === null ? { kind: 'number', value } : { kind: 'date', date };
  };
  return {
    definedNames,
    worksheets: workbook.worksheets.map(({ name, cells }) => ({
      name,
      visibility: 'visible',
      hiddenColumns: [],
      merges: [],
      validations: null,
      conditionalFormats: [],
      isProtected: false,
      isFiltered: false,
      rows: Object.entries(cells).map(([row, line]) => ({
        row: Number(row),
        hidden: false,
        cells: Object.entries(line).flatMap(([column, { content, formula, numberFormat }]) =>
          formula !== null || content === null || typeof content === 'object'
            ? []
            : [{ column: Number(column), content: contentOf(content, (numberFormat ?? '').includes('y')) }],
        ),
      })),
    })),
  };
}

const faults: readonly Fault[] = ['cut', 'lost-response', 503, 429, '503-after', 'garbled', 403];

export function realSheet(
  workbook: Workbook,
  id: string,
  definedNames: WorkbookSnapshot['definedNames'],
): RealBook {
  const clock = virtualClock();
  const api = new SheetsApi({ clock });
  const copy: Workbook = { ...structuredClone(workbook), id };
  const program = api.add(copy, { editors: [robot, officials] });
  const person = createPerson(program, officials);
  let endMeeting: () => void = () => undefined;
  let troubles = 0;
  const look = () => cellsOf(program.workbook, definedNames);
  return {
    kind: 'sheet',
    name: id,
    look,
    enter(key, entry) {
      const { worksheet, row, column } = placesIn(look()).get(key)!;
      const cell = cellAddress(row, column);
      if (entry === '') person.clear(worksheet, cell);
      // A list that refuses what is no value is got round by pasting.
      else if (entry.startsWith(typoMark)) person.pasteBlock(worksheet, cell, [[entry]]);
      else person.type(worksheet, cell, typedFor(key, entry));
    },
    rearrange(name) {
      const { worksheet, row } = placesIn(look()).get('4 status')!;
      if (name === '') person.insertRows(worksheet, row);
      else person.rename(worksheet, name);
    },
    open({ before }) {
      let isDead = false;
      endMeeting = api.beforeRequest(({ method }) => {
        const trouble = isDead ? 'kill' : before(method === 'GET');
        if (trouble === 'fault') api.faults.at(0, faults[troubles++ % faults.length]!);
        else if (trouble === 'kill') {
          // Whether the last request was still answered is not known to a run that is no more.
          api.faults.at(0, isDead || troubles++ % 2 === 0 ? 'cut' : 'lost-response');
          isDead = true;
        }
      });
      const connection = connectSheets({ access: accessTo(api), clock, random: () => 0.5, fetch: api.fetch });
      return changeableSpreadsheet(connection, id);
    },
    endRun() {
      endMeeting();
      api.checkGaps();
    },
  };
}
