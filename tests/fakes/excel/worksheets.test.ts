/** Worksheets, names, charts and pages of the fake Excel, and what protection refuses. */
import { describe, expect, test } from 'vitest';
import { openExcel } from './node.js';
import { stateOf, stateOfWorkbook } from './state.js';

const opened = () => {
  const excel = openExcel();
  const run = <T>(
    batch: (context: Excel.RequestContext, sheet: Excel.Worksheet) => T | Promise<T>,
  ): Promise<T> =>
    excel.Excel.run(async (context) => {
      const result = await batch(context, context.workbook.worksheets.getFirst());
      await context.sync();
      return result;
    });
  const outcome = (batch: Parameters<typeof run>[0]) =>
    run(batch).then(
      () => 'no error',
      (error: unknown) => (error as OfficeExtension.Error).code,
    );
  return { ...excel, run, outcome, names: () => excel.program.workbook.worksheets.map(({ name }) => name) };
};

describe('worksheets', () => {
  test('are added behind the last, moved, and found by name whatever the letter case', async () => {
    const { run, names } = opened();
    const found = await run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.add('Matrix').position = 0;
      worksheets.add();
      const some = ['MATRIX', 'none'].map((name) => worksheets.getItemOrNullObject(name).load('name'));
      await context.sync();
      return some.map((sheet) => (sheet.isNullObject ? null : sheet.name));
    });
    expect(found).toEqual(['Matrix', null]);
    expect(names()).toEqual(['Matrix', 'Sheet1', 'Sheet3']);
  });
  test('renamed ones keep what refers to them', async () => {
    const { run, program } = opened();
    await run((context, sheet) => {
      sheet.getRange('A1').values = [[7]];
      context.workbook.names.add('entry', sheet.getRange('A1'));
      const other = context.workbook.worksheets.add('Other');
      other.getRange('A1:B1').formulas = [['=Sheet1!A1+1', '="Sheet1!A1"&entry']];
      other.getRange('A2').dataValidation.rule = {
        list: { inCellDropDown: true, source: '=Sheet1!$A$1:$A$3' },
      };
      sheet.name = 'My matrix';
    });
    const { names } = program.workbook;
    const { cells, validations } = stateOf(program.workbook, 'Other');
    expect(names[0]!.formula).toBe("='My matrix'!$A$1");
    expect(cells).toEqual({
      A1: { value: 8, formula: "='My matrix'!A1+1" },
      B1: { value: 'Sheet1!A17', formula: '="Sheet1!A1"&entry' },
    });
    expect(validations[0]!.rule).toEqual({
      list: { inCellDropDown: true, source: "='My matrix'!$A$1:$A$3" },
    });
  });
  test('deleted ones leave #REF! behind, and the last that is seen stays', async () => {
    const { run, outcome, program } = opened();
    await run((context, sheet) => {
      context.workbook.names.add('gone', sheet.getRange('B2'));
      const other = context.workbook.worksheets.add('Other');
      other.getRange('A1').formulas = [['=Sheet1!A1']];
      sheet.delete();
    });
    expect(program.workbook.names[0]!.formula).toBe('=#REF!');
    expect(stateOf(program.workbook, 'Other').cells).toEqual({
      A1: { value: { error: '#REF!' }, formula: '=#REF!' },
    });
    expect(
      await outcome((_context, sheet) => {
        sheet.delete();
      }),
    ).toBe('InvalidOperation');
    expect(program.workbook.active.name).toBe('Other');
  });
  test('copies have everything, the names too, as names of their own', async () => {
    const { run, names, program } = opened();
    await run((context, sheet) => {
      sheet.getRange('A1:A2').values = [['x'], [1]];
      sheet.getRange('A1').format.fill.color = '#ff0000';
      sheet.getRange('A2').dataValidation.rule = { wholeNumber: { formula1: 0, operator: 'GreaterThan' } };
      sheet.getRange('A1:A2').conditionalFormats.add('Custom').custom.rule.formula = '=A1="x"';
      context.workbook.names.add('first', sheet.getRange('A1'));
      sheet.protection.protect({ allowSort: true });
      sheet.copy('End');
    });
    expect(names()).toEqual(['Sheet1', 'Sheet1 (2)']);
    const [original, copy] = ['Sheet1', 'Sheet1 (2)'].map((name) => stateOf(program.workbook, name));
    expect(copy).toEqual({
      ...original,
      name: 'Sheet1 (2)',
      names: [{ name: 'first', formula: "='Sheet1 (2)'!$A$1", comment: '', visible: true }],
    });
  });
  test('freeze, filter, colour and page come back', async () => {
    const { run, program } = opened();
    const [frozen, filter, titles] = await run((_context, sheet) => {
      sheet.freezePanes.freezeAt(sheet.getRange('A1:B4'));
      sheet.autoFilter.apply(sheet.getRange('A4:H20'));
      sheet.tabColor = '#123456';
      sheet.showGridlines = false;
      sheet.pageLayout.set({ orientation: 'Landscape', paperSize: 'A3', zoom: { horizontalFitToPages: 1 } });
      sheet.pageLayout.setPrintTitleRows('$1:$4');
      sheet.pageLayout.headersFooters.defaultForAllPages.leftFooter = 'NISP';
      return [
        sheet.freezePanes.getLocationOrNullObject().load('address'),
        sheet.autoFilter.getRangeOrNullObject().load('address'),
        sheet.pageLayout.getPrintTitleRowsOrNullObject().load('address'),
      ] as const;
    });
    expect([frozen.address, filter.address, titles.address]).toEqual([
      'Sheet1!A1:B4',
      'Sheet1!A4:H20',
      'Sheet1!1:4',
    ]);
    const { tabColour, showGridlines, page } = stateOf(program.workbook, 'Sheet1');
    expect({ tabColour, showGridlines, page }).toEqual({
      tabColour: '#123456',
      showGridlines: false,
      page: {
        'headersFooters/defaultForAllPages/leftFooter': 'NISP',
        orientation: 'Landscape',
        paperSize: 'A3',
        printTitleRows: '1:4',
        zoom: { horizontalFitToPages: 1 },
      },
    });
  });
});

test('charts make series of a range, and take others', async () => {
  const { run, program } = opened();
  await run(async (context, sheet) => {
    sheet.getRange('A1:C3').values = [
      ['', 'Done', 'Open'],
      ['P1', 1, 2],
      ['P2', 3, 4],
    ];
    const chart = sheet.charts.add('BarStacked', sheet.getRange('A1:C3'), 'Columns');
    chart.title.text = 'Progress';
    chart.setPosition('E2', 'J12');
    const { series } = chart;
    series.load('items/name');
    await context.sync();
    expect(series.items.map(({ name }) => name)).toEqual(['Done', 'Open']);
    series.items[1]!.delete();
    const added = series.add('More');
    added.setValues(sheet.getRange('C2:C3'));
    added.format.fill.setSolidColor('#00aa00');
  });
  expect(stateOf(program.workbook, 'Sheet1').charts).toEqual([
    {
      settings: { chartType: 'BarStacked', position: 'E2:J12', 'title/text': 'Progress' },
      series: [
        { name: 'Done', values: 'Sheet1!$B$2:$B$3', categories: 'Sheet1!$A$2:$A$3', settings: {} },
        {
          name: 'More',
          values: 'Sheet1!$C$2:$C$3',
          categories: null,
          settings: { 'format/fill/color': '#00AA00' },
        },
      ],
    },
  ]);
});

describe('names', () => {
  test('lead to ranges, of the workbook and of one worksheet', async () => {
    const { run } = opened();
    const read = await run(async (context, sheet) => {
      context.workbook.names.add('whole', sheet.getRange('A1:B2'), 'said');
      sheet.names.add('own', '=Sheet1!$C$3');
      context.workbook.names.load('items/name,items/formula,items/scope,items/type,items/comment');
      const own = sheet.names.getItem('OWN').getRange().load('address');
      const direct = sheet.getRange('whole').load('address');
      await context.sync();
      return [context.workbook.names.items.map((item) => item.toJSON()), own.address, direct.address];
    });
    expect(read).toEqual([
      [{ name: 'whole', formula: '=Sheet1!$A$1:$B$2', scope: 'Workbook', type: 'Range', comment: 'said' }],
      'Sheet1!C3',
      'Sheet1!A1:B2',
    ]);
  });
  test.each(['A1', 'r1c1', '1st', 'a b'])('%j is none', async (name) => {
    const { outcome } = opened();
    expect(await outcome((context, sheet) => context.workbook.names.add(name, sheet.getRange('A1')))).toBe(
      'InvalidArgument',
    );
  });
});

describe('protection', () => {
  const prepared = async (options: Excel.WorksheetProtectionOptions = {}, password?: string) => {
    const excel = opened();
    await excel.run((_context, sheet) => {
      sheet.getRange('B1').format.protection.locked = false;
      sheet.protection.protect(options, password);
    });
    return excel;
  };
  const deeds: Readonly<Record<string, (context: Excel.RequestContext, sheet: Excel.Worksheet) => unknown>> =
    {
      'a value in a locked cell': (_context, sheet) => (sheet.getRange('A1').values = [[1]]),
      'a value in some locked cells': (_context, sheet) => (sheet.getRange('A1:B1').values = [[1, 2]]),
      'a fill': (_context, sheet) => (sheet.getRange('B1').format.fill.color = '#ff0000'),
      'a number format': (_context, sheet) => (sheet.getRange('B1').numberFormat = [['0%']]),
      'a border': (_context, sheet) =>
        (sheet.getRange('B1').format.borders.getItem('EdgeTop').style = 'Continuous'),
      'a validation': (_context, sheet) => {
        sheet.getRange('B1').dataValidation.clear();
      },
      'a conditional format': (_context, sheet) => {
        sheet.getRange('B1').conditionalFormats.clearAll();
      },
      'a width': (_context, sheet) => (sheet.getRange('B:B').format.columnWidth = 20),
      'a hidden row': (_context, sheet) => (sheet.getRange('3:3').rowHidden = true),
      'a group': (_context, sheet) => {
        sheet.getRange('3:4').group('ByRows');
      },
      'merged cells': (_context, sheet) => {
        sheet.getRange('B1:B2').merge();
      },
      'a filter': (_context, sheet) => {
        sheet.autoFilter.apply(sheet.getRange('A1:B3'));
      },
      'a row more': (_context, sheet) => sheet.getRange('2:2').insert('Down'),
      'a chart': (_context, sheet) => sheet.charts.add('Pie', sheet.getRange('A1:B2'), 'Auto'),
      'special cells': (_context, sheet) => sheet.getRange().getSpecialCellsOrNullObject('DataValidations'),
    };
  test.each(Object.entries(deeds))('refuses %s, and changes nothing', async (_what, deed) => {
    const { outcome, program } = await prepared();
    const before = structuredClone(stateOfWorkbook(program.workbook));
    expect(await outcome(deed)).toBe('AccessDenied');
    expect(stateOfWorkbook(program.workbook)).toEqual(before);
  });
  test('lets cells that are not locked be written, and allows what is allowed', async () => {
    const { outcome } = await prepared({ allowFormatCells: true, allowFormatColumns: true });
    expect(await outcome((_context, sheet) => (sheet.getRange('B1').values = [[1]]))).toBe('no error');
    for (const what of ['a fill', 'a conditional format', 'a width'])
      expect(await outcome(deeds[what]!)).toBe('no error');
    expect(await outcome(deeds['a hidden row']!)).toBe('AccessDenied');
  });
  test('is not put on twice, and comes off with its password only', async () => {
    const { outcome, run } = await prepared({}, 'secret');
    expect(
      await outcome((_context, sheet) => {
        sheet.protection.protect();
      }),
    ).toBe('InvalidOperation');
    expect(
      await outcome((_context, sheet) => {
        sheet.protection.unprotect();
      }),
    ).toBe('InvalidOperation');
    const protection = await run((_context, sheet) => {
      sheet.protection.unprotect('secret');
      sheet.protection.unprotect();
      return sheet.protection.load('protected,options');
    });
    expect([protection.protected, protection.options]).toEqual([false, null]);
  });
  test('of the workbook’s structure keeps the worksheets as they are', async () => {
    const { outcome, person, program } = opened();
    person.addWorksheet('Other');
    person.protectStructure('secret');
    const before = structuredClone(stateOfWorkbook(program.workbook));
    const changes: Parameters<typeof outcome>[0][] = [
      (context) => context.workbook.worksheets.add('New'),
      (_context, sheet) => {
        sheet.delete();
      },
      (_context, sheet) => (sheet.name = 'Mine'),
      (_context, sheet) => (sheet.visibility = 'Hidden'),
      (_context, sheet) => (sheet.position = 1),
      (_context, sheet) => sheet.copy(),
      (context) => {
        context.workbook.protection.unprotect('wrong');
      },
    ];
    for (const change of changes) expect(await outcome(change)).toBe('InvalidOperation');
    expect(stateOfWorkbook(program.workbook)).toEqual(before);
    expect(await outcome((_context, sheet) => (sheet.getRange('A1').values = [[1]]))).toBe('no error');
  });
});
