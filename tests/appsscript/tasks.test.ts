/** What the menu runs without the sidebar: Check, Roll-up and Repair, and what the person is told. */
import { describe, expect, test } from 'vitest';
import {
  buildUnitWorkbook,
  hasPart,
  matrixColumns,
  nispPlan,
  parsePeriod,
  worksheetNames,
  type EntryValues,
} from '../../core/index.js';
import { checkEntries } from '../../appsscript/tasks/check.js';
import { repairInPieces, repairWorkbook } from '../../appsscript/tasks/repair.js';
import { showRollUp } from '../../appsscript/tasks/roll-up.js';
import { loadScript } from '../fakes/sheets/load.js';
import { holdLock, isLocked } from '../fakes/sheets/locks.js';
import type { OpenSheets } from '../fakes/sheets/open.js';
import { shownBy } from '../fakes/sheets/ui.js';
import type { Workbook } from '../fakes/sheets/workbook.js';
import { builtCode } from './bundle.js';
import { openAsGlobals } from './globals.js';
import { paint, stateOf } from './painting.js';

/** The first intervention that the unit reports on. */
const { no } = nispPlan.interventions.find((one) => hasPart(one, 'punjab') && !one.isContainer)!;
const entries = new Map<string, EntryValues>([
  [no, { status: 'In progress', progress: 0.45, remarks: 'As agreed.' }],
]);
const blueprint = buildUnitWorkbook({
  plan: nispPlan,
  unit: 'punjab',
  period: parsePeriod('2019-Q1')!,
  entries,
});
const matrix = blueprint.worksheets.find(({ role }) => role === 'matrix')!;
const letterOf = (key: (typeof matrixColumns)[number]) =>
  String.fromCharCode(65 + matrixColumns.indexOf(key));
/** Where a field of it stands. */
const row = matrix.rows.findIndex(({ cells: [first] }) => first?.kind === 'text' && first.text === no) + 1;
const cellOf = (key: (typeof matrixColumns)[number]) => `${letterOf(key)}${row}`;

interface Opened extends OpenSheets {
  readonly sheet: (name: string) => GoogleAppsScript.Spreadsheet.Sheet;
  /** What was told last, as one text. */
  readonly told: () => string;
}

function openPainted(): Opened {
  const sheets = openAsGlobals();
  paint(blueprint);
  return withTelling(sheets);
}

const withTelling = (sheets: OpenSheets): Opened => ({
  ...sheets,
  sheet: (name) => sheets.app.getActiveSpreadsheet().getSheetByName(name)!,
  told: () => {
    const { title, prompt, buttons } = shownBy(sheets.program).alerts.at(-1)!;
    expect(buttons).toBe('OK');
    return `${title}\n\n${prompt}`;
  },
});

const textsIn = (sheet: GoogleAppsScript.Spreadsheet.Sheet) =>
  sheet.getDataRange().getDisplayValues().flat().join('\n');

describe('Check', () => {
  test('tells how much is wrong, lists it, marks the cells, and shows the list', () => {
    const sheets = openPainted();
    const progress = sheets.sheet('Matrix').getRange(cellOf('progress'));
    sheets.person.pasteBlock('Matrix', cellOf('progress'), [['nearly']]);
    checkEntries();
    expect(sheets.told()).toMatch(/^NISP Matrix\n\nChecked: 1 error/);
    expect(sheets.told()).toContain('“Findings”');
    expect(progress.getNote()).toMatch(/^▲ NISP: /);
    const findings = sheets.sheet(worksheetNames.findings);
    expect(textsIn(findings)).toContain('nearly');
    expect(sheets.app.getActiveSheet().getName()).toBe(worksheetNames.findings);
    expect(sheets.program.toasts.length).toBeGreaterThan(0);
    expect(sheets.program.faults).toEqual([]);
  });
  test('says so where nothing is wrong, and takes marks away', () => {
    const sheets = openPainted();
    const address = cellOf('progress');
    const before = sheets.sheet('Matrix').getRange(address).getNote();
    sheets.person.pasteBlock('Matrix', address, [['nearly']]);
    checkEntries();
    expect(sheets.sheet('Matrix').getRange(address).getNote()).not.toBe(before);
    sheets.person.type('Matrix', address, '45%');
    checkEntries();
    expect(sheets.told()).toContain('Checked: ');
    expect(sheets.told()).not.toMatch(/\d errors?/);
    expect(sheets.sheet('Matrix').getRange(address).getNote()).toBe(before);
  });
  test('touches nothing but Findings and the notes', () => {
    const sheets = openPainted();
    sheets.person.pasteBlock('Matrix', cellOf('progress'), [['nearly']]);
    const rest = ({ worksheets, ...workbook }: Workbook) =>
      stateOf({
        ...workbook,
        worksheets: worksheets
          .filter(({ name }) => name !== worksheetNames.findings)
          .map((worksheet) => ({
            ...worksheet,
            cells: JSON.parse(
              JSON.stringify(worksheet.cells, (key, value: unknown) => (key === 'note' ? undefined : value)),
            ) as Workbook['worksheets'][number]['cells'],
          })),
      });
    const before = rest(structuredClone(sheets.workbook));
    checkEntries();
    expect(rest(sheets.workbook)).toEqual(before);
  });
  test('brings a Findings that is gone back', () => {
    const sheets = openPainted();
    sheets.app.getActiveSpreadsheet().deleteSheet(sheets.sheet(worksheetNames.findings));
    checkEntries();
    expect(sheets.told()).toContain('Checked: ');
    expect(sheets.app.getActiveSheet().getName()).toBe(worksheetNames.findings);
  });
});

describe('Roll-up', () => {
  test('is shown, and nothing is told', () => {
    const sheets = openPainted();
    showRollUp();
    expect(sheets.app.getActiveSheet().getName()).toBe(worksheetNames.rollUp);
    expect(shownBy(sheets.program).alerts).toEqual([]);
  });
  test('that is hidden is told of, and how to show it', () => {
    const sheets = openPainted();
    sheets.person.hideWorksheet(worksheetNames.rollUp);
    showRollUp();
    expect(sheets.told()).toContain('“Roll-up” is hidden. Show it');
  });
});

describe('Repair', () => {
  /** Destroys something on three worksheets. */
  function destroy({ sheet, program }: Opened): void {
    sheet('Matrix').getRange(cellOf('status')).clearDataValidations().setBackground('#ff0000');
    sheet(worksheetNames.rollUp).getRange('A1:C3').setFontSize(20);
    sheet(worksheetNames.guide).getRange('A1').setFontSize(5);
    program.resetCalls();
  }

  test('says what it put back, and where', () => {
    const sheets = openPainted();
    const before = stateOf(sheets.workbook);
    destroy(sheets);
    repairWorkbook();
    const told = sheets.told();
    expect(told).toContain('4 parts were put back. No entry was touched.');
    const status = cellOf('status');
    expect(told).toContain(`Matrix: drop-downs and checks (${status})\nMatrix: looks of cells (${status})`);
    expect(told).toContain('Guide: looks of cells (A1)');
    expect(stateOf(sheets.workbook)).toEqual(before);
    expect(sheets.program.toasts.map(({ message }) => message)).toContain('Looking at Matrix …');
  });
  test('says so where nothing was missing', () => {
    const sheets = openPainted();
    repairWorkbook();
    expect(sheets.told()).toBe(
      'NISP Matrix\n\nNothing was missing: drop-downs, colours, formulas and protection are as they were built.',
    );
  });

  test('that is cut after every piece ends as if it were not', () => {
    const sheets = openPainted();
    const before = stateOf(sheets.workbook);
    destroy(sheets);
    const messages = [];
    do {
      messages.push(repairInPieces({ budget: 0 }).paragraphs.join('\n'));
    } while (messages.at(-1)!.includes('Choose NISP, Repair again'));
    expect(messages).toHaveLength(blueprint.worksheets.length);
    expect(stateOf(sheets.workbook)).toEqual(before);
    const lines = messages.join('\n').split('\n');
    expect(lines.filter((line) => line.includes('looks of cells'))).toHaveLength(3);
    expect(repairInPieces().paragraphs.join()).toContain('Nothing was missing');
  });
  test('that was cut looks again at a worksheet into which somebody pasted meanwhile', () => {
    const sheets = openPainted();
    repairInPieces({ budget: 0 });
    const [first] = blueprint.worksheets;
    expect(first!.name).toBe(worksheetNames.guide);
    sheets.sheet(worksheetNames.guide).getRange('A30').setValue('Pasted');
    sheets.sheet(worksheetNames.guide).getRange('A1').setFontSize(5);
    expect(repairInPieces().paragraphs.join()).toContain('Guide: looks of cells (A1)');
  });
  test('that fails half-way says what it had changed, and goes on when it is chosen again', () => {
    const sheets = openPainted();
    const before = stateOf(sheets.workbook);
    destroy(sheets);
    const { program } = sheets;
    // The second worksheet that is written to.
    let writes = 0;
    const disturb = (name: string) => {
      if (name === 'RangeList.setFontSize') writes += 1;
      if (writes !== 2) return;
      writes += 1;
      program.failAt(1);
    };
    for (let call = 1; call < 20_000; call += 1) program.beforeCall(call, disturb);
    repairWorkbook();
    expect(sheets.told()).toContain('The workbook could not be repaired.\n\nGoogle Sheets does not answer.');
    expect(sheets.told()).toContain('Changed by then: Guide, Matrix and Roll-up.');
    program.resetCalls();
    repairWorkbook();
    expect(stateOf(sheets.workbook)).toEqual(before);
  });
});

describe('each of them', () => {
  const tasks = [
    ['Check', checkEntries],
    ['Roll-up', showRollUp],
    ['Repair', repairWorkbook],
  ] as const;

  test.each(tasks)('%s says where there is no matrix, and how to build one', (_, run) => {
    const sheets = withTelling(openAsGlobals());
    const before = structuredClone(sheets.workbook);
    run();
    expect(sheets.told()).toContain('Choose NISP, Build…');
    expect(sheets.workbook).toEqual(before);
  });
  test.each(tasks.filter(([name]) => name !== 'Roll-up'))(
    '%s says that the matrix is gone, and how to get it back',
    (_, run) => {
      const sheets = openPainted();
      sheets.app.getActiveSpreadsheet().deleteSheet(sheets.sheet('Matrix'));
      run();
      expect(sheets.told()).toContain('Choose NISP, Build… to build it again');
    },
  );
  test.each(tasks.filter(([name]) => name !== 'Roll-up'))('%s says why a matrix cannot be used', (_, run) => {
    const sheets = openPainted();
    const metadata = sheets.sheet('_nisp');
    const values = metadata.getDataRange().getValues() as string[][];
    metadata.getRange(values.findIndex(([key]) => key === 'period') + 1, 2).setValue('2019-Q9');
    run();
    expect(sheets.told()).toContain('cannot be used as it is');
    expect(sheets.told()).toContain('2019-Q9');
  });
  test.each(tasks.filter(([name]) => name !== 'Roll-up'))(
    '%s waits for others, and says so if they take too long',
    (_, run) => {
      const sheets = openPainted();
      const before = stateOf(sheets.workbook);
      const letGo = holdLock(sheets.program);
      run();
      expect(sheets.told()).toContain('Try again in a minute.');
      expect(stateOf(sheets.workbook)).toEqual(before);
      letGo();
      holdLock(sheets.program, 3_000);
      run();
      expect(sheets.told()).not.toContain('Try again');
    },
  );
  test.each(tasks)('%s holds no lock while it tells, or when it has ended', (_, run) => {
    const sheets = openPainted();
    const locked: boolean[] = [];
    const tell = (name: string) => {
      if (name === 'Ui.alert') locked.push(isLocked(sheets.program));
    };
    sheets.program.resetCalls();
    for (let call = 1; call < 5_000; call += 1) sheets.program.beforeCall(call, tell);
    run();
    expect(locked).not.toContain(true);
    expect(isLocked(sheets.program)).toBe(false);
  });
  test('a fault is told without what stands in cells', () => {
    const sheets = openPainted();
    const { program } = sheets;
    program.beforeCall(30, () => {
      throw new RangeError('secret remark');
    });
    checkEntries();
    expect(sheets.told()).toContain('Something unexpected happened (RangeError).');
    expect(sheets.told()).not.toContain('secret');
    expect(program.faults).toHaveLength(1);
  });
});

test('the script that is pushed does all of it', async () => {
  const sheets = openPainted();
  const script = loadScript(sheets.program, await builtCode());
  const before = stateOf(sheets.workbook);
  sheets.sheet('Matrix').getRange(cellOf('status')).setBackground('#ff0000');
  script.run('repairWorkbook');
  expect(stateOf(sheets.workbook)).toEqual(before);
  script.run('checkEntries');
  expect(sheets.told()).toContain('Checked: ');
  script.run('showRollUp');
  script.run('onOpen', [], { trigger: 'onOpen' });
  expect(shownBy(sheets.program).menus).toHaveLength(1);
});
