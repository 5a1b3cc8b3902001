/** An .xlsx file as a host: painted whole and read whole, the worksheets that people added kept. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  describe,
  fullCapabilities,
  HostError,
  omissionsOf,
  placeWorksheets,
  type Blueprint,
  type PaintReport,
  type WorkbookHost,
  type WorkbookSnapshot,
} from '../../core/index.js';
import { exists, fileError, writeWhole } from '../files.js';
import { graftWorksheets } from './edit/graft.js';
import { orderSheets } from './edit/order.js';
import { paintWorkbook } from './paint/paint.js';
import { readWorkbook } from './read/read.js';
import { sheetNames } from './package/workbook-part.js';

/** Reads and writes whole files. Each is one call of the paint report. */
export interface WorkbookFiles {
  /** The bytes of a file, or null if there is none. @throws HostError */
  read(path: string): Promise<Uint8Array | null>;
  /**
   * Writes a file whole. With `replace` it takes the place of the one that is there, which is kept beside it.
   * @throws HostError; the file is then as it was
   */
  write(path: string, bytes: Uint8Array, options: { readonly replace: boolean }): Promise<void>;
}

/** The file that an open workbook's program leaves beside it: Excel's, and LibreOffice's. */
const lockFiles = [(name: string) => `~$${name}`, (name: string) => `.~lock.${name}#`];

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
  async write(path, bytes, { replace }) {
    for (const lockFile of lockFiles) {
      const lock = join(dirname(path), lockFile(basename(path)));
      if (await exists(lock)) {
        throw new HostError(
          'in-use',
          `${path}: it is open in another program; close it there and try again. ` +
            `If it is not open anywhere, delete the file ${basename(lock)} beside it.`,
        );
      }
    }
    await writeWhole(path, bytes, { replace });
  },
};

export interface XlsxHostOptions {
  /** Where the file is; a disk by default. */
  readonly files?: WorkbookFiles;
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

function snapshotOfFile(path: string, bytes: Uint8Array): WorkbookSnapshot {
  const result = readWorkbook(bytes);
  if (result.ok) return result.snapshot;
  const words = result.diagnostics.map((finding) => describe(finding));
  const said = words.map(({ text, advice }) => `${text} ${advice}`).join(' ');
  throw new HostError('not-a-workbook', `${path}: ${said}`, [], { cause: result.diagnostics });
}

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
    const snapshot = snapshotOfFile(path, bytes);
    const { untouched, order } = placeWorksheets(snapshot, blueprint, sheetNames(bytes));
    if (known !== null && digest(bytes) !== known) {
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
      if (isNew) await files.write(path, result, { replace: before !== null });
      known = digest(result);
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
      const snapshot = snapshotOfFile(path, bytes);
      known = digest(bytes);
      return snapshot;
    },
  };
}
