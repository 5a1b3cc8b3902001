// The files of the installed Office.js that Excel loads, for add-ins that are hosted without internet.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const installed = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')),
  'dist',
);

/**
 * `office.js` looks at what it runs in and loads one of the others: Windows (two generations), Mac, iPad, the web; the
 * last one is for an address that was opened outside Office, so that it can say so.
 */
const programFiles = [
  'office.js',
  'excel-win32-16.01.js',
  'excel-win32-16.00.js',
  'excel-mac-16.00.js',
  'excel-ios-16.00.js',
  'excel-web-16.00.js',
  'o15apptofilemappingtable.js',
];

/** Its messages in each language of Office; without the file of the user's language it does not start. */
const localeFiles = () =>
  readdirSync(installed, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(name, 'office_strings.js'))
    .filter((file) => existsSync(join(installed, file)));

/** Copies what Excel needs of Office.js. Its telemetry is not among it. */
export function copyOfficeJs(into) {
  for (const file of [...programFiles, ...localeFiles()]) {
    mkdirSync(join(into, dirname(file)), { recursive: true });
    cpSync(join(installed, file), join(into, dirname(file), basename(file)));
  }
}

/** Where the package is installed. */
export const installedOfficeJs = installed;
