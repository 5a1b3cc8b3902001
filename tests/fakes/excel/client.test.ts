/** The real client library, unmodified, catches an add-in's mistakes before and after they reach the fake Excel. */
import { describe, expect, test } from 'vitest';
import { openExcel } from './node.js';

const outcome = (run: Promise<unknown>) =>
  run.then(
    () => 'no error',
    (error: unknown) => (error as OfficeExtension.Error).code,
  );
/** The code of the error that a batch on the first worksheet ends with. */
const fails = (
  batch: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void,
  requirements = '1.17',
) => {
  const { Excel } = openExcel({ requirements });
  const run = Excel.run(async (context) => {
    batch(context.workbook.worksheets.getFirst(), context);
    await context.sync();
  });
  return outcome(run);
};

describe('the client catches', () => {
  test('reading what was not loaded', async () => {
    const { Excel } = openExcel();
    const run = Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      await context.sync();
      return sheet.name;
    });
    expect(await outcome(run)).toBe('PropertyNotLoaded');
  });
  test('reading before the sync', async () => {
    expect(await fails((sheet) => sheet.load('name').name)).toBe('PropertyNotLoaded');
  });
  test('the result of a method before the sync', async () => {
    expect(await fails((_sheet, context) => context.workbook.worksheets.getCount().value)).toBe(
      'ValueNotLoaded',
    );
  });
  test('isNullObject before the sync', async () => {
    const code = await fails(
      (_sheet, context) => context.workbook.worksheets.getItemOrNullObject('None').isNullObject,
    );
    expect(code).toBe('PropertyNotLoaded');
  });
  test('an object of a run that is over', async () => {
    const { Excel } = openExcel();
    const range = await Excel.run(async (context) => {
      const found = context.workbook.worksheets.getFirst().getRange('A1').load('address');
      await context.sync();
      return found;
    });
    const run = Promise.resolve().then(async () => {
      range.values = [[1]];
      await range.context.sync();
    });
    expect(await outcome(run)).toBe('InvalidObjectPath');
  });
  test('an object of another context', async () => {
    const { Excel } = openExcel();
    const range = new Excel.RequestContext().workbook.worksheets.getFirst().getRange('A1');
    const run = Excel.run(async (context) => {
      context.workbook.worksheets.getFirst().freezePanes.freezeAt(range);
      await context.sync();
    });
    expect(await outcome(run)).toBe('InvalidRequestContext');
  });
  test('a run that promises nothing', async () => {
    const { Excel } = openExcel();
    const run = Excel.run((() => undefined) as unknown as () => Promise<void>);
    expect(await outcome(run)).toBe('RunMustReturnPromise');
  });
  test('setting what does not exist', async () => {
    expect(
      await fails((sheet) => {
        sheet.set({ nmae: 'x' } as Excel.Interfaces.WorksheetUpdateData);
      }),
    ).toBe('InvalidArgument');
  });
});

describe('the requirement set is a gate', () => {
  const later: readonly (readonly [string, string, (sheet: Excel.Worksheet) => unknown])[] = [
    ['1.8', 'getRanges', (sheet) => sheet.getRanges('A1,B2')],
    ['1.8', 'autoFilter', (sheet) => sheet.autoFilter],
    ['1.8', 'pageLayout', (sheet) => sheet.pageLayout],
    [
      '1.9',
      'group',
      (sheet) => {
        sheet.getRange('1:2').group('ByRows');
      },
    ],
    ['1.7', 'dataValidation', (sheet) => sheet.getRange('A1').dataValidation],
    ['1.12', 'getMergedAreasOrNullObject', (sheet) => sheet.getRange('A1').getMergedAreasOrNullObject()],
  ];
  test.each(later)('with ExcelApi %s there is no %s', async (version, _name, use) => {
    expect(await fails((sheet) => use(sheet), version)).toBe('ApiNotFound');
    expect(await fails((sheet) => use(sheet), '1.17')).toBe('no error');
  });
  test('1.10 comes after 1.9', () => {
    const { isSetSupported } = openExcel({ requirements: '1.10' });
    expect(['1.8', '1.9', '1.10', '1.11'].map((version) => isSetSupported('ExcelApi', version))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('the fake refuses', () => {
  test.each([
    [
      'a worksheet that is not there',
      'ItemNotFound',
      (_, context) => context.workbook.worksheets.getItem('None'),
    ],
    ['a bad name', 'InvalidArgument', (_, context) => context.workbook.worksheets.add('a/b')],
    ['a name that is taken', 'ItemAlreadyExists', (_, context) => context.workbook.worksheets.add('SHEET1')],
    ['a grid of another size', 'InvalidArgument', (sheet) => (sheet.getRange('A1:B2').values = [[1, 2, 3]])],
    ['an address that is none', 'InvalidArgument', (sheet) => sheet.getRange('B2:')],
    [
      'an address of more than 255 characters',
      'InvalidArgument',
      (sheet) => sheet.getRanges(Array.from({ length: 64 }, (_, row) => `A${row + 100}`).join(',')),
    ],
    [
      'a text that is too long',
      'InvalidArgument',
      (sheet) => (sheet.getRange('A1').values = [['x'.repeat(32_768)]]),
    ],
    ['a cell that is none', 'InvalidArgument', (sheet) => sheet.getCell(-1, 0)],
    ['a colour that is none', 'InvalidArgument', (sheet) => (sheet.tabColor = '#12')],
    [
      'deleting the only worksheet',
      'InvalidOperation',
      (sheet) => {
        sheet.delete();
      },
    ],
    ['hiding the only worksheet', 'InvalidOperation', (sheet) => (sheet.visibility = 'Hidden')],
    [
      'a list of more than 255 characters',
      'InvalidArgument',
      (sheet) =>
        (sheet.getRange('A1').dataValidation.rule = {
          list: { inCellDropDown: true, source: 'x'.repeat(256) },
        }),
    ],
  ] satisfies readonly (readonly [
    string,
    string,
    (sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown,
  ])[])('%s', async (_what, code, use) => {
    expect(
      await fails((sheet, context) => {
        use(sheet, context);
      }),
    ).toBe(code);
  });

  test('what it does not know, and lists it', async () => {
    const { Excel, program } = openExcel();
    const run = (use: (sheet: Excel.Worksheet) => void) =>
      outcome(
        Excel.run(async (context) => {
          use(context.workbook.worksheets.getFirst());
          await context.sync();
        }),
      );
    expect(await run((sheet) => sheet.shapes.addTextBox('x'))).toBe('NotImplemented');
    expect(await run((sheet) => sheet.getRange('A1').load('valeus'))).toBe('NotImplemented');
    expect(
      await run((sheet) => {
        sheet.getRange('A1').flashFill();
      }),
    ).toBe('NotImplemented');
    expect([...program.unsupported]).toEqual([
      'The fake Excel does not know Worksheet.shapes',
      'The fake Excel does not know Range.valeus',
      'The fake Excel does not know Range.flashFill()',
    ]);
  });
});

describe('requests', () => {
  test('what was done before one action failed stays done, and the traces that were passed are told', async () => {
    const { Excel, program } = openExcel();
    const error = await Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.add('First');
      context.trace('first is there');
      worksheets.getItem('None').activate();
      context.trace('never');
      worksheets.add('Second');
      await context.sync();
    }).catch((thrown: unknown) => thrown as OfficeExtension.Error);
    expect(program.workbook.worksheets.map(({ name }) => name)).toEqual(['Sheet1', 'First']);
    expect(error).toMatchObject({ code: 'ItemNotFound', traceMessages: ['first is there'] });
    expect((error as OfficeExtension.Error).debugInfo.statement).toContain('getItem');
  });

  const write = ({ Excel }: ReturnType<typeof openExcel>) =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      for (const cell of ['A1', 'A2', 'A3', 'A4']) sheet.getRange(cell).values = [[cell]];
      await context.sync();
    });
  test.each([
    ['before', 0, 'GeneralException'],
    ['half-way', 1, 'GeneralException'],
    ['after', 4, 'ConnectionFailure'],
  ] as const)('fail on demand: %s leaves %i cells', async (how, cells, code) => {
    const opened = openExcel();
    opened.program.failAt(1, how);
    expect(await outcome(write(opened))).toBe(code);
    const filled = [...opened.program.workbook.worksheets[0]!.cells.values()].filter(
      ({ value }) => value !== null,
    );
    expect(filled.length).toBe(cells);
    expect(await outcome(write(opened))).toBe('no error');
  });
  test('fail at a later one, once', async () => {
    const opened = openExcel();
    opened.program.failAt(2, 'before', 'AccessDenied');
    expect([
      await outcome(write(opened)),
      await outcome(write(opened)),
      await outcome(write(opened)),
    ]).toEqual(['no error', 'AccessDenied', 'no error']);
  });
  test('fail all while a person types into a cell', async () => {
    const opened = openExcel();
    opened.program.isInCellEditMode = true;
    expect(await outcome(write(opened))).toBe('InvalidOperationInCellEditMode');
  });

  test('wait for the person where the client asks for it and this Excel can', async () => {
    const { Excel, program } = openExcel({ delaysForCellEdit: true });
    program.isInCellEditMode = true;
    const writing = Excel.run({ delayForCellEdit: true }, async (context) => {
      context.workbook.worksheets.getFirst().getRange('A1').values = [['later']];
      await context.sync();
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(program.syncs).toBe(0);
    program.isInCellEditMode = false;
    await writing;
    expect(program.syncs).toBe(1);
  });

  test('are counted with their bytes; letting go of objects is told apart', async () => {
    const { Excel, program } = openExcel();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange('A1').values = [['é']];
      await context.sync();
      const used = sheet.getUsedRangeOrNullObject().load('address');
      await context.sync();
      return used.address;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(program.syncs).toBe(2);
    expect(program.batches.map(({ isCleanUp }) => isCleanUp)).toEqual([false, false, true]);
    expect(program.references.size).toBe(0);
    expect(program.largest).toBe(Math.max(...program.batches.map(({ bytes }) => bytes)));
    expect(program.batches[0]!.bytes).toBeGreaterThan(program.batches[0]!.actions * 20);
  });

  test('carry large grids in pieces that arrive whole', async () => {
    const { Excel, program } = openExcel();
    const grid = Array.from({ length: 400 }, (_, row) =>
      Array.from({ length: 10 }, (_cell, column) => row * 10 + column),
    );
    const [address, last] = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange('A1:J400').values = grid;
      const used = sheet.getUsedRange(true).load('address,values');
      await context.sync();
      return [used.address, used.values.at(-1)!.at(-1) as number];
    });
    expect([address, last, program.syncs]).toEqual(['Sheet1!A1:J400', 3999, 1]);
  });
});
