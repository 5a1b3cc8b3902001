/** Painting in Excel: how much it asks for, how what it paints looks, and what it does when Excel or a person is in the way. */
import { beforeAll, describe, expect, test } from 'vitest';
import { pointsOfCharacters } from '../../../addin/excel-host/paint/sizes.js';
import {
  buildUnitWorkbook,
  cellAddress,
  columnLetters,
  HostError,
  worksheetNames,
  type Blueprint,
  type Border,
  type Style,
  type Worksheet,
} from '../../../core/index.js';
import { cellOf, cellsOf, entries, filled, period, plan, reported, unit } from '../../contract/workbooks.js';
import { looksOf, stateOf } from '../../fakes/excel/state.js';
import { createWorkbook, worksheetOf } from '../../fakes/excel/workbook.js';
import { openBlank, openPainted, small, type Opened } from './opened.js';

const { guide, matrix, findings, metadata } = worksheetNames;
const names = (blueprint: Blueprint) => blueprint.worksheets.map(({ name }) => name);

/** Every row filled in, with remarks, evidence and persons as long as a patient official makes them. */
const wordy = buildUnitWorkbook({
  plan,
  unit,
  period,
  entries: new Map(
    reported.map((no) => [
      no,
      {
        status: 'In progress',
        progress: 0.5,
        evidence: 'Notification of the Home Department. '.repeat(35),
        remarks: 'As agreed in the meeting of the Apex Committee. '.repeat(55),
      },
    ]),
  ),
});

async function failure(painting: Promise<unknown>): Promise<HostError> {
  const outcome: unknown = await painting.catch((error: unknown) => error);
  if (!(outcome instanceof HostError))
    throw new Error('It did not fail with a HostError', { cause: outcome });
  return outcome;
}

const standing = ({ program }: Opened) => program.workbook.worksheets.map(({ name }) => name);

describe('what it asks of Excel', () => {
  test.each([
    ['1.18', 4, 'a small workbook', small],
    ['1.18', 4, 'a whole one, filled in', filled],
    ['1.18', 4, 'a whole one with long texts', wordy],
    ['1.8', 5, 'a small workbook', small],
    ['1.8', 5, 'a whole one, filled in', filled],
    ['1.8', 5, 'a whole one with long texts', wordy],
  ])('with ExcelApi %s is %i syncs below 1 MB each: %s', async (requirements, syncs, _, blueprint) => {
    const opened = openBlank(requirements);
    const first = await opened.host.paint(blueprint);
    expect(first.calls).toBe(syncs);
    expect(opened.program.syncs).toBe(syncs);
    const again = await opened.host.paint(blueprint);
    expect(again.calls).toBe(syncs);
    expect(opened.program.syncs).toBe(2 * syncs);
    expect(opened.program.largest).toBeLessThan(1_000_000);
    // Nothing that Excel keeps track of, which would be let go of in a request of its own.
    expect(opened.program.batches).toHaveLength(2 * syncs);
    expect([...opened.program.unsupported]).toEqual([]);
  });
  test('grows with what people write, and not with syncs', async () => {
    const written = JSON.stringify([...entries.values()]).length;
    expect(written).toBeLessThan(5_000);
    const [few, many] = [openBlank(), openBlank()];
    await few.host.paint(filled);
    await many.host.paint(wordy);
    expect(many.program.largest).toBeGreaterThan(2 * few.program.largest);
    expect(many.program.syncs).toBe(few.program.syncs);
  });
  test('is divided evenly', async () => {
    const { program, host } = openBlank();
    await host.paint(wordy);
    const [first, second] = program.batches.slice(2).map(({ bytes }) => bytes) as [number, number];
    expect(Math.max(first, second)).toBeLessThan(1.5 * Math.min(first, second));
  });
});

describe('what it paints', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = openBlank();
    await opened.host.paint(filled);
  });
  const painted = (name: string) => stateOf(opened.program.workbook, name);
  const source = (name: string) => filled.worksheets.find((one) => one.name === name)!;

  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const weights = { thin: 'Thin', medium: 'Medium', hair: 'Hairline' };
  const lineOf = (border: Border | undefined) =>
    border ? { style: 'Continuous', weight: weights[border.style], colour: border.colour } : null;
  const expected = ({
    font,
    fill,
    horizontal,
    vertical,
    wrap,
    indent,
    numberFormat,
    readingOrder,
  }: Style) => ({
    fill: fill ?? '',
    fontName: font.name,
    fontSize: font.size,
    fontColour: font.colour,
    bold: font.bold ?? false,
    italic: font.italic ?? false,
    underline: font.underline ? 'Single' : 'None',
    horizontal: capital(horizontal ?? (indent === undefined ? 'general' : 'left')),
    vertical: capital(vertical),
    wrap: wrap ?? false,
    indent: indent ?? 0,
    numberFormat: numberFormat ?? 'General',
    readingOrder: readingOrder === 'context' ? 'Context' : 'LeftToRight',
  });
  /** Each cell of a worksheet with its style. */
  const styled = ({ rows }: Worksheet) =>
    rows.flatMap(({ cells }, row) =>
      cells.map(({ style }, column) => ({ row, column, style: filled.styles[style]! })),
    );

  test('looks in each cell as its style says', () => {
    for (const worksheet of filled.worksheets) {
      const differing = styled(worksheet).filter(({ row, column, style }) => {
        const found = looksOf(opened.program.workbook, worksheet.name, cellAddress(row + 1, column + 1));
        return Object.entries(expected(style)).some(
          ([key, value]) => found[key as keyof typeof found] !== value,
        );
      });
      expect(differing, worksheet.name).toEqual([]);
    }
  });
  test('has the borders of each cell, but where a neighbour’s lies over them', () => {
    for (const worksheet of filled.worksheets) {
      const at = (row: number, column: number) => {
        const cell = worksheet.rows[row]?.cells[column];
        return cell && filled.styles[cell.style]!.borders;
      };
      for (const { row, column, style } of styled(worksheet)) {
        const { borders } = looksOf(
          opened.program.workbook,
          worksheet.name,
          cellAddress(row + 1, column + 1),
        );
        const neighbours = {
          top: at(row - 1, column)?.bottom,
          right: at(row, column + 1)?.left,
          bottom: at(row + 1, column)?.top,
          left: at(row, column - 1)?.right,
        };
        for (const side of ['top', 'right', 'bottom', 'left'] as const) {
          const own = lineOf(style.borders?.[side]);
          const other = lineOf(neighbours[side]);
          const found = borders[side].style === 'None' ? null : borders[side];
          const wanted = [own, other].filter((line) => line !== null);
          const place = `${worksheet.name} ${cellAddress(row + 1, column + 1)} ${side}`;
          if (wanted.length === 0) expect(found, place).toBeNull();
          else expect(wanted, place).toContainEqual(found);
          // A heavy line is never painted over by a thin one.
          if (wanted.some((line) => line.weight === 'Medium')) expect(found?.weight, place).toBe('Medium');
        }
      }
    }
  });
  test('opens the cells that people fill in, and no others', () => {
    for (const { name, protection } of filled.worksheets) {
      const open = new Set(cellsOf(protection!.unlocked));
      const { cells } = painted(name);
      const unlocked = Object.entries(cells).flatMap(([cell, { format }]) =>
        format?.locked === false ? [cell] : [],
      );
      expect(new Set(unlocked), name).toEqual(open);
    }
  });
  test('has the sizes of rows and columns, hides and folds them', () => {
    const { rows, columns } = source(matrix);
    const { rowHeights, hiddenRows, rowLevels, columnWidths, hiddenColumns } = worksheetOf(
      opened.program.workbook,
      matrix,
    );
    rows.forEach(({ height, hidden = false, outlineLevel = 0 }, index) => {
      expect(rowHeights.at(index + 1)).toBe(height);
      expect(hiddenRows.at(index + 1)).toBe(hidden);
      expect(rowLevels.at(index + 1)).toBe(outlineLevel);
    });
    columns.forEach(({ width, hidden = false }, index) => {
      expect(columnWidths.at(index + 1), columnLetters(index + 1)).toBe(pointsOfCharacters(width));
      expect(hiddenColumns.at(index + 1)).toBe(hidden);
    });
    expect(Math.max(...rows.map(({ outlineLevel = 0 }) => outlineLevel))).toBe(2);
  });
  test('counts widths as Excel does', () => {
    // Excel's standard column: 8.43 characters, 64 pixels.
    expect(pointsOfCharacters(8.43)).toBe(48);
    expect(pointsOfCharacters(46)).toBe((46 * 7 + 5) * 0.75);
  });
  test('keeps headings in view, filters and prints', () => {
    const worksheet = source(matrix);
    expect(painted(matrix)).toMatchObject({
      frozen: worksheet.frozen,
      autoFilter: { range: worksheet.autoFilter, criteria: [] },
      showGridlines: false,
      tabColour: worksheet.tabColour,
      visibility: 'Visible',
      protection: {
        password: null,
        options: { allowAutoFilter: true, allowSort: true, allowFormatCells: false },
      },
    });
    expect(painted(matrix).page).toMatchObject({
      orientation: 'Landscape',
      paperSize: 'A3',
      zoom: { horizontalFitToPages: 1 },
      'headersFooters/defaultForAllPages/leftFooter': worksheet.print.footer.left,
      'headersFooters/defaultForAllPages/rightFooter': 'Page &P of &N',
    });
    expect(painted(metadata).visibility).toBe('VeryHidden');
  });
  test('draws charts of the blueprint’s series and no others', () => {
    const { name, charts } = source(worksheetNames.rollUp);
    const found = painted(name).charts;
    expect(found.map(({ series }) => series.map((one) => one.name))).toEqual(
      charts.map(({ series }) => series.map((one) => one.name)),
    );
    const [first] = found;
    const [series] = charts[0]!.series;
    expect(first!.series[0]).toMatchObject({
      values: `${name.includes('-') ? `'${name}'` : name}!${series!.values.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}`,
    });
    expect(first!.settings).toMatchObject({ chartType: 'BarStacked', 'title/text': charts[0]!.title });
    // Bars begin at the top, as the table beside them does.
    expect(first!.settings['axes/categoryAxis/reversePlotOrder']).toBe(true);
  });
  test('links to the places that the guide names', () => {
    const { cells } = painted(guide);
    const links = source(guide).rows.flatMap(({ cells: row }) =>
      row.flatMap((cell) => (cell.kind === 'text' && cell.link ? [cell.link] : [])),
    );
    const found = Object.values(cells).flatMap(({ hyperlink }) => (hyperlink ? [hyperlink] : []));
    expect(found).toEqual(
      links.map(({ worksheet, range, tooltip }) => ({
        documentReference: `'${worksheet}'!${range}`,
        screenTip: tooltip,
      })),
    );
  });
  test('calls the workbook what it is, but a person’s own as before', async () => {
    expect(opened.state().properties).toMatchObject({ title: filled.properties.title });
    const own = openBlank();
    own.person.type('Sheet1', 'A1', 'mine');
    await own.host.paint(filled);
    expect(own.state().properties).toEqual({});
  });
});

describe('the worksheets of a workbook', () => {
  test('are ours alone where nobody had used it, and the first is shown', async () => {
    const opened = openBlank();
    const report = await opened.host.paint(small);
    expect(standing(opened)).toEqual(names(small));
    expect(report.untouched).toEqual([]);
    expect(opened.program.workbook.active.name).toBe(guide);
  });
  test('follow those of a person, blank ones among them', async () => {
    const opened = openBlank();
    opened.person.addWorksheet('Plans');
    opened.person.addWorksheet('Notes');
    const report = await opened.host.paint(small);
    expect(standing(opened)).toEqual(['Sheet1', 'Plans', 'Notes', ...names(small)]);
    expect(report.untouched).toEqual(['Sheet1', 'Plans', 'Notes']);
  });
  test('stay where the person looks when they are painted again', async () => {
    const opened = await openPainted();
    opened.person.activate(matrix);
    await opened.host.paint(small);
    expect(opened.program.workbook.active.name).toBe(matrix);
  });
  test('are put back into their order and made visible as they were', async () => {
    const opened = await openPainted();
    const { workbook } = opened.program;
    const before = opened.state();
    workbook.worksheets.reverse();
    worksheetOf(workbook, matrix).visibility = 'Hidden';
    worksheetOf(workbook, metadata).visibility = 'Visible';
    await opened.host.paint(small);
    expect(opened.state()).toEqual(before);
  });
  test('are painted in their place: formulas of other worksheets still lead to them', async () => {
    const opened = await openPainted(filled);
    opened.person.addWorksheet('Own');
    const cell = cellOf(reported[0]!, 'status');
    opened.person.type('Own', 'A1', `=${matrix}!${cell}`);
    await opened.host.paint(filled);
    expect(stateOf(opened.program.workbook, 'Own').cells.A1).toMatchObject({
      formula: `=${matrix}!${cell}`,
      value: 'In progress',
    });
  });
  test('are cleared of all that a person put on them', async () => {
    const opened = await openPainted();
    const before = opened.state();
    const { Excel, person } = opened;
    person.unprotect(findings);
    person.type(findings, 'Z99', 'mine');
    person.hideRows(findings, '50:60');
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem(findings);
      sheet.getRange('A5:C9').merge();
      sheet.getRange('A1:D40').group('ByRows');
      sheet.getRange('A1:D40').format.fill.color = '#FF0000';
      sheet.getRange('3:8').format.rowHeight = 99;
      sheet.getRange('B1:B9').dataValidation.rule = { wholeNumber: { formula1: 1, operator: 'GreaterThan' } };
      sheet.getRange('B1:B9').conditionalFormats.add('DataBar');
      sheet.charts.add('Pie', sheet.getRange('A1:B5'));
      sheet.freezePanes.freezeColumns(3);
      sheet.autoFilter.apply('A3:H9');
      await context.sync();
    });
    const reopened = opened.reopened();
    await reopened.paint(small);
    expect(opened.state()).toEqual(before);
  });
  test('count their days as the workbook does', async () => {
    const workbook = createWorkbook({ dateSystem: 1904 });
    const opened = openBlank('1.18', workbook);
    await opened.host.paint(filled);
    const due = cellOf(reported[0]!, 'due');
    const { value } = stateOf(workbook, matrix).cells[due] as { value: number };
    expect(value).toBe(44_196 - 1_462);
    expect(opened.person.type(matrix, due, 44_196 - 1_462)).toBe('accepted');
    expect(opened.person.type(matrix, due, 1)).toBe('rejected');
  });
});

describe('some of the worksheets', () => {
  test('are painted, and all others left as they are', async () => {
    const opened = await openPainted();
    const before = opened.state();
    opened.person.unprotect(findings);
    opened.person.type(findings, 'A9', 'noted');
    const calls = await opened.syncsOf(() => opened.reopened().paintWorksheets(small, [findings]));
    expect(calls).toBe(4);
    expect(opened.state()).toEqual(before);
  });
  test('are said in the report', async () => {
    const opened = await openPainted();
    const report = await opened.host.paintWorksheets(small, [findings]);
    expect(report).toMatchObject({
      painted: [findings],
      untouched: names(small).filter((name) => name !== findings),
      omitted: [],
    });
  });
  test('are put in again where one is gone, and none is moved for it', async () => {
    const opened = await openPainted();
    opened.person.addWorksheet('Own', matrix);
    opened.person.deleteWorksheet(findings);
    const others = standing(opened);
    await opened.host.read();
    await opened.host.paintWorksheets(small, [findings]);
    expect(standing(opened).filter((name) => name !== findings)).toEqual(others);
    expect(standing(opened)[standing(opened).indexOf(findings) - 1]).toBe(worksheetNames.rollUp);
    expect(opened.program.workbook.active.name).not.toBe(findings);
  });
  test('are not painted where there is nothing of ours', async () => {
    const opened = openBlank();
    const before = opened.state();
    const { code, touched } = await failure(opened.host.paintWorksheets(small, [findings]));
    expect({ code, touched }).toEqual({ code: 'not-found', touched: [] });
    expect(opened.state()).toEqual(before);
  });
});

describe('what was entered since', () => {
  const entry = (opened: Opened) => opened.person.type(matrix, 'S10', 'Entered just now');
  test('it was read is not painted over', async () => {
    const opened = await openPainted();
    const host = opened.reopened();
    await host.read();
    entry(opened);
    const before = opened.state();
    const { code, message, touched } = await failure(host.paint(small));
    expect({ code, touched }).toEqual({ code: 'changed', touched: [] });
    expect(message).toContain(`“${matrix}”`);
    expect(message).not.toContain('Entered');
    expect(opened.state()).toEqual(before);
    await host.read();
    await host.paint(small);
    expect(opened.state()).not.toEqual(before);
  });
  test('it was painted is not painted over', async () => {
    const opened = await openPainted();
    entry(opened);
    expect((await failure(opened.host.paint(small))).code).toBe('changed');
  });
  test.each([
    ['below all others', 'S400'],
    ['beside all others', 'AZ10'],
  ])('%s counts as well', async (_, cell) => {
    const opened = await openPainted();
    opened.person.unprotect(matrix);
    opened.person.type(matrix, cell, 1);
    expect((await failure(opened.host.paint(small))).code).toBe('changed');
  });
  test('elsewhere does not matter', async () => {
    const opened = await openPainted();
    entry(opened);
    await opened.host.paintWorksheets(small, [findings]);
    opened.person.addWorksheet('Own');
    opened.person.type('Own', 'A1', 1);
    await opened.host.read();
    opened.person.type('Own', 'A2', 2);
    await opened.host.paint(small);
  });
  test('is not what a formula shows of itself', async () => {
    const opened = await openPainted(filled);
    const { workbook } = opened.program;
    await opened.host.read();
    workbook.today = '2020-01-01';
    opened.program.markChanged();
    opened.program.settle();
    await opened.host.paint(filled);
  });
});

describe('a workbook that is not to be painted over', () => {
  test('because its structure is protected is left alone, and the person told what to do', async () => {
    const opened = await openPainted();
    opened.person.protectStructure();
    const before = opened.state();
    const { code, message, touched } = await failure(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'no-access', touched: [] });
    expect(message).toContain('Protect Workbook');
    expect(opened.state()).toEqual(before);
  });
  test('because a worksheet has a password is left alone, and the worksheet named', async () => {
    const opened = await openPainted();
    opened.person.unprotect(findings);
    opened.person.protect(findings, 'secret');
    const before = opened.state();
    const { code, message, touched } = await failure(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'no-access', touched: [] });
    expect(message).toContain(`“${findings}”`);
    expect(message).toContain('Unprotect Sheet');
    expect(opened.state()).toEqual(before);
    opened.person.unprotect(findings, 'secret');
    await opened.host.paint(small);
  });
  test('because a worksheet of ours was renamed says how it was called', async () => {
    const opened = await openPainted();
    opened.person.rename(matrix, 'Matrix of Punjab');
    const before = opened.state();
    const { code, message, touched } = await failure(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'foreign-worksheet', touched: [] });
    expect(message).toContain(`“${matrix}”`);
    expect(message).toContain('“Matrix of Punjab”');
    expect(opened.state()).toEqual(before);
  });
  test('because the hidden worksheet was renamed is still known as ours', async () => {
    const opened = await openPainted();
    opened.person.rename(metadata, 'hidden');
    const { message } = await failure(opened.host.paint(small));
    expect(message).toContain(`“${metadata}” has been renamed to “hidden”`);
  });
  test('because a person’s own bears a name of ours is left alone', async () => {
    const opened = openBlank();
    opened.person.rename('Sheet1', matrix.toUpperCase());
    opened.person.type(matrix, 'A1', 'my own');
    const before = opened.state();
    const { code, touched } = await failure(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'foreign-worksheet', touched: [] });
    expect(opened.state()).toEqual(before);
  });
});

describe('a failure', () => {
  test.each([1, 2, 3])('before the request %i is done touches nothing', async (call) => {
    const opened = await openPainted();
    const before = opened.state();
    opened.program.failAt(call, 'before');
    const { code, touched, message, cause } = await failure(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'failed', touched: [] });
    expect(message).toContain('GeneralException');
    expect(cause).toMatchObject({ code: 'GeneralException' });
    expect(opened.state()).toEqual(before);
    await opened.host.paint(small);
    expect(opened.state()).toEqual(before);
  });
  test('of the last request names all worksheets, which are left open until they are painted again', async () => {
    const opened = await openPainted();
    const before = opened.state();
    opened.program.failAt(4, 'before');
    const { touched } = await failure(opened.host.paint(small));
    expect([...touched].sort()).toEqual(names(small).sort());
    expect(opened.program.workbook.worksheets.every(({ protection }) => protection === null)).toBe(true);
    await opened.host.paint(small);
    expect(opened.state()).toEqual(before);
  });
  test.each([3, 4])('half-way through request %i of a first painting can be painted again', async (call) => {
    const untroubled = await openPainted(filled);
    const opened = openBlank();
    opened.program.failAt(call, 'half-way');
    const { touched } = await failure(opened.host.paint(filled));
    expect(touched).toContain(metadata);
    await opened.host.paint(filled);
    expect(opened.state()).toEqual(untroubled.state());
  });
  test.each([
    ['AccessDenied', 'no-access', 'protection'],
    ['InvalidOperationInCellEditMode', 'in-use', 'Finish editing the cell'],
    ['ItemNotFound', 'changed', 'in the meantime'],
    ['NotImplemented', 'unavailable', 'version of Excel'],
  ] as const)('%s is %s, in words', async (code, meaning, words) => {
    const opened = await openPainted();
    opened.program.failAt(4, 'half-way', code);
    const error = await failure(opened.host.paint(small));
    expect(error.code).toBe(meaning);
    expect(error.message).toContain(words);
    expect(error.touched.length).toBeGreaterThan(0);
  });
  test('because a cell is being edited changes nothing', async () => {
    const opened = await openPainted();
    const before = opened.state();
    opened.program.isInCellEditMode = true;
    const { code, touched } = await failure(opened.host.paint(small));
    expect({ code, touched }).toEqual({ code: 'in-use', touched: [] });
    expect(opened.state()).toEqual(before);
  });
  test('forgets what was known of what it touched, and of nothing else', async () => {
    const opened = await openPainted();
    opened.program.failAt(2, 'before');
    await failure(opened.host.paint(small));
    opened.person.type(matrix, 'S10', 'Entered just now');
    expect((await failure(opened.host.paint(small))).code).toBe('changed');
  });
});
