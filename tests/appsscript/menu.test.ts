/** The menu NISP and the panel that it opens, in a fake Google Sheets. */
import { describe, expect, test } from 'vitest';
import * as main from '../../appsscript/main.js';
import { menuItems, onOpen, showPanel } from '../../appsscript/menu.js';
import { addIn } from '../../manifests/add-in.mjs';
import { htmlFilesOf } from '../fakes/sheets/html.js';
import { shownBy } from '../fakes/sheets/ui.js';
import { openAsGlobals } from './globals.js';

describe('the menu', () => {
  test('has what the tab of the Excel add-in has, in the same order', () => {
    const { program } = openAsGlobals();
    onOpen();
    const [menu, ...others] = shownBy(program).menus;
    expect(others).toEqual([]);
    expect(menu?.caption).toBe('NISP');
    const captions = menu!.items.flatMap((item) => (item.kind === 'item' ? [item.caption] : []));
    expect(captions.map((caption) => caption.replace('…', ''))).toEqual(
      addIn.buttons.map(({ label }) => label),
    );
  });
  test('is there once, however often the spreadsheet is opened', () => {
    const { program } = openAsGlobals();
    onOpen();
    onOpen();
    expect(shownBy(program).menus).toHaveLength(1);
  });
  test('asks nothing of the spreadsheet, and of nobody to agree to anything', () => {
    const { program } = openAsGlobals();
    onOpen();
    const asked = new Set(Object.keys(program.calls.byName).map((name) => name.split('.')[0]));
    expect(asked).toEqual(new Set(['SpreadsheetApp', 'Ui', 'Menu']));
    expect(Object.keys(program.calls.byName).filter((name) => name.startsWith('SpreadsheetApp.'))).toEqual([
      'SpreadsheetApp.getUi',
    ]);
  });
  test('runs functions that the script has', () => {
    const functions = menuItems.flatMap((item) => (item === null ? [] : [item[1]]));
    const missing = functions.filter((name) => typeof (main as Record<string, unknown>)[name] !== 'function');
    expect(missing).toEqual([]);
  });
});

test('the panel is the page Panel, in the sidebar', () => {
  const { program } = openAsGlobals();
  htmlFilesOf(program).set('Panel', '<p>The panel</p>');
  showPanel();
  expect(shownBy(program).sidebar).toEqual({ title: 'NISP Matrix', html: '<p>The panel</p>' });
});
