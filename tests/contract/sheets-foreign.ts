/** A person's own spreadsheet in the fake Google Sheets, with as much of everything as it can hold. */
import { newExecution } from '../fakes/sheets/execution.js';
import { createPerson } from '../fakes/sheets/person.js';
import { Program } from '../fakes/sheets/program.js';
import { servicesFor } from '../fakes/sheets/globals.js';
import { createWorkbook, type Workbook } from '../fakes/sheets/workbook.js';

type App = GoogleAppsScript.Spreadsheet.SpreadsheetApp;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** The names of its worksheets, in order. */
export const foreignWorksheets = ['Own', 'Second'] as const;

/** A list with everything that can lie on cells. */
function fillOwn(app: App, own: Sheet): void {
  own.getRange('A1:C4').setValues([
    ['person', '', ''],
    ['اردو', 12.5, true],
    ["'=1+1", 43_555, '#N/A'],
    ['', '=SUM(B2,Second!A1)*2', ''],
  ]);
  own.getRange('A1').setNote('Keep this.\n▲ and that');
  own.getRange('B3').setNumberFormat('d-mmm-yyyy');
  own.getRange('A1:C1').setBackground('#ffee00').setFontWeight('bold').setFontColor('#102030').setWrap(true);
  own.getRange('A2').setHorizontalAlignment('right').setTextDirection(app.TextDirection.RIGHT_TO_LEFT);
  own
    .getRange('A1:C4')
    .setBorder(null, null, true, null, null, true, '#112233', app.BorderStyle.SOLID_MEDIUM);
  own.getRange('E3:F4').merge();
  own.setRowHeight(2, 40).setColumnWidth(1, 160);
  own.hideRows(7, 2);
  own.hideColumns(9);
  own.getRange('A10:A12').shiftRowGroupDepth(1);
  own.getRowGroup(11, 1)!.collapse();
  own.getRange('K:L').shiftColumnGroupDepth(1);
  own.setFrozenRows(1);
  own.setFrozenColumns(1);
  own.setTabColor('#00aa00').setHiddenGridlines(true);
  own.setConditionalFormatRules([
    app
      .newConditionalFormatRule()
      .setRanges([own.getRange('A1:C9')])
      .whenFormulaSatisfied('=$B1>10')
      .setBackground('#ff0000')
      .build(),
    app
      .newConditionalFormatRule()
      .setRanges([own.getRange('D1:D9'), own.getRange('G1:G9')])
      .whenTextContains('late')
      .setBold(true)
      .build(),
  ]);
  own
    .getRange('D2:D9')
    .setDataValidation(
      app.newDataValidation().requireValueInList(['yes', 'no']).setHelpText('yes or no').build(),
    );
  own.getRange('H2:H9').setDataValidation(app.newDataValidation().requireCheckbox().build());
  own.getRange('B2:B3').protect().setDescription('Mine').setWarningOnly(true);
  own.addDeveloperMetadata('theirs', 'worksheet');
  own.getRange('B:B').addDeveloperMetadata('nisp-field', 'status');
  own.getRange('2:2').addDeveloperMetadata('theirs', 'row', app.DeveloperMetadataVisibility.PROJECT);
}

/** A table with a filter and a chart of it, protected, hidden. */
function fillSecond(app: App, second: Sheet): void {
  second.getRange('A1').setValue(5);
  second.getRange('C3:D5').setValues([
    ['Month', 'Visits'],
    ['May', 3],
    ['June', 4],
  ]);
  const filter = second.getRange('C3:D5').createFilter();
  filter.setColumnFilterCriteria(3, app.newFilterCriteria().setHiddenValues(['June']).build());
  const chart = second.newChart().asColumnChart().setTitle('Visits').setColors(['#123456']);
  second.insertChart(
    chart
      .addRange(second.getRange('C3:C5'))
      .addRange(second.getRange('D3:D5'))
      .setNumHeaders(1)
      .setPosition(7, 3, 4, 5)
      .build(),
  );
  second
    .protect()
    .setDescription('Nobody but me')
    .setUnprotectedRanges([second.getRange('D4:D5')]);
  second.setRightToLeft(true).hideSheet();
}

/** Made by its owner: others are refused what the owner protected. */
export function foreignWorkbook(): Workbook {
  const workbook = createWorkbook({ name: 'My own' });
  const program = new Program(workbook);
  const { user } = createPerson(program, workbook.owner);
  const { globals } = servicesFor(program, newExecution({ user }));
  const app = globals.SpreadsheetApp as unknown as App;
  const spreadsheet = app.getActiveSpreadsheet();
  const own = spreadsheet.getSheets()[0]!.setName(foreignWorksheets[0]);
  const second = spreadsheet.insertSheet(foreignWorksheets[1], 1);
  fillOwn(app, own);
  fillSecond(app, second);
  spreadsheet.setNamedRange('Mine', own.getRange('A1:B3'));
  spreadsheet.setNamedRange('Secret', second.getRange('A1'));
  spreadsheet.addDeveloperMetadata('theirs', 'spreadsheet');
  return workbook;
}
