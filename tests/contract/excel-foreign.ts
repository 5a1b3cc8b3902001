/** A person's own workbook in the fake Excel, with as much of everything as it can hold. */
import type { CellRange } from '../../core/index.js';
import { setFormat, changeBorders, touch } from '../fakes/excel/cells.js';
import { addConditionalFormat } from '../fakes/excel/conditional-formats.js';
import { protect } from '../fakes/excel/protection.js';
import { recalculate } from '../fakes/excel/recalculation.js';
import { changeValidations, noSettings } from '../fakes/excel/validations.js';
import {
  addWorksheet,
  createWorkbook,
  newGuid,
  type Cell,
  type Workbook,
  type Worksheet,
} from '../fakes/excel/workbook.js';
import { rangeOf } from './workbooks.js';

/** The names of its worksheets, in order. */
export const foreignWorksheets = ['Own', 'Second'] as const;

function put(worksheet: Worksheet, cell: string, content: Partial<Cell>): void {
  const { top, left } = rangeOf(cell);
  Object.assign(touch(worksheet, top, left), content);
}

/** A list with everything that can lie on cells. */
function fillOwn(workbook: Workbook, own: Worksheet): void {
  put(own, 'A1', { value: 'person', note: 'Keep this.' });
  put(own, 'A2', { value: 'اردو', hyperlink: { address: 'https://example.org/', screenTip: 'Elsewhere' } });
  put(own, 'A3', { value: '=1+1', isPrefixed: true });
  put(own, 'B2', { value: 12.5 });
  put(own, 'B3', { value: 43_555 });
  put(own, 'B4', { formula: '=SUM(B2,Second!A1)*2' });
  put(own, 'C2', { value: true });
  put(own, 'C3', { value: { error: '#N/A' } });
  setFormat(own, rangeOf('A1:C1'), 'fill', '#FFEE00');
  setFormat(own, rangeOf('A1:C1'), 'bold', true);
  setFormat(own, rangeOf('B3'), 'numberFormat', 'd-mmm-yyyy');
  setFormat(own, rangeOf('D:D'), 'locked', false);
  changeBorders(own, rangeOf('A1:C4'), 'EdgeBottom', () => ({
    style: 'Continuous',
    weight: 'Thin',
    colour: '#112233',
  }));
  own.merges = [rangeOf('E1:F2')];
  own.rowHeights.set(2, 2, 30);
  own.hiddenRows.set(7, 8, true);
  own.rowLevels.set(6, 8, 1);
  own.columnWidths.set(1, 1, 120);
  own.hiddenColumns.set(9, 9, true);
  own.frozen = { rows: 1, columns: 1 };
  own.tabColour = '#00AA00';
  own.showGridlines = false;
  own.page.set('orientation', 'Landscape').set('printArea', 'A1:F9').set('printTitleRows', '1:1');
  const bar = addConditionalFormat(workbook, own, [rangeOf('B2:B9')], 'DataBar');
  bar.settings.set('dataBar/positiveFormat/fillColor', '#00FF00');
  const marked = addConditionalFormat(workbook, own, [rangeOf('A1:C9')], 'Custom');
  marked.settings.set('custom/rule/formula', '=$B1>10').set('custom/format/fill/color', '#FF0000');
  validate(own, rangeOf('C2:C9'));
}

function validate(worksheet: Worksheet, range: CellRange): void {
  changeValidations(worksheet, [range], () => ({
    ...noSettings,
    rule: { list: { inCellDropDown: true, source: 'yes,no' } },
    prompt: { title: 'Mine', message: 'yes or no', showPrompt: true },
  }));
}

/** A table and a chart of it, protected with a password. */
function fillSecond(workbook: Workbook, second: Worksheet): void {
  put(second, 'A1', { value: 5 });
  [
    ['Month', 'Visits'],
    ['May', 3],
    ['June', 4],
  ].forEach(([month, visits], index) => {
    put(second, `C${index + 3}`, { value: month! });
    put(second, `D${index + 3}`, { value: visits! });
  });
  second.tables = [{ id: newGuid(workbook, 'T'), name: 'Visits', range: rangeOf('C3:D5') }];
  second.charts = [
    {
      id: newGuid(workbook, 'C'),
      name: 'Visits',
      settings: new Map([
        ['chartType', 'ColumnClustered'],
        ['position', 'F1:K12'],
      ]),
      series: [
        {
          name: 'Visits',
          values: 'Second!$D$4:$D$5',
          categories: 'Second!$C$4:$C$5',
          settings: new Map([['format/fill/color', '#123456']]),
        },
      ],
    },
  ];
  second.autoFilter = {
    range: rangeOf('G20:H30'),
    criteria: new Map([[1, { filterOn: 'Values', values: ['x'] }]]),
  };
  second.names = [{ name: 'Here', formula: '=Second!$A$1', comment: 'of this worksheet', visible: true }];
  second.visibility = 'Hidden';
  protect(second, { allowSort: true }, 'secret');
}

export function foreignWorkbook(): Workbook {
  const workbook = createWorkbook();
  const own = workbook.worksheets[0]!;
  own.name = foreignWorksheets[0];
  const second = addWorksheet(workbook, foreignWorksheets[1]);
  fillOwn(workbook, own);
  fillSecond(workbook, second);
  workbook.names = [
    { name: 'Mine', formula: '=Own!$A$1:$B$3', comment: '', visible: true },
    { name: 'Rate', formula: '=0.17', comment: 'a constant', visible: true },
    { name: 'Secret', formula: '=Second!$A$1', comment: '', visible: false },
  ];
  workbook.properties.set('title', 'My own').set('author', 'A person');
  recalculate(workbook);
  return workbook;
}
