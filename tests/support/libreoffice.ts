/** Our workbooks as a real spreadsheet program sees them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { convertFiles, pagesOf, type Format } from './programs.mjs';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nisp-test-'));
  folders.push(folder);
  return folder;
}

/** Writes bytes into a file of a temporary folder. @returns its path */
export function temporaryFile(name: string, bytes: Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/**
 * Opens files in LibreOffice and saves them in another format, several in one start of the program.
 * @param recalculate true: every formula is computed anew; false: the values found in the file are kept
 * @returns the files written, in the order of `files`; for csv one for each worksheet, `<file>-<worksheet>.csv`
 * @throws Error if LibreOffice is missing (naming the packages) or makes nothing of a file
 */
export function convert(
  files: readonly string[],
  to: Format,
  { recalculate }: { recalculate: boolean },
): Promise<string[]> {
  return convertFiles(files, to, { recalculate, into: temporaryFolder() });
}

/** The pages that a workbook prints, as PNG files, first page first. @throws Error if a program is missing */
export async function renderPages(xlsx: string, { dpi = 70 }: { dpi?: number } = {}): Promise<string[]> {
  const [pdf] = await convert([xlsx], 'pdf', { recalculate: true });
  return pagesOf(pdf!, { into: temporaryFolder(), dpi });
}
