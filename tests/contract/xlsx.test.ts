/** The .xlsx host keeps the contract, fresh from our painter and after LibreOffice opened, computed and saved the file. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../core/index.js';
import { diskFiles, xlsxHost, type WorkbookFiles } from '../../sync/xlsx-host/host.js';
import { convert, temporaryFile, temporaryFolder } from '../support/libreoffice.js';
import { sitAt } from '../support/person.js';
import { foreignWorkbook } from '../sync/xlsx-host/edit/support.js';
import type { HostAdapter, WorkbookUnderTest } from './adapter.js';
import { registerReadContract, registerWorkbookHostContract } from './contract.js';
import { addWorksheet, hideColumn, inspect, typeInto, type Inspector } from './xlsx-inspector.js';
import { filled, worksheetOf } from './workbooks.js';

const matrixRows = worksheetOf(filled, 'matrix').rows.length;

/**
 * A workbook in a file of its own.
 * @param between what another program makes of the file whenever it has been painted
 */
function workbookUnderTest(
  contents: Uint8Array | null,
  between: (bytes: Uint8Array) => Promise<Uint8Array> = (bytes) => Promise.resolve(bytes),
): WorkbookUnderTest {
  const path = join(temporaryFolder(), 'workbook.xlsx');
  if (contents) writeFileSync(path, contents);
  let calls = 0;
  let failing = 0;
  const counted = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls === failing) throw new HostError('failed', `${path}: the disk reports an error.`);
    return call();
  };
  const files: WorkbookFiles = {
    read: (file) => counted(() => diskFiles.read(file)),
    write: (file, bytes, options) =>
      counted(async () => diskFiles.write(file, await between(bytes), options)),
  };
  let inspected: { digest: string; inspector: Inspector } | null = null;
  const look = (): Inspector => {
    const bytes = readFileSync(path);
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (inspected?.digest !== digest) inspected = { digest, inspector: inspect(bytes) };
    return inspected.inspector;
  };
  const change = (edit: (bytes: Uint8Array) => Uint8Array) => {
    writeFileSync(path, edit(readFileSync(path)));
    return Promise.resolve();
  };
  const ask = <T>(answer: (inspector: Inspector) => T) => Promise.resolve(answer(look()));
  const sit = async (...deeds: Parameters<typeof sitAt>[0][number]['deeds']) => {
    const [saved] = await sitAt([{ file: path, deeds }]);
    writeFileSync(path, readFileSync(saved!));
  };
  return {
    host: xlsxHost(path, { files }),
    calls: () => calls,
    failAt: (call) => {
      failing = calls + call;
    },
    // Byte for byte.
    state: () => Promise.resolve(readFileSync(path).toString('base64')),
    stateOf: (worksheet) => ask((file) => file.stateOf(worksheet)),
    worksheets: () => ask((file) => file.worksheets()),
    count: (worksheet, capability) => ask((file) => file.count(worksheet, capability)),
    offered: (worksheet, cells) => ask((file) => file.offered(worksheet, cells)),
    attempt: (worksheet, entries) => ask((file) => file.attempt(worksheet, entries)),
    colours: (worksheet, cells) => ask((file) => file.colours(worksheet, cells)),
    locked: (worksheet, cells) => ask((file) => file.locked(worksheet, cells)),
    rangeOf: (name) => ask((file) => file.rangeOf(name)),
    type: (worksheet, entries) => change((bytes) => typeInto(bytes, worksheet, entries)),
    addWorksheet: (name, before) => change((bytes) => addWorksheet(bytes, name, before)),
    hideColumn: (worksheet, column) => change((bytes) => hideColumn(bytes, worksheet, column)),
    insertRow: (worksheet, before) =>
      sit({ worksheet, kind: 'unprotect' }, { worksheet, kind: 'insert-rows', before, count: 1 }),
    moveColumn: (worksheet, column, to) =>
      sit(
        { worksheet, kind: 'unprotect' },
        { worksheet, kind: 'move', range: `${column}1:${column}${matrixRows}`, to: `${to}1` },
      ),
  };
}

/** Made once: it carries the time at which it was made. */
const foreign = await foreignWorkbook();

const painted: HostAdapter = {
  create: (contents) => Promise.resolve(workbookUnderTest(contents === 'foreign' ? foreign : null)),
  foreignWorksheets: ['Own', 'Second'],
  lacks: [],
  untold: [],
};

const saved = new Map<string, Promise<Uint8Array>>();

/** What LibreOffice saves of a file that it has opened and computed anew; each file once. */
function throughLibreOffice(bytes: Uint8Array): Promise<Uint8Array> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const known = saved.get(digest);
  if (known) return known;
  const saving = convert([temporaryFile('workbook.xlsx', bytes)], 'xlsx', { recalculate: true }).then(
    ([file]) => readFileSync(file!) as Uint8Array,
  );
  saved.set(digest, saving);
  return saving;
}

const resaved: HostAdapter = {
  create: () => Promise.resolve(workbookUnderTest(null, throughLibreOffice)),
  foreignWorksheets: [],
  // It saves a very hidden worksheet as a hidden one.
  lacks: ['veryHiddenWorksheets'],
  untold: [],
};

registerWorkbookHostContract('.xlsx files', painted);
registerReadContract('.xlsx files saved by LibreOffice', resaved);
