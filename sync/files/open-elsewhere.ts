/** Whether a workbook is open in another program, and who has opened it: spreadsheet programs leave a file beside it. */
import { basename, dirname, join } from 'node:path';
import { HostError } from '../../core/index.js';
import { diskFileSystem, statOrNull, type FileSystem } from './file-system.js';

/** Where Excel's owner file has the length of the user name, and two bytes later the name. Observed; not documented. */
const excelName = 55;
const longestExcelName = 52;

/** `~$name.xlsx`: 165 bytes; the user name twice, in the machine's own code page and as UTF-16. */
function excelUser(bytes: Uint8Array): string {
  const length = bytes[excelName] ?? 0;
  const end = excelName + 2 + length * 2;
  if (length > longestExcelName || end > bytes.length) return '';
  return Buffer.from(bytes.subarray(excelName + 2, end)).toString('utf16le');
}

/** `.~lock.name.xlsx#`: name, account, computer, time and profile, with commas between. */
function libreOfficeUser(bytes: Uint8Array): string {
  const [name = '', account = '', computer = ''] = Buffer.from(bytes).toString('utf8').split(',');
  const who = name.trim() || account.trim();
  return computer.trim() === '' || who === '' ? who : `${who}, on ${computer.trim()}`;
}

/** The files that programs leave beside a workbook for as long as they have it open. */
const ownerFiles = [
  { nameFor: (name: string) => `~$${name}`, userIn: excelUser },
  { nameFor: (name: string) => `.~lock.${name}#`, userIn: libreOfficeUser },
];

/** Makes sure that no program has a workbook open. @throws HostError `in-use` that says who has, if that can be told */
export async function requireClosed(path: string, files: FileSystem = diskFileSystem): Promise<void> {
  for (const { nameFor, userIn } of ownerFiles) {
    const ownerFile = join(dirname(path), nameFor(basename(path)));
    if (!(await statOrNull(files, ownerFile))) continue;
    // The program may let nobody else read it.
    const content = await files.readFile(ownerFile).catch(() => new Uint8Array());
    const user = userIn(content).replace(/\p{C}/gu, '').slice(0, 80);
    throw new HostError(
      'in-use',
      `${path}: it is open in another program${user === '' ? '' : ` (by ${user})`}; close it there and try again. ` +
        `If it is not open anywhere, delete the file ${basename(ownerFile)} beside it.`,
    );
  }
}
