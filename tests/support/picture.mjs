// Makes a PNG of each page that a workbook prints, to look at: node tests/support/picture.mjs file.xlsx folder [--dpi 70]
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { convertFiles, pagesOf } from './programs.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { dpi: { type: 'string', default: '70' } },
});
const [workbook, folder] = positionals;
const dpi = Number(values.dpi);
if (!workbook || !folder || positionals.length > 2 || !(dpi > 0)) {
  console.error('Usage: node tests/support/picture.mjs <file.xlsx> <folder> [--dpi 70]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const [pdf] = await convertFiles([workbook], 'pdf', { recalculate: true, into: folder });
for (const page of await pagesOf(pdf, { into: folder, dpi })) console.log(page);
