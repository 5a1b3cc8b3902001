/** An .xlsx file as a host: painted whole and read whole, the worksheets that people added kept. */
import { readFile } from 'node:fs/promises';
import {
  fullCapabilities,
  HostError,
  omissionsOf,
  placeWorksheets,
  type Blueprint,
  type PaintReport,
  type WorkbookHost,
  type WorkbookSnapshot,
} from '../../core/index.js';
import { digestOf, fileError, requireClosed, writeWhole } from '../files.js';
import { graftWorksheets } from './edit/graft.js';
import { orderSheets } from './edit/order.js';
import { paintWorkbook } from './paint/paint.js';
import { requireSnapshot } from './read/require.js';
import { sheetNames } from './package/workbook-part.js';

/** Reads and writes whole files. Each is one call of the paint report. */
export interface WorkbookFiles {
  /** The bytes of a file, or null if there is none. @throws HostError */
  read(path: string): Promise<Uint8Array | null>;
  /**
   * Writes a file whole. With `replace` it takes the place of the one that is there, which is kept beside it, if that one's
   * digest (SHA-256 in hex) is the expected one.
   * @throws HostError; the file is then as it was
   */
  write(
    path: string,
    bytes: Uint8Array,
    options: { readonly replace: boolean; readonly expected?: string },
  ): Promise<void>;
}

/** Files on a disk. A workbook that is open in another program is not replaced. */
export const diskFiles: WorkbookFiles = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw fileError(path, cause);
    }
  },
  async write(path, bytes, options) {
    await requireClosed(path);
    await writeWhole(path, bytes, options);
  },
};

export interface XlsxHostOptions {
  /** Where the file is; a disk by default. */
  readonly files?: WorkbookFiles;
}

const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** True if nothing in the workbook is a person's: no sheet, and no name. */
function isWhollyOurs(
  snapshot: WorkbookSnapshot,
  blueprint: Blueprint,
  untouched: readonly string[],
): boolean {
  const names = new Set(blueprint.names.map(({ name }) => name.toLowerCase()));
  return untouched.length === 0 && snapshot.definedNames.every(({ name }) => names.has(name.toLowerCase()));
}

/**
 * A workbook in an .xlsx file, which need not be there yet. Reading and painting are two calls at most, however many rows
 * there are. The file is read in this thread without a limit of time: one that comes from outside is checked first
 * (`checkFiles`).
 *
 * Painting replaces the file whole or leaves it as it was, and keeps the one it replaced as `name.backup.xlsx`. Sheets of
 * a person's own, their formats, charts and names stay. A file that changed since this host last read or painted it is not
 * painted over (HostError `changed`): somebody's entries would be lost.
 */
export function xlsxHost(path: string, { files = diskFiles }: XlsxHostOptions = {}): WorkbookHost {
  /** Digest of the file as this host knows it; null before it has looked. */
  let known: string | null = null;

  /** What the file is to hold after painting. @throws HostError if it must not be painted over */
  const paintOver = (
    bytes: Uint8Array,
    blueprint: Blueprint,
    painted: Uint8Array,
  ): { result: Uint8Array; untouched: readonly string[] } => {
    const snapshot = requireSnapshot(path, bytes);
    const { untouched, order } = placeWorksheets(snapshot, blueprint, sheetNames(bytes));
    if (known !== null && digestOf(bytes) !== known) {
      throw new HostError(
        'changed',
        `${path}: the file was changed after it was read. Read it again, so that nothing entered since is lost.`,
      );
    }
    if (isWhollyOurs(snapshot, blueprint, untouched)) return { result: painted, untouched };
    const ours = blueprint.worksheets.map(({ name }) => name);
    return { result: orderSheets(graftWorksheets(bytes, painted, ours), order), untouched };
  };

  return {
    name: 'xlsx',
    capabilities: fullCapabilities,

    async paint(blueprint): Promise<PaintReport> {
      const { bytes: painted } = await paintWorkbook(blueprint);
      const before = await files.read(path);
      const { result, untouched } = before
        ? paintOver(before, blueprint, painted)
        : { result: painted, untouched: [] };
      // Writing the same again would put it in the place of the backup of what was there before.
      const isNew = !before || !isSame(result, before);
      if (isNew) {
        const options = before ? { replace: true, expected: digestOf(before) } : { replace: false };
        await files.write(path, result, options);
      }
      known = digestOf(result);
      return {
        painted: blueprint.worksheets.map(({ name }) => name),
        untouched,
        omitted: omissionsOf(blueprint, fullCapabilities),
        calls: isNew ? 2 : 1,
      };
    },

    async read() {
      const bytes = await files.read(path);
      if (!bytes) throw new HostError('not-found', `${path}: there is no such file.`);
      const snapshot = requireSnapshot(path, bytes);
      known = digestOf(bytes);
      return snapshot;
    },
  };
}
