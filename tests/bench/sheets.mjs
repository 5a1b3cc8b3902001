// Consolidates sheets on the fake Sheets API, in a process of its own. Arguments: how many sheets.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inventEntries, period, plan, random } from './workbooks.mjs';

const root = join(import.meta.dirname, '..', '..');
const bundle = join(root, 'node_modules', '.cache', 'nisp-bench', `sheets-${process.pid}.mjs`);

// The fake is TypeScript: it is made into one file that Node can run, beside the packages that it needs.
await build({
  absWorkingDir: root,
  entryPoints: [join(import.meta.dirname, 'sheets-office.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
const { consolidateSheets } = await import(pathToFileURL(bundle).href);
rmSync(bundle);
const entriesOf = (unit) => inventEntries(unit, random(unit.length * 7919));
process.stdout.write(
  JSON.stringify(await consolidateSheets(plan, period, Number(process.argv[2]), entriesOf)),
);
