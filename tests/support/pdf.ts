/** The words on the pages of a PDF, as a person would find them. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './programs.mjs';

const run = promisify(execFile);

/** The text of each page, laid out as on paper. @throws Error if poppler is missing */
export async function textOfPages(pdf: string): Promise<string[]> {
  // One package brings both programs of poppler.
  const pdftoppm = findProgram('pdftoppm');
  if (pdftoppm === null)
    throw new Error('poppler is not installed: node tests/support/install.mjs says how.');
  const { stdout } = await run(join(dirname(pdftoppm), 'pdftotext'), ['-layout', '-enc', 'UTF-8', pdf, '-'], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  return stdout.split('\f').slice(0, -1);
}
