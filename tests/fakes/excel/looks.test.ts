/** How cells of the fake Excel look: formats, borders on edges, heights, conditional formats and validations. */
import { describe, expect, test } from 'vitest';
import { openExcel } from './node.js';
import { looksOf, stateOf } from './state.js';

const opened = () => {
  const excel = openExcel();
  const run = <T>(
    batch: (sheet: Excel.Worksheet, context: Excel.RequestContext) => T | Promise<T>,
  ): Promise<T> =>
    excel.Excel.run(async (context) => {
      const result = await batch(context.workbook.worksheets.getFirst(), context);
      await context.sync();
      return result;
    });
  return { ...excel, run, state: () => stateOf(excel.program.workbook, 'Sheet1') };
};

describe('formats', () => {
  test('of cells that differ are null', async () => {
    const { run } = opened();
    const format = await run((sheet) => {
      sheet.getRange('A1').format.fill.color = '#abcdef';
      const range = sheet.getRange('A1:B1');
      range.format.font.bold = true;
      return range.format.load('fill/color,font/bold,horizontalAlignment');
    });
    expect([format.fill.color, format.font.bold, format.horizontalAlignment]).toEqual([
      null,
      true,
      'General',
    ]);
  });
  test('of whole columns lie under what cells have, and later ones over earlier ones', async () => {
    const { run, program, state } = opened();
    await run((sheet) => {
      sheet.getRange('B2').format.protection.locked = false;
      sheet.getRange('B:C').format.wrapText = true;
      sheet.getRange('2:2').format.wrapText = false;
      sheet.getRange().format.protection.locked = true;
      sheet.getRange('C3').format.protection.locked = false;
    });
    const looks = (cell: string) => looksOf(program.workbook, 'Sheet1', cell);
    expect([looks('B1').wrap, looks('B2').wrap, looks('D1').wrap]).toEqual([true, false, false]);
    expect([looks('B2').locked, looks('C3').locked]).toEqual([true, false]);
    expect(state().cells).toEqual({ C3: { format: { locked: false } } });
    const once = state();
    await run((sheet) => {
      sheet.getRange('B:C').format.wrapText = true;
      sheet.getRange('2:2').format.wrapText = false;
    });
    expect(state()).toEqual(once);
  });
  test('set back to the standard leave nothing behind', async () => {
    const { run, state } = opened();
    const blank = state();
    await run((sheet) => {
      const { format } = sheet.getRange('A1:C3');
      format.fill.color = '#ffffff';
      format.font.size = 20;
      format.borders.getItem('EdgeTop').style = 'Continuous';
      format.rowHeight = 30;
      format.columnWidth = 90;
    });
    expect(state()).not.toEqual(blank);
    await run((sheet) => {
      const { format } = sheet.getRange('A1:C3');
      format.fill.clear();
      format.font.size = 11;
      format.borders.getItem('EdgeTop').style = 'None';
      format.useStandardHeight = true;
      format.useStandardWidth = true;
    });
    expect(state()).toEqual(blank);
  });
  test('of many cells come in one call', async () => {
    const { run } = opened();
    const none = Object.fromEntries(
      ['bottom', 'left', 'right', 'top'].map((side) => [side, { style: 'None' }]),
    );
    const [cells, rows, columns] = await run((sheet) => {
      sheet.getRange('A1').format.fill.color = '#00ff00';
      sheet.getRange('2:2').rowHidden = true;
      sheet.getRange('B:B').format.columnWidth = 100;
      const range = sheet.getRange('A1:B2');
      return [
        range.getCellProperties({
          address: true,
          format: { fill: { color: true }, borders: { style: true } },
        }),
        range.getRowProperties({ rowHidden: true }),
        range.getColumnProperties({ format: { columnWidth: true } }),
      ] as const;
    });
    expect(cells.value[0]).toEqual([
      { address: 'Sheet1!A1', format: { fill: { color: '#00FF00' }, borders: none } },
      { address: 'Sheet1!B1', format: { fill: { color: '#FFFFFF' }, borders: none } },
    ]);
    expect(rows.value).toEqual([{ rowHidden: false }, { rowHidden: true }]);
    expect(columns.value).toEqual([{ format: { columnWidth: 48 } }, { format: { columnWidth: 100 } }]);
  });
});

test('a cell’s lower border is the upper one of the cell below', async () => {
  const { run, program } = opened();
  await run((sheet) => {
    const border = sheet.getRange('B2').format.borders.getItem('EdgeBottom');
    border.style = 'Continuous';
    border.weight = 'Medium';
    border.color = '#112233';
  });
  const line = { style: 'Continuous', weight: 'Medium', colour: '#112233' };
  expect(looksOf(program.workbook, 'Sheet1', 'B3').borders.top).toEqual(line);
  await run((sheet) => {
    sheet.getRange('A3:C3').format.borders.getItem('EdgeTop').style = 'None';
  });
  expect(looksOf(program.workbook, 'Sheet1', 'B2').borders.bottom.style).toBe('None');
});

test('rows are grouped and folded', async () => {
  const { run, state } = opened();
  await run((sheet) => {
    sheet.getRange('2:6').group('ByRows');
    sheet.getRange('3:4').group('ByRows');
    sheet.showOutlineLevels(2, 0);
  });
  expect(state().rowLevels).toEqual([
    { first: 2, last: 2, value: 1 },
    { first: 3, last: 4, value: 2 },
    { first: 5, last: 6, value: 1 },
  ]);
  expect(state().hiddenRows).toEqual([{ first: 3, last: 4, value: true }]);
  await run((sheet) => {
    sheet.getRange('1:9').ungroup('ByRows');
  });
  expect(state().rowLevels).toEqual([{ first: 3, last: 4, value: 1 }]);
  await expect(
    run((sheet) => {
      sheet.getRange('8:9').ungroup('ByRows');
    }),
  ).rejects.toMatchObject({
    code: 'InvalidArgument',
  });
});

describe('data validations', () => {
  const list = { list: { inCellDropDown: true, source: 'a,b' } };
  test('are split by one that is written over a part', async () => {
    const { run, state } = opened();
    await run((sheet) => {
      sheet.getRange('A1:C3').dataValidation.rule = list;
      sheet.getRange('B2').dataValidation.rule = {
        wholeNumber: { formula1: 0, formula2: 100, operator: 'Between' },
      };
      sheet.getRange('B2').dataValidation.prompt = { title: 'T', message: 'M', showPrompt: true };
    });
    expect(state().validations.map(({ ranges, rule }) => [ranges, Object.keys(rule)])).toEqual([
      [['A1:C1', 'A2', 'C2', 'A3:C3'], ['list']],
      [['B2'], ['wholeNumber']],
    ]);
    await run((sheet) => {
      sheet.getRange('B2').dataValidation.clear();
      sheet.getRange('B2').dataValidation.rule = list;
    });
    expect(state().validations.map(({ ranges }) => ranges)).toEqual([['A1:C3']]);
  });
  test('say whether cells differ, and give limits as formulas', async () => {
    const { run } = opened();
    const [mixed, one, both] = await run((sheet) => {
      sheet.getRange('A1').dataValidation.rule = {
        date: { formula1: '2019-03-31', operator: 'GreaterThan' },
      };
      sheet.getRange('A2').dataValidation.rule = {
        date: { formula1: '2019-04-30', operator: 'GreaterThan' },
      };
      return ['A1:B1', 'A1', 'A1:A2'].map((address) =>
        sheet.getRange(address).dataValidation.load('type,rule'),
      );
    });
    expect([mixed!.type, mixed!.rule]).toEqual(['Inconsistent', null]);
    expect([one!.type, one!.rule]).toEqual([
      'Date',
      { date: { formula1: '=43555', operator: 'GreaterThan' } },
    ]);
    expect([both!.type, both!.rule]).toEqual(['MixedCriteria', null]);
  });
  test('are found by their cells', async () => {
    const { run } = opened();
    const found = await run((sheet) => {
      sheet.getRanges('A1:A3,C1').dataValidation.rule = list;
      const areas = sheet.getRange().getSpecialCellsOrNullObject('DataValidations');
      return areas.load('areas/items/address');
    });
    expect(found.areas.items.map(({ address }) => address)).toEqual(['Sheet1!A1:A3', 'Sheet1!C1']);
  });
});

describe('conditional formats', () => {
  test('a new one goes to the top, and clearing a part leaves the rest', async () => {
    const { run, state } = opened();
    const items = await run(async (sheet, context) => {
      const range = sheet.getRange('A1:A9');
      for (const [text, color] of [
        ['a', '#ff0000'],
        ['b', '#00ff00'],
      ] as const) {
        const added = range.conditionalFormats.add('CellValue');
        added.cellValue.rule = { formula1: `="${text}"`, operator: 'EqualTo' };
        added.cellValue.format.fill.color = color;
        added.stopIfTrue = true;
      }
      sheet.getRange('A4:A6').conditionalFormats.clearAll();
      const { conditionalFormats } = sheet.getRange('A1');
      conditionalFormats.load(
        'items/type,items/priority,items/cellValue/rule,items/cellValue/format/fill/color',
      );
      await context.sync();
      return conditionalFormats.items.map((item) => [
        item.priority,
        item.cellValue.rule.formula1,
        item.cellValue.format.fill.color,
      ]);
    });
    expect(items).toEqual([
      [0, '="b"', '#00FF00'],
      [1, '="a"', '#FF0000'],
    ]);
    expect(state().conditionalFormats.map(({ ranges }) => ranges)).toEqual([
      ['A1:A3', 'A7:A9'],
      ['A1:A3', 'A7:A9'],
    ]);
  });
  test('formulas and bars keep what they say', async () => {
    const { run, state } = opened();
    await run((sheet) => {
      const custom = sheet.getRange('B2:B5').conditionalFormats.add('Custom');
      custom.custom.rule.formula = '=$A2="x"';
      custom.custom.format.font.bold = true;
      const bar = sheet.getRange('C2:C5').conditionalFormats.add('DataBar');
      bar.dataBar.lowerBoundRule = { type: 'Number', formula: '0' };
      bar.dataBar.positiveFormat.gradientFill = false;
    });
    expect(state().conditionalFormats.map(({ type, settings }) => [type, settings])).toEqual([
      [
        'DataBar',
        {
          'dataBar/lowerBoundRule': { type: 'Number', formula: '0' },
          'dataBar/positiveFormat/gradientFill': false,
        },
      ],
      ['Custom', { 'custom/format/font/bold': true, 'custom/rule/formula': '=$A2="x"' }],
    ]);
  });
  test('of another type refuse to be taken for one', async () => {
    const { run } = opened();
    await expect(
      run((sheet) => {
        sheet.getRange('A1').conditionalFormats.add('Custom').cellValue.format.fill.color = '#000000';
      }),
    ).rejects.toMatchObject({ code: 'InvalidOperation' });
  });
});
