/** What a person does in the fake Excel, and what the client's handlers hear of it. */
import { describe, expect, test } from 'vitest';
import { openExcel } from './node.js';
import { stateOf } from './state.js';

type Heard = Record<string, unknown>;

/** Listens to everything that the add-in may ask for. */
async function listening(requirements = '1.17') {
  const excel = openExcel({ requirements });
  const heard: Heard[] = [];
  const note = (args: unknown) => {
    heard.push(JSON.parse(JSON.stringify(args)) as Heard);
    return Promise.resolve();
  };
  await excel.Excel.run(async (context) => {
    const { worksheets } = context.workbook;
    if (excel.isSetSupported('ExcelApi', '1.9')) {
      worksheets.onChanged.add(note);
      worksheets.onSelectionChanged.add(note);
    } else {
      const sheet = worksheets.getFirst();
      // Its id is what events of one worksheet are sorted by.
      sheet.load('id');
      await context.sync();
      sheet.onChanged.add(note);
    }
    worksheets.onAdded.add(note);
    worksheets.onDeleted.add(note);
    worksheets.onActivated.add(note);
    await context.sync();
  });
  const told = async () => {
    await excel.eventsDelivered();
    return heard.splice(0);
  };
  return { ...excel, told };
}

describe('a person', () => {
  test('types, and the add-in hears of it', async () => {
    const { person, told, program } = await listening();
    expect(person.type('Sheet1', 'B2', '50%')).toBe('accepted');
    expect(await told()).toMatchObject([
      {
        type: 'WorksheetChanged',
        address: 'B2',
        changeType: 'RangeEdited',
        source: 'Local',
        triggerSource: 'Unknown',
        worksheetId: program.workbook.worksheets[0]!.id,
        details: { valueBefore: '', valueAfter: 0.5, valueTypeBefore: 'Empty', valueTypeAfter: 'Double' },
      },
    ]);
  });
  test('is asked by the validation when typing, and not when pasting', async () => {
    const { Excel, person, program } = openExcel();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      const [strict, lenient] = [sheet.getRange('A1').dataValidation, sheet.getRange('A2').dataValidation];
      for (const validation of [strict, lenient])
        validation.rule = { wholeNumber: { formula1: 0, formula2: 100, operator: 'Between' } };
      lenient.errorAlert = { title: '', message: 'Sure?', showAlert: true, style: 'Warning' };
      sheet.getRange('A3').dataValidation.rule = { list: { inCellDropDown: true, source: 'Yes,No' } };
      await context.sync();
    });
    expect([person.type('Sheet1', 'A1', '50'), person.type('Sheet1', 'A1', '500')]).toEqual([
      'accepted',
      'rejected',
    ]);
    expect(person.type('Sheet1', 'A2', 'many')).toBe('warned');
    expect([person.type('Sheet1', 'A3', 'Yes'), person.type('Sheet1', 'A3', 'yes')]).toEqual([
      'accepted',
      'rejected',
    ]);
    const values = () => program.workbook.worksheets[0]!.cells;
    expect([...values().values()].map(({ value }) => value)).toEqual([50, 'many', 'Yes']);
    person.pasteBlock('Sheet1', 'A1', [[500]]);
    expect(stateOf(program.workbook, 'Sheet1').validations.flatMap(({ ranges }) => ranges)).toEqual([
      'A2',
      'A3',
    ]);
  });
  test('pastes fifty rows, which is one event', async () => {
    const { person, told, program } = await listening();
    const block = Array.from({ length: 50 }, (_, row) => [`row ${row}`, { value: row, fill: '#ffff00' }]);
    person.pasteBlock('Sheet1', 'C3', block);
    expect(await told()).toMatchObject([{ address: 'C3:D52', changeType: 'RangeEdited' }]);
    expect(stateOf(program.workbook, 'Sheet1').cells.D52).toEqual({ value: 49, format: { fill: '#FFFF00' } });
  });
  test('copies within the workbook: formulas shift, validations and formats come along', async () => {
    const { Excel, person, program } = openExcel();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getFirst();
      sheet.getRange('A1:B1').formulas = [[2, '=A1*2']];
      sheet.getRange('B1').format.font.bold = true;
      sheet.getRange('B1').dataValidation.rule = { decimal: { formula1: 0, operator: 'GreaterThan' } };
      sheet.getRange('A2:A3').values = [[3], [4]];
      await context.sync();
    });
    person.paste(['Sheet1', 'B1'], ['Sheet1', 'B2:B3']);
    const { cells, validations } = stateOf(program.workbook, 'Sheet1');
    expect([cells.B2, cells.B3]).toEqual([
      { value: 6, formula: '=A2*2', format: { bold: true } },
      { value: 8, formula: '=A3*2', format: { bold: true } },
    ]);
    expect(validations.map(({ ranges }) => ranges)).toEqual([['B1:B3']]);
  });
  test('cannot change locked cells', async () => {
    const { person } = openExcel();
    await Promise.resolve();
    person.protect('Sheet1');
    for (const deed of [
      () => person.type('Sheet1', 'A1', 'x'),
      () => {
        person.clear('Sheet1', 'A1');
      },
      () => {
        person.pasteBlock('Sheet1', 'A1', [['x']]);
      },
    ])
      expect(deed).toThrow('protected sheet');
  });
  test('inserts, deletes and sorts rows', async () => {
    const { person, told, program } = await listening();
    person.pasteBlock('Sheet1', 'A1', [[3], [1], [2]]);
    await told();
    person.insertRows('Sheet1', 2, 2);
    person.deleteRows('Sheet1', 2);
    person.sort('Sheet1', 'A1:A4', 'A');
    expect((await told()).map(({ changeType, address }) => [changeType, address])).toEqual([
      ['RowInserted', '2:3'],
      ['RowDeleted', '2:2'],
      ['RangeEdited', 'A1:A4'],
    ]);
    expect(Object.values(stateOf(program.workbook, 'Sheet1').cells)).toEqual([
      { value: 1 },
      { value: 2 },
      { value: 3 },
    ]);
  });
  test('selects, shows, adds, renames and deletes worksheets', async () => {
    const { person, told } = await listening();
    person.addWorksheet('Other', 'Sheet1');
    person.select('Other', 'B2:C3');
    person.rename('Other', 'Mine');
    person.activate('Sheet1');
    person.deleteWorksheet('Mine');
    expect((await told()).map(({ type, address }) => [type, address])).toEqual([
      ['WorksheetAdded', undefined],
      ['WorksheetActivated', undefined],
      ['WorksheetSelectionChanged', 'B2:C3'],
      ['WorksheetActivated', undefined],
      ['WorksheetDeleted', undefined],
    ]);
  });
});

describe('the add-in', () => {
  const write = (Excel: Awaited<ReturnType<typeof listening>>['Excel'], isQuiet = false) =>
    Excel.run(async (context) => {
      if (isQuiet) context.runtime.enableEvents = false;
      context.workbook.worksheets.getFirst().getRange('A1').values = [['x']];
      if (isQuiet) context.runtime.enableEvents = true;
      await context.sync();
    });
  test('hears of its own writing, and can tell that it is its own', async () => {
    const { Excel, told } = await listening();
    await write(Excel);
    expect(await told()).toMatchObject([{ address: 'A1', triggerSource: 'ThisLocalAddin' }]);
  });
  test('hears on 1.8 of one worksheet, without being told who wrote', async () => {
    const { Excel, told } = await listening('1.8');
    await write(Excel);
    const [event] = await told();
    expect(event).toMatchObject({ address: 'A1', changeType: 'RangeEdited' });
    expect(event).not.toHaveProperty('triggerSource');
  });
  test('hears nothing while events are off', async () => {
    const { Excel, told } = await listening();
    await write(Excel, true);
    expect(await told()).toEqual([]);
  });
  test('hears nothing when it no longer listens', async () => {
    const { Excel, program, person, eventsDelivered } = openExcel();
    let count = 0;
    const registration = await Excel.run(async (context) => {
      const added = context.workbook.worksheets.onChanged.add(() => {
        count += 1;
        return Promise.resolve();
      });
      await context.sync();
      return added;
    });
    expect(program.events.listening).toEqual(['DataChanged Workbook']);
    person.type('Sheet1', 'A1', 1);
    await eventsDelivered();
    await Excel.run(registration.context, async (context) => {
      registration.remove();
      await context.sync();
    });
    expect(program.events.listening).toEqual([]);
    person.type('Sheet1', 'A1', 2);
    await eventsDelivered();
    expect(count).toBe(1);
  });
  test('holds on to a range that moves', async () => {
    const { Excel, person } = openExcel();
    const address = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getFirst().getRange('B5');
      await context.sync();
      person.insertRows('Sheet1', 1, 3);
      range.load('address');
      await context.sync();
      return range.address;
    });
    expect(address).toBe('Sheet1!B8');
  });
});
