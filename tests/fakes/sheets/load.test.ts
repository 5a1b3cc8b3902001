/** Scripts run in the fake as on Apps Script: bare, anew each time, in their own time zone, and told of edits. */
import { describe, expect, test } from 'vitest';
import { endExecution } from './execution.js';
import { loadScript } from './load.js';
import { openSheets } from './open.js';
import { give } from './objects.js';

const load = (code: string, options = {}) => {
  const sheets = openSheets(options);
  return { ...sheets, script: loadScript(sheets.program, code) };
};

describe('the realm', () => {
  test.each([
    'setTimeout',
    'URL',
    'TextEncoder',
    'structuredClone',
    'atob',
    'crypto',
    'process',
    'require',
    'performance',
    'queueMicrotask',
    'WebAssembly',
    'UrlFetchApp',
    'DriveApp',
    'ScriptApp',
    'Session',
    'Utilities',
  ])('has no %s', (name) => {
    const { script } = load(`function ask() { return typeof ${name}; }`);
    expect(script.run('ask')).toBe('undefined');
  });

  test('has Intl, the console and the services', () => {
    const { script } = load(
      `function ask() { console.log('asked', 1); return [typeof Intl, typeof SpreadsheetApp]; }`,
    );
    expect(script.run('ask')).toEqual(['object', 'object']);
    expect(script.log).toEqual([{ level: 'log', parts: ['asked', 1] }]);
  });

  test('makes no code of texts', () => {
    const { script } = load(`function ask() { return new Function('return 1')(); }`);
    expect(() => script.run('ask')).toThrow('Code generation from strings disallowed');
  });

  test('begins anew with each run', () => {
    const { script } = load(`var count = 0; function next() { count += 1; return count; }`);
    expect([script.run('next'), script.run('next')]).toEqual([1, 1]);
    expect(script.functions).toEqual(['next']);
    expect(() => script.run('absent')).toThrow('Script function not found: absent');
  });

  test('gets arrays, dates and errors of its own', () => {
    const { script, person } = load(`function ask(given) {
      const sheet = SpreadsheetApp.getActive().getSheetByName('Sheet1');
      const values = sheet.getRange('A1:B1').getValues();
      let error;
      try { sheet.getRange('ZZ1'); } catch (caught) { error = caught; }
      return [values instanceof Array, values[0] instanceof Array, values[0][0] instanceof Date, error instanceof Error,
        error.name, given instanceof Array].join();
    }`);
    person.type('Sheet1', 'A1', '31/03/2019');
    expect(script.run('ask', [[1]])).toBe('true,true,true,true,Exception,true');
  });

  test('has the script’s time zone, and cells the spreadsheet’s', () => {
    const { script, person } = load(
      `function ask() {
        const [[day]] = SpreadsheetApp.getActive().getSheetByName('Sheet1').getRange('A1').getValues();
        const there = new Intl.DateTimeFormat('en-CA', { timeZone: SpreadsheetApp.getActive().getSpreadsheetTimeZone() });
        return [day.getDate(), there.format(day), Intl.DateTimeFormat().resolvedOptions().timeZone].join();
      }`,
      { timeZone: 'Asia/Karachi' },
    );
    person.type('Sheet1', 'A1', '31/03/2019');
    const before = new Date(0).getTimezoneOffset();
    expect(script.run('ask')).toBe('30,2019-03-31,America/New_York');
    expect(new Date(0).getTimezoneOffset()).toBe(before);
  });
});

describe('a fault of the fake', () => {
  test('is thrown although the script caught it', () => {
    const { script } = load(`function ask() {
      try { SpreadsheetApp.getActive().getSheetByName('Sheet1').getRange('A1').randomize(); } catch { return 'fine'; }
    }`);
    expect(() => script.run('ask')).toThrow('fake: Range.randomize is real but not emulated');
  });

  test('what a service throws is the script’s own matter', () => {
    const { script } = load(`function ask() {
      try { SpreadsheetApp.openById('x'); } catch (error) { return String(error).slice(0, 30); }
    }`);
    expect(script.run('ask')).toBe('Exception: Specified permissio');
  });

  test('objects of a run are of no use after it', () => {
    const { app, execution } = openSheets();
    endExecution(execution);
    expect(() => app.getActive()).toThrow('fake: SpreadsheetApp.getActive after its run was over');
  });
});

describe('simple triggers', () => {
  const code = `
    function onOpen(event) { event.source.toast('opened ' + String(event.authMode)); }
    function onEdit(event) {
      console.log(event.range.getA1Notation(), event.range.getSheet().getName(), event.value, event.oldValue,
        String(event.authMode), event.user.getEmail());
    }`;

  test('are told what a person did', () => {
    const { script, person, program } = load(code);
    script.open(person.user);
    expect(program.toasts).toEqual([{ message: 'opened LIMITED', title: '' }]);
    script.edited(person.type('Sheet1', 'B2', '5').edit);
    script.edited(person.type('Sheet1', 'B2', '50%').edit);
    script.edited(person.clear('Sheet1', 'B2'));
    script.edited(person.pasteBlock('Sheet1', 'A1', [['1', '2']]));
    expect(script.log.map(({ parts }) => parts)).toEqual([
      ['B2', 'Sheet1', '5', undefined, 'LIMITED', ''],
      ['B2', 'Sheet1', '0.5', '5', 'LIMITED', ''],
      ['B2', 'Sheet1', undefined, '0.5', 'LIMITED', ''],
      ['A1:B1', 'Sheet1', undefined, undefined, 'LIMITED', ''],
    ]);
  });

  test('a run hears of ranges that are handed to it', () => {
    const { script } = load(`function where(range) { return range.getA1Notation(); }`);
    const range = { top: 2, left: 3, bottom: 2, right: 3 };
    expect(script.run('where', [give('Range', { sheetId: 0, range })])).toBe('C2');
  });
});

test('what a person selected is there in the runs that the person starts', () => {
  const code = `function ask() { return SpreadsheetApp.getActive().getActiveRange().getA1Notation(); }`;
  const { script, person, personOf } = load(code);
  const other = personOf('other@example.org');
  person.select('Sheet1', 'B2:C3');
  other.select('Sheet1', 'D4');
  expect(script.run('ask', [], { user: person.user })).toBe('B2:C3');
  expect(script.run('ask', [], { user: other.user })).toBe('D4');
});

test('two editors: one run can begin in the middle of another', () => {
  const { script, program } = load(`
    function write(text) {
      const sheet = SpreadsheetApp.getActive().getSheetByName('Sheet1');
      const before = sheet.getRange('A1').getValue();
      sheet.getRange('A1').setValue(before + text);
      return before;
    }`);
  program.beforeCall(6, () => {
    expect(script.run('write', ['b'])).toBe('');
  });
  expect(script.run('write', ['a'])).toBe('');
  expect(script.run('write', ['c'])).toBe('a');
});
