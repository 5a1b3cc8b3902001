/** The services of the fake Google Sheets as globals, for tests of the script's parts without the bundle. */
import { afterEach } from 'vitest';
import { answer } from '../../appsscript/requests.js';
import { createSheetsHost } from '../../appsscript/sidebar/sheets-host.js';
import type { PanelHost } from '../../panel/index.js';
import { openSheets, type OpenSheets, type SheetsOptions } from '../fakes/sheets/open.js';

const globals = globalThis as Record<string, unknown>;
const put: (() => void)[] = [];

afterEach(() => {
  for (const takeAway of put.splice(0)) takeAway();
});

/** Opens a spreadsheet, and makes its services globals until the end of the test. */
export function openAsGlobals(options: SheetsOptions = {}): OpenSheets {
  const sheets = openSheets(options);
  for (const [name, service] of Object.entries(sheets.services)) {
    const before = globals[name];
    globals[name] = service;
    put.unshift(() => {
      if (before === undefined) Reflect.deleteProperty(globals, name);
      else globals[name] = before;
    });
  }
  return sheets;
}

/** The spreadsheet whose services are globals, as the sidebar's host; each request is answered at once. */
export const hostOfGlobals = (): PanelHost => createSheetsHost((request) => Promise.resolve(answer(request)));
