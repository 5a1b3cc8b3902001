/** Painting over what is there already in Google Sheets: what is kept, what is cleared, and what is not painted over at all. */
import { describe, expect, test } from 'vitest';
import { HostError, knownTemplateVersions, rangeAddress, rangeOf, worksheetNames } from '../../core/index.js';
import { beginPaint, paintWorksheet } from '../../appsscript/spreadsheet-host/paint/paint.js';
import { findWorksheet } from '../fakes/sheets/workbook.js';
import { filled, handedOut, smallWorkbook, withWarnings, worksheetOf } from '../contract/workbooks.js';
import { openAsGlobals } from './globals.js';
import { only, paint, stateOf } from './painting.js';

const { guide, matrix, rollUp, findings, lists, metadata } = worksheetNames;
const small = smallWorkbook();
const ours = small.worksheets.map(({ name }) => name);

const failureOf = (act: () => unknown): HostError => {
  try {
    act();
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
  throw new Error('It did not fail');
};

/** A spreadsheet with the services as globals, and what is asked of it most. */
function open(options: Parameters<typeof openAsGlobals>[0] = {}) {
  const sheets = openAsGlobals(options);
  const spreadsheet = sheets.app.getActiveSpreadsheet();
  return {
    ...sheets,
    spreadsheet,
    sheet: (name: string) => spreadsheet.getSheetByName(name)!,
    names: () => sheets.workbook.worksheets.map(({ name }) => name),
    found: (name: string) => findWorksheet(sheets.workbook, name)!,
    state: () => stateOf(sheets.workbook),
  };
}

describe('worksheets', () => {
  test('the blank one of a new spreadsheet becomes the first of ours', () => {
    const { names, workbook } = open();
    const { sheetId } = workbook.worksheets[0]!;
    expect(paint(small).untouched).toEqual([]);
    expect(names()).toEqual(ours);
    expect(workbook.worksheets[0]!.sheetId).toBe(sheetId);
  });
  test('one with anything in it stays as it is, and so do others', () => {
    const { names, sheet, spreadsheet, found } = open();
    sheet('Sheet1').getRange('B2').setValue('mine');
    spreadsheet.insertSheet('Notes', 1);
    const before = [found('Sheet1'), found('Notes')].map(stateOfOne);
    expect(paint(small).untouched).toEqual(['Sheet1', 'Notes']);
    expect(names()).toEqual(['Sheet1', 'Notes', ...ours]);
    expect([found('Sheet1'), found('Notes')].map(stateOfOne)).toEqual(before);
  });
  test('that were moved, hidden, shown or named in other letters are put right; those of people stay in place', () => {
    const { names, spreadsheet, found, person } = open();
    paint(small);
    person.addWorksheet('Notes', rollUp);
    const move = (name: string, position: number) => {
      spreadsheet.setActiveSheet(spreadsheet.getSheetByName(name)!);
      spreadsheet.moveActiveSheet(position);
    };
    move(guide, 6);
    person.hideWorksheet(rollUp);
    person.hideWorksheet(metadata, false);
    spreadsheet.getSheetByName(matrix)!.setName('MATRIX');
    person.select('Notes', 'A1');
    paint(small);
    // The places of ours among those of people stay, and are filled in our order.
    expect(names()).toEqual([guide, 'Notes', matrix, rollUp, findings, lists, metadata]);
    expect([rollUp, metadata, lists].map((name) => found(name).hidden)).toEqual([false, true, true]);
    expect(spreadsheet.getActiveSheet().getName()).toBe('Notes');
  });
  test('of a new workbook the first is shown; of one that is painted again what the person was at', () => {
    const { spreadsheet, person } = open();
    const shown = () => spreadsheet.getActiveSheet().getName();
    paint(small);
    expect(shown()).toBe(guide);
    person.select(matrix, 'B7');
    paint(small);
    expect(shown()).toBe(matrix);
  });
  test('single ones are painted and the others stay; one that is missing is put where it belongs', () => {
    const { state, names, person, spreadsheet } = open();
    paint(small);
    const once = state();
    person.deleteWorksheet(findings);
    person.select(rollUp, 'A1');
    expect(paint(small, [findings])).toMatchObject({
      untouched: [guide, matrix, rollUp, lists, metadata],
    });
    expect(names()).toEqual(ours);
    expect(spreadsheet.getActiveSheet().getName()).toBe(rollUp);
    person.select(guide, 'A1');
    expect(withoutSheetIds(state())).toEqual(withoutSheetIds(once));
  });
});

/** All that is kept of one worksheet. */
const stateOfOne = (worksheet: unknown): unknown => JSON.parse(JSON.stringify(worksheet));
/** A worksheet that is made again has another number. */
const withoutSheetIds = (state: unknown): unknown =>
  JSON.parse(JSON.stringify(state, (key, value: unknown) => (key === 'sheetId' ? undefined : value)));

describe('over what stands there', () => {
  test('painting it again changes nothing', () => {
    const { state } = open();
    paint(small);
    const once = state();
    paint(small);
    expect(state()).toEqual(once);
  });
  test('nothing is left of what people did to a worksheet', () => {
    const { state, sheet, app, spreadsheet } = open();
    paint(small);
    const once = state();
    const its = sheet(matrix);
    its.getRange('F7').clearDataValidations().setValue('Finished').setNumberFormat('0.00').setNote('mine');
    its.getRange('Y60').setValue('=1+1').setBackground('#ff0000').setNote('mine');
    its.getRange('C7:D9').merge();
    its.getRange('A8').setFontSize(30).setBorder(true, true, true, true, true, true);
    its.hideRows(10, 3);
    its.hideColumns(3);
    its.setRowHeights(50, 5, 90);
    its.setColumnWidths(25, 2, 300);
    its.getRange('50:52').shiftRowGroupDepth(2);
    its.getRange('C:D').shiftColumnGroupDepth(1);
    its.collapseAllRowGroups();
    its.setFrozenRows(0);
    its.setFrozenColumns(1);
    its.setTabColor(null).setHiddenGridlines(false);
    its.getRange('Y50').setDataValidation(app.newDataValidation().requireNumberGreaterThan(5).build());
    its.setConditionalFormatRules([
      app
        .newConditionalFormatRule()
        .setRanges([its.getRange('A1:Z9')])
        .whenCellNotEmpty()
        .setBackground('#00ff00')
        .build(),
    ]);
    its.getFilter()!.remove();
    its.insertChart(
      its.newChart().asColumnChart().addRange(its.getRange('A1:B3')).setPosition(3, 3, 0, 0).build(),
    );
    its.getRange('E:E').addDeveloperMetadata('nisp-field', 'status');
    spreadsheet.addDeveloperMetadata('nisp-template', '0');
    spreadsheet.setNamedRange('NISP_status', its.getRange('A1'));
    its.getProtections(app.ProtectionType.SHEET)[0]!.setUnprotectedRanges([]);
    expect(state()).not.toEqual(once);
    paint(small);
    expect(state()).toEqual(once);
  });
  test('groups are taken away whatever side their buttons are on', () => {
    const { state, sheet, app, found } = open();
    paint(small);
    const once = state();
    const { maxRows } = found(guide);
    for (const [position, rows] of [
      [app.GroupControlTogglePosition.AFTER, '1:4'],
      [app.GroupControlTogglePosition.BEFORE, `${maxRows - 2}:${maxRows}`],
    ] as const) {
      sheet(guide).setRowGroupControlPosition(position).getRange(rows).shiftRowGroupDepth(1);
      paint(small);
      expect(state()).toEqual(once);
    }
  });
});

describe('names and protection', () => {
  test('names that formulas of people use go on leading to the same things', () => {
    const { spreadsheet, sheet, person } = open();
    paint(filled);
    person.addWorksheet('Notes');
    sheet('Notes').getRange('A1').setFormula('=COUNTIFS(NISP_status,"Completed")');
    sheet('Notes').getRange('A2').setFormula("=SUM('Matrix'!G6:G300)");
    spreadsheet.setNamedRange('NISP_Mine', sheet('Notes').getRange('A1:A2'));
    const counted = () => sheet('Notes').getRange('A1:A2').getValues();
    const before = counted();
    expect(before[0]).toEqual([1]);
    paint(small);
    paint(filled);
    expect(counted()).toEqual(before);
    expect(sheet('Notes').getRange('A2').getFormula()).toBe("=SUM('Matrix'!G6:G300)");
    expect(spreadsheet.getRangeByName('NISP_Mine')!.getA1Notation()).toBe('A1:A2');
  });
  test('a worksheet that is too small grows, one that is large stays so', () => {
    const { found } = open();
    paint(small);
    expect(found(matrix).maxRows).toBe(14 + 50);
    paint(filled);
    expect(found(matrix).maxRows).toBe(208 + 50);
    paint(small);
    expect(found(matrix).maxRows).toBe(208 + 50);
  });
  test('a stricter protection stays as strict, with the cells that are open now', () => {
    const { sheet, app, found } = open();
    paint(handedOut);
    sheet(matrix).getProtections(app.ProtectionType.SHEET)[0]!.remove();
    sheet(matrix).protect().setDescription('Secretariat').removeEditors(['owner@example.org']);
    paint(filled);
    const [protection, ...others] = found(matrix).protections;
    expect(others).toEqual([]);
    expect(protection!.warningOnly).toBe(false);
    expect(protection!.unprotected.map(rangeAddress)).toEqual(
      worksheetOf(filled, 'matrix').protection!.unlocked.map((range) => rangeAddress(rangeOf(range))),
    );
  });
  test('a range that a person protected stays protected', () => {
    const { sheet, found } = open();
    paint(handedOut);
    sheet(matrix).getRange('A6:B9').protect().setDescription('mine');
    paint(filled);
    expect(found(matrix).protections.map(({ description }) => description)).toContain('mine');
  });
});

describe('nothing is touched', () => {
  test.each(['de_DE', 'fr_FR', 'pt_BR'])('where formulas are written in another way: %s', (locale) => {
    const { state } = open({ locale });
    const before = state();
    const { code, message, touched } = failureOf(() => paint(small));
    expect({ code, touched }).toEqual({ code: 'not-writable', touched: [] });
    expect(message).toContain(locale);
    expect(state()).toEqual(before);
  });
  test.each(['en_US', 'en_GB', 'ur_PK', 'ar_EG'])(
    'but it is painted where they are written as ours: %s',
    (locale) => {
      const { names } = open({ locale });
      paint(small);
      expect(names()).toEqual(ours);
    },
  );
  test('if a worksheet holds something else than is known of it, whichever it is', () => {
    const { state, sheet } = open();
    const { fingerprints } = paint(small);
    sheet(matrix).getRange('S7').setValue('since then');
    sheet(guide).getRange('C20').setFormula('=1+1');
    const before = state();
    const { code, message, touched } = failureOf(() => paint(small, ours, fingerprints));
    expect({ code, touched }).toEqual({ code: 'changed', touched: [] });
    expect(message).toContain('“Guide”, “Matrix”');
    expect(state()).toEqual(before);
    // What is not painted need not be known.
    expect(() => paint(small, [findings], fingerprints)).not.toThrow();
  });
  test('if something is entered between the pieces', () => {
    const { state, sheet } = open();
    const { fingerprints } = paint(small);
    beginPaint({ blueprint: small, names: ours, known: fingerprints });
    sheet(matrix).getRange('S7').setValue('since then');
    const before = state();
    const known = new Map(fingerprints).get(matrix)!;
    const takes = { blueprint: only(small, matrix), known };
    expect(failureOf(() => paintWorksheet(takes))).toMatchObject({ code: 'changed', touched: [] });
    expect(state()).toEqual(before);
    sheet(matrix).setName('Old');
    expect(failureOf(() => paintWorksheet(takes))).toMatchObject({ code: 'changed', touched: [] });
  });
  test('if there is no workbook of which single worksheets could be painted', () => {
    const { state } = open();
    const before = state();
    expect(failureOf(() => paint(small, [findings]))).toMatchObject({ code: 'not-found', touched: [] });
    expect(state()).toEqual(before);
  });
  test('if a person has a worksheet of one of our names, or one of ours bears another', () => {
    const { state, sheet, spreadsheet } = open();
    sheet('Sheet1').setName('guide').getRange('A1').setValue('mine');
    const before = state();
    expect(failureOf(() => paint(small))).toMatchObject({ code: 'foreign-worksheet', touched: [] });
    expect(state()).toEqual(before);
    spreadsheet.getSheetByName('guide')!.setName('Mine');
    paint(small);
    sheet(matrix).setName('Old matrix');
    const { code, message } = failureOf(() => paint(small));
    expect(code).toBe('foreign-worksheet');
    expect(message).toContain('“Old matrix”');
  });
  test('if the version of the template is not known, wherever the worksheet that says it is', () => {
    const { state, sheet } = open();
    paint(small);
    const its = sheet(metadata);
    its.insertRowsBefore(1, 3);
    its.getRange('B5').setValue('99');
    its.setName('hidden data');
    const before = state();
    const { code, message, touched } = failureOf(() => paint(small));
    expect({ code, touched }).toEqual({ code: 'template-version', touched: [] });
    expect(message).toContain('“99”');
    expect(knownTemplateVersions).not.toContain('99');
    expect(state()).toEqual(before);
  });
});

describe('a service that fails', () => {
  const other = withWarnings(small);

  /** What is left of a workbook that was painted twice, as if nothing had failed. */
  const untroubled = () => {
    const { state } = open();
    paint(small);
    paint(other);
    return state();
  };

  test.each([1, 3, 8, 20, 40, 80, 160, 240])(
    'at call %i of a worksheet: it alone is touched, and is painted again as if nothing had failed',
    (call) => {
      const expected = untroubled();
      const { program, state, found } = open();
      paint(small);
      const before = state();
      const others = () => ours.filter((name) => name !== matrix).map((name) => stateOfOne(found(name)));
      const were = others();
      program.resetCalls();
      program.failAt(call);
      const takes = { blueprint: only(other, matrix), known: null };
      const { code, touched } = failureOf(() => paintWorksheet(takes));
      expect(code).toBe('unavailable');
      const isChanged = JSON.stringify(state()) !== JSON.stringify(before);
      // What the first change of all would have been is not known to have been made.
      expect(isChanged ? [[matrix]] : [[], [matrix]]).toContainEqual(touched);
      expect(others()).toEqual(were);
      paint(other);
      expect(state()).toEqual(expected);
    },
  );

  test('when painting begins: what was made until then is named', () => {
    const seen: (readonly string[])[] = [];
    for (let call = 1; call < 90; call += 4) {
      const { program, names } = open();
      program.failAt(call);
      const { touched } = failureOf(() => beginPaint({ blueprint: small, names: ours, known: [] }));
      const made = names().filter((name) => ours.includes(name));
      expect(touched).toEqual(expect.arrayContaining(made));
      expect(touched.length - made.length).toBeLessThanOrEqual(1);
      seen.push(touched);
    }
    expect(seen[0]).toEqual([]);
    expect(seen.at(-1)).toEqual(ours);
  });
});
