/** Protection in the fake Google Sheets: whom it refuses, whom it only asks, and who may change it. */
import { describe, expect, test } from 'vitest';
import { newExecution, newUser } from './execution.js';
import { openSheets } from './open.js';
import { servicesFor } from './globals.js';

const owner = 'owner@example.org';

function opened() {
  const sheets = openSheets({ owner });
  /** The first worksheet as somebody's script sees it. */
  const sheetOf = (email: string) => {
    const { globals } = servicesFor(sheets.program, newExecution({ user: newUser(email) }));
    const app = globals.SpreadsheetApp as unknown as typeof sheets.app;
    return app.getActiveSpreadsheet().getSheets()[0]!;
  };
  return { ...sheets, sheetOf, sheet: sheets.app.getActiveSpreadsheet().getSheets()[0]! };
}

const refusal =
  'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

describe('protection', () => {
  test('one that warns lets scripts pass, and asks people', () => {
    const { app, sheet, personOf } = opened();
    const protection = sheet.protect().setDescription('The plan').setWarningOnly(true);
    protection.setUnprotectedRanges([sheet.getRange('B2:B5'), sheet.getRange('C2:C5')]);
    sheet.getRange('A1:C5').setBackground('#123456');
    const somebody = personOf('other@example.org');
    expect(somebody.type('Sheet1', 'A1', 'x')).toMatchObject({ reaction: 'accepted', access: 'asks' });
    expect(somebody.type('Sheet1', 'B2', 'x')).toMatchObject({ reaction: 'accepted', access: 'free' });
    expect(sheet.getRange('B2:C5').canEdit()).toBe(true);
    const [found, ...more] = sheet.getProtections(app.ProtectionType.SHEET);
    expect(more).toEqual([]);
    expect(found!.getDescription()).toBe('The plan');
    expect([found!.isWarningOnly(), found!.canEdit()]).toEqual([true, true]);
    expect(found!.getUnprotectedRanges().map((range) => range.getA1Notation())).toEqual(['B2:B5', 'C2:C5']);
    expect(() => found!.removeEditors(found!.getEditors())).toThrow('warning-only');
  });

  test('one that does not only warn refuses all but its editors and the owner', () => {
    const { sheetOf } = opened();
    const protection = sheetOf('editor@example.org').getRange('A1:B2').protect();
    const others = sheetOf('other@example.org');
    const write = (sheet: typeof others) => () => sheet.getRange('B2:C3').setValue(1);
    expect(write(others)).toThrow(refusal);
    expect(others.getRange('B2:C3').canEdit()).toBe(false);
    expect(others.getRange('C3').canEdit()).toBe(true);
    for (const member of [
      () => others.getRange('A1').setNote('mine'),
      () => others.getRange('A1').clearDataValidations(),
      () => others.getRange('A1').setBackground('red'),
    ])
      expect(member).toThrow(refusal);
    write(sheetOf(owner))();
    protection.addEditor('other@example.org');
    write(others)();
    protection.removeEditors(['other@example.org', owner]);
    expect(write(others)).toThrow(refusal);
    write(sheetOf(owner))();
  });

  test('only who may edit what is protected may change the protection', () => {
    const { app, sheetOf } = opened();
    sheetOf('editor@example.org').protect();
    const [theirs] = sheetOf('other@example.org').getProtections(app.ProtectionType.SHEET);
    expect(theirs!.canEdit()).toBe(false);
    expect(() => {
      theirs!.remove();
    }).toThrow(refusal);
    expect(() => theirs!.setWarningOnly(true)).toThrow(refusal);
    const [owners] = sheetOf(owner).getProtections(app.ProtectionType.SHEET);
    owners!.remove();
    expect(() => theirs!.getDescription()).toThrow('removed');
  });

  test('a worksheet is protected once, ranges as often as one likes', () => {
    const { app, sheet } = opened();
    sheet.protect().setDescription('first');
    expect(sheet.protect().getDescription()).toBe('first');
    sheet.getRange('A1').protect();
    sheet.getRange('A1').protect();
    const { SHEET, RANGE } = app.ProtectionType;
    const all = app.getActiveSpreadsheet();
    expect([all.getProtections(SHEET).length, all.getProtections(RANGE).length]).toEqual([1, 2]);
    const [ofRange] = sheet.getProtections(RANGE);
    expect(() => ofRange!.setUnprotectedRanges([sheet.getRange('A1')])).toThrow('protected sheet');
    expect(() => sheet.protect().setRange(sheet.getRange('A1'))).toThrow('Cannot change sheet protection');
  });

  test('unprotected ranges follow their cells', () => {
    const { sheet, person } = opened();
    sheet
      .protect()
      .setWarningOnly(true)
      .setUnprotectedRanges([sheet.getRange('B3:B4')]);
    person.insertRows('Sheet1', 4);
    person.insertRows('Sheet1', 1);
    const [range] = sheet.protect().getUnprotectedRanges();
    expect(range!.getA1Notation()).toBe('B4:B6');
  });
});
