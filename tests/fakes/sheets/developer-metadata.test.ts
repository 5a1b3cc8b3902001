/** Developer metadata and notes in the fake Google Sheets. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';

function opened() {
  const sheets = openSheets();
  const spreadsheet = sheets.app.getActiveSpreadsheet();
  const sheet = spreadsheet.getSheets()[0]!;
  return { ...sheets, spreadsheet, sheet };
}

const keys = (found: readonly GoogleAppsScript.Spreadsheet.DeveloperMetadata[]) =>
  found.map((one) => `${one.getKey()}=${one.getValue() ?? ''}`);

describe('developer metadata', () => {
  test('sticks to the spreadsheet, a worksheet, a whole row or a whole column', () => {
    const { app, spreadsheet, sheet } = opened();
    const { DOCUMENT, PROJECT } = app.DeveloperMetadataVisibility;
    spreadsheet.addDeveloperMetadata('template', '3', DOCUMENT);
    sheet.addDeveloperMetadata('role', PROJECT);
    sheet.getRange('G:G').addDeveloperMetadata('field', 'status');
    sheet.getRange('8:8').addDeveloperMetadata('row');
    expect(keys(spreadsheet.getDeveloperMetadata())).toEqual(['template=3']);
    expect(keys(sheet.getDeveloperMetadata())).toEqual(['role=']);
    expect(keys(sheet.getRange('G:G').getDeveloperMetadata())).toEqual(['field=status']);
    expect(sheet.getRange('G3').getDeveloperMetadata()).toEqual([]);
    const [field] = spreadsheet.createDeveloperMetadataFinder().withKey('field').find();
    const location = field!.getLocation();
    expect(location.getLocationType()).toBe(app.DeveloperMetadataLocationType.COLUMN);
    expect([location.getColumn()!.getA1Notation(), location.getRow()]).toEqual(['G:G', null]);
    expect(field!.getVisibility()).toBe(DOCUMENT);
    expect(sheet.getDeveloperMetadata()[0]!.getVisibility()).toBe(PROJECT);
  });

  test.each(['B2:D4', 'A1', 'F2:F5', 'G:H', 'A1:A1000'])('does not stick to %s', (notation) => {
    const { sheet } = opened();
    expect(() => sheet.getRange(notation).addDeveloperMetadata('key')).toThrow('arbitrary ranges');
  });
  test('does not stick to a column that was asked for by numbers', () => {
    const { sheet } = opened();
    const column = sheet.getRange(1, 7, sheet.getMaxRows(), 1);
    expect(() => column.addDeveloperMetadata('key')).toThrow('arbitrary ranges');
  });

  test('is searched for in the spreadsheet, in a worksheet, and in a range', () => {
    const { app, spreadsheet, sheet } = opened();
    const other = spreadsheet.insertSheet('Other');
    spreadsheet.addDeveloperMetadata('k', 'spreadsheet');
    sheet.addDeveloperMetadata('k', 'sheet');
    sheet.getRange('C:C').addDeveloperMetadata('k', 'column');
    sheet.getRange('3:3').addDeveloperMetadata('k', 'row');
    other.getRange('C:C').addDeveloperMetadata('k', 'other');
    const valuesIn = (finder: GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder) =>
      finder
        .withKey('k')
        .find()
        .map((one) => one.getValue());
    expect(valuesIn(spreadsheet.createDeveloperMetadataFinder())).toHaveLength(5);
    expect(valuesIn(sheet.createDeveloperMetadataFinder())).toEqual(['sheet', 'column', 'row']);
    const within = (notation: string) => sheet.getRange(notation).createDeveloperMetadataFinder();
    expect(valuesIn(within('A1:D5'))).toEqual([]);
    expect(valuesIn(within('1:5'))).toEqual(['row']);
    expect(valuesIn(within('A1:D5').onIntersectingLocations())).toEqual(['column', 'row']);
    const { COLUMN } = app.DeveloperMetadataLocationType;
    expect(valuesIn(spreadsheet.createDeveloperMetadataFinder().withLocationType(COLUMN))).toEqual([
      'column',
      'other',
    ]);
    expect(valuesIn(sheet.createDeveloperMetadataFinder().withValue('row'))).toEqual(['row']);
    // “This option is only valid for range-scoped searches.”
    expect(() => sheet.createDeveloperMetadataFinder().onIntersectingLocations()).toThrow('range');
  });

  test('goes where its column goes, and goes with it', () => {
    const { sheet, spreadsheet, person } = opened();
    sheet.getRange('C:C').addDeveloperMetadata('field', 'status');
    const columns = () =>
      spreadsheet
        .createDeveloperMetadataFinder()
        .find()
        .map((one) => one.getLocation().getColumn()!.getA1Notation());
    person.insertColumns('Sheet1', 'B');
    expect(columns()).toEqual(['D:D']);
    person.moveColumn('Sheet1', 'D', 'A');
    expect(columns()).toEqual(['A:A']);
    person.deleteColumns('Sheet1', 'A');
    expect(columns()).toEqual([]);
  });

  test('is changed and removed', () => {
    const { sheet, spreadsheet } = opened();
    spreadsheet.addDeveloperMetadata('key', 'one');
    const [found] = spreadsheet.getDeveloperMetadata();
    found!.setValue('two').setKey('other').moveToColumn(sheet.getRange('B:B'));
    expect(keys(sheet.getRange('B:B').getDeveloperMetadata())).toEqual(['other=two']);
    expect(() => found!.moveToRow(sheet.getRange('B:B'))).toThrow('arbitrary ranges');
    found!.remove();
    expect(() => found!.getKey()).toThrow('removed');
    expect(spreadsheet.createDeveloperMetadataFinder().find()).toEqual([]);
  });
});

describe('notes', () => {
  test('are set and cleared, one for all or one for each', () => {
    const { sheet } = opened();
    const range = sheet.getRange('B2:C3');
    range.setNotes([
      ['a', null],
      ['', 'd'],
    ]);
    expect(range.getNotes()).toEqual([
      ['a', ''],
      ['', 'd'],
    ]);
    expect(() => range.setNotes([['a', 'b']])).toThrow('The data has 1 but the range has 2.');
    sheet.getRangeList(['B2', 'C2']).setNote('both');
    expect(range.getNotes()[0]).toEqual(['both', 'both']);
    sheet.getRange('B2').setValue(1).setNote('');
    expect([range.getNote(), range.getValue()]).toEqual(['', 1]);
    range.clearContent();
    expect(sheet.getRange('C3').getNote()).toBe('d');
    sheet.clearNotes();
    expect(range.getNotes().flat()).toEqual(['', '', '', '']);
  });
});
