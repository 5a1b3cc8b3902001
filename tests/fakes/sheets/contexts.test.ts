/** Menus, pages, locks and stores of the fake Google Sheets, and what the runs of a script may not call. */
import { describe, expect, test } from 'vitest';
import { endExecution, newExecution, type Execution } from './execution.js';
import { htmlFilesOf } from './html.js';
import { holdLock, isLocked } from './locks.js';
import { openSheets } from './open.js';
import { servicesFor } from './globals.js';
import { cacheOf } from './stores.js';
import { shownBy } from './ui.js';

interface Services {
  readonly SpreadsheetApp: GoogleAppsScript.Spreadsheet.SpreadsheetApp;
  readonly HtmlService: GoogleAppsScript.HTML.HtmlService;
  readonly LockService: GoogleAppsScript.Lock.LockService;
  readonly PropertiesService: GoogleAppsScript.Properties.PropertiesService;
  readonly CacheService: GoogleAppsScript.Cache.CacheService;
}

function opened() {
  const sheets = openSheets();
  const run = (trigger: Execution['trigger'] = null) => {
    const execution = newExecution({ trigger });
    const { globals } = servicesFor(sheets.program, execution);
    return { ...(globals as unknown as Services), execution };
  };
  return { ...sheets, run };
}

describe('what people see', () => {
  test('a menu, once for each name', () => {
    const { program, run } = opened();
    const ui = run('onOpen').SpreadsheetApp.getUi();
    const add = (functionName: string) => {
      ui.createMenu('NISP')
        .addItem('Check', functionName)
        .addSeparator()
        .addSubMenu(ui.createMenu('More').addItem('Repair', 'repair'))
        .addToUi();
    };
    add('old');
    add('check');
    expect(shownBy(program).menus).toEqual([
      {
        caption: 'NISP',
        items: [
          { kind: 'item', caption: 'Check', functionName: 'check' },
          { kind: 'separator' },
          {
            kind: 'menu',
            menu: { caption: 'More', items: [{ kind: 'item', caption: 'Repair', functionName: 'repair' }] },
          },
        ],
      },
    ]);
  });

  test('the sidebar and dialogs, of files that the script has', () => {
    const { program, run } = opened();
    const { SpreadsheetApp, HtmlService } = run();
    htmlFilesOf(program).set('Panel', '<p>panel</p>');
    SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('Panel').setTitle('NISP'));
    SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutput('<p>').append('!'), 'Dialog');
    expect(shownBy(program).sidebar).toEqual({ title: 'NISP', html: '<p>panel</p>' });
    expect(shownBy(program).dialogs).toEqual([{ title: 'Dialog', html: '<p>!' }]);
    expect(() => HtmlService.createHtmlOutputFromFile('Other')).toThrow(
      'No HTML file named Other was found.',
    );
  });

  test('questions, which somebody answers', () => {
    const { program, run } = opened();
    const ui = run().SpreadsheetApp.getUi();
    expect(ui.alert('Done')).toBe(ui.Button.OK);
    shownBy(program).answers.push('NO');
    expect(ui.alert('Repair', 'Go on?', ui.ButtonSet.YES_NO)).toBe(ui.Button.NO);
    expect(shownBy(program).alerts).toEqual([
      { title: '', prompt: 'Done', buttons: 'OK' },
      { title: 'Repair', prompt: 'Go on?', buttons: 'YES_NO' },
    ]);
    expect(() => ui.alert('Go on?', ui.ButtonSet.OK_CANCEL)).toThrow('no answer');
  });
});

describe('the lock', () => {
  test('is held by one run, until it lets go or ends', () => {
    const { program, run } = opened();
    const [first, second] = [run(), run()];
    const [mine, theirs] = [first.LockService.getDocumentLock(), second.LockService.getDocumentLock()];
    expect([mine.tryLock(0), mine.hasLock(), mine.tryLock(0)]).toEqual([true, true, true]);
    expect([theirs.tryLock(30_000), theirs.hasLock()]).toEqual([false, false]);
    theirs.releaseLock();
    expect(isLocked(program)).toBe(true);
    endExecution(first.execution);
    expect([isLocked(program), theirs.tryLock(0)]).toEqual([false, true]);
    theirs.releaseLock();
    expect([isLocked(program), theirs.hasLock()]).toEqual([false, false]);
  });

  test('is waited for as long as somebody else holds it', () => {
    const { program, run } = opened();
    const lock = run().LockService.getDocumentLock();
    holdLock(program, 5_000);
    expect([lock.tryLock(3_000), lock.tryLock(1_000), lock.tryLock(1_000)]).toEqual([false, false, true]);
    lock.releaseLock();
    const letGo = holdLock(program);
    expect(() => {
      lock.waitLock(60_000);
    }).toThrow('Lock timeout: another process was holding the lock for too long.');
    letGo();
    lock.waitLock(0);
    expect(lock.hasLock()).toBe(true);
  });

  test('is not taken twice in one run', () => {
    const { program, run } = opened();
    const { LockService } = run();
    LockService.getDocumentLock().tryLock(0);
    expect(() => LockService.getDocumentLock().tryLock(0)).toThrow('a second lock');
    expect(program.faults).toHaveLength(1);
  });
});

describe('stores', () => {
  test('properties stay, and are texts of some size', () => {
    const { workbook, run } = opened();
    const properties = run().PropertiesService.getDocumentProperties();
    properties.setProperty('a', '1').setProperties({ b: '2', c: '3' }).deleteProperty('a');
    const later = run().PropertiesService.getDocumentProperties();
    expect([later.getProperty('a'), later.getProperty('b'), later.getKeys()]).toEqual([
      null,
      '2',
      ['b', 'c'],
    ]);
    expect(later.getProperties()).toEqual({ b: '2', c: '3' });
    later.setProperties({ d: '4' }, true);
    expect(workbook.properties.document).toEqual({ d: '4' });
    // Two bytes each.
    later.setProperty('long', 'ا'.repeat(4608));
    expect(() => later.setProperty('long', 'ا'.repeat(4609))).toThrow('Argument too large: value');
    expect(() =>
      later.setProperties(
        Object.fromEntries(Array.from({ length: 60 }, (_one, index) => [String(index), 'x'.repeat(9000)])),
      ),
    ).toThrow('quota');
    later.deleteAllProperties();
    expect(later.getKeys()).toEqual([]);
    expect(() => later.setProperty('a', 1 as unknown as string)).toThrow("don't match the method signature");
  });

  test('what is cached may be gone at any time', () => {
    const { program, run } = opened();
    const cache = run().CacheService.getDocumentCache()!;
    cache.put('a', '1', 60);
    cache.putAll({ b: '2' });
    expect(cache.getAll(['a', 'b', 'c'])).toEqual({ a: '1', b: '2' });
    cacheOf(program).clear();
    expect(cache.get('a')).toBeNull();
    expect(() => {
      cache.put('a', 'x'.repeat(102_401));
    }).toThrow('Argument too large: value');
    expect(() => {
      cache.put('k'.repeat(251), 'x');
    }).toThrow('Argument too large: key');
    expect(() => {
      cache.put('a', 'x', 30_000);
    }).toThrow('Invalid argument');
  });
});

describe('what a run may not call', () => {
  const noUi = 'Cannot call SpreadsheetApp.getUi() from this context.';

  test('onOpen makes menus and shows nothing', () => {
    const { SpreadsheetApp } = opened().run('onOpen');
    const ui = SpreadsheetApp.getUi();
    ui.createMenu('NISP').addToUi();
    expect(() => ui.alert('Hello')).toThrow('Specified permissions are not sufficient to call Ui.alert.');
  });

  test('onEdit marks cells under the lock, and has no menus', () => {
    const { SpreadsheetApp, LockService, PropertiesService } = opened().run('onEdit');
    expect(LockService.getDocumentLock().tryLock(1)).toBe(true);
    expect(PropertiesService.getDocumentProperties().getKeys()).toEqual([]);
    SpreadsheetApp.getActiveSheet().getRange('A1').setNote('△');
    expect(() => SpreadsheetApp.getUi()).toThrow(noUi);
  });

  test('a custom function reads and does nothing else', () => {
    const { SpreadsheetApp, LockService, PropertiesService, HtmlService } = opened().run('customFunction');
    const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0]!;
    expect(sheet.getRange('A1').getValues()).toEqual([['']]);
    for (const forbidden of [
      () => sheet.getRange('A1').setValue(1),
      () => sheet.protect(),
      () => SpreadsheetApp.getActiveSpreadsheet().insertSheet(),
      () => LockService.getDocumentLock(),
      () => PropertiesService.getDocumentProperties(),
      () => HtmlService.createHtmlOutput(''),
    ])
      expect(forbidden).toThrow('You do not have permission to call');
    expect(() => SpreadsheetApp.getUi()).toThrow(noUi);
  });
});
