/** The workbooks that a person means by naming files and folders. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from './errors.js';

/** True for files that a person does not mean by naming their folder. */
function isAside(name: string, all: ReadonlySet<string>): boolean {
  if (name.startsWith('~$') || name.startsWith('.') || /\.backup\.xlsx$/i.test(name)) return true;
  // A checked copy beside its workbook says the same twice; on its own it is what was sent back.
  const original = name.replace(/\.checked\.xlsx$/i, '.xlsx');
  return original !== name && all.has(original);
}

/**
 * The workbooks that a person means by these paths: files as they are, folders by the `.xlsx` files in them (not in
 * folders below; without Excel's lock files, our own backups, and checked copies beside their workbooks), in order of
 * name. Each is named once.
 * @throws HostError for a path that is not there
 */
export async function workbooksAt(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) {
        const names = new Set((await readdir(path)).filter((name) => /\.xlsx$/i.test(name)));
        const meant = [...names].filter((name) => !isAside(name, names));
        found.push(...meant.sort().map((name) => join(path, name)));
      } else found.push(path);
    } catch (cause) {
      throw fileError(path, cause);
    }
  }
  return [...new Set(found)];
}
