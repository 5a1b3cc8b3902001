/** Painting a workbook in Google Sheets: what stands there then, cell by cell, and what it takes. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildUnitWorkbook,
  cellAddress,
  cellsOf,
  columnPixels,
  diagnose,
  extentOf,
  lengthFormula,
  listNames,
  matrixColumns,
  namesAsTexts,
  rangeAddress,
  rangeOf,
  templateVersion,
  worksheetNames,
  type Blueprint,
  type Style,
  type Worksheet,
} from '../../core/index.js';
import { heightsOf } from '../../appsscript/spreadsheet-host/paint/sizes.js';
import { helpOf } from '../../appsscript/spreadsheet-host/paint/validations.js';
import { cellAt, lookAt } from '../fakes/sheets/cells.js';
import type { Calls } from '../fakes/sheets/program.js';
import { findWorksheet, type Looks, type Workbook } from '../fakes/sheets/workbook.js';
import { filled, handedOut, period, plan, smallWorkbook, unit, worksheetOf } from '../contract/workbooks.js';
import { openAsGlobals } from './globals.js';
import { paint } from './painting.js';

const { matrix, rollUp, lists } = worksheetNames;

describe('what it takes', () => {
  const painted = (blueprint: Blueprint): Calls => {
    const { program } = openAsGlobals();
    paint(blueprint);
    return program.calls;
  };
  /** Groups of rows: a run of rows at least as deep as a level is one. */
  const groupsOf = ({ worksheets }: Blueprint) =>
    worksheets
      .flatMap(({ rows }) => [1, 2].map((level) => rows.map(({ outlineLevel = 0 }) => outlineLevel >= level)))
      .reduce(
        (sum, isDeep) => sum + isDeep.filter((deep, index) => deep && isDeep[index - 1] !== true).length,
        0,
      );

  test('does not grow with rows, but by two calls of services for each group of rows', () => {
    const small = smallWorkbook();
    const blueprints = [small, handedOut, filled];
    expect(blueprints.map((blueprint) => worksheetOf(blueprint, 'matrix').rows.length)).toEqual([
      14, 208, 208,
    ]);
    const calls = blueprints.map(painted);
    for (const [index, { byName, total }] of calls.entries()) {
      const more = groupsOf(blueprints[index]!) - groupsOf(small);
      expect(byName).toEqual({
        ...calls[0]!.byName,
        'Range.shiftRowGroupDepth': calls[0]!.byName['Range.shiftRowGroupDepth']! + more,
        'Sheet.getRange': calls[0]!.byName['Sheet.getRange']! + more,
      });
      // As the docstring of painting says.
      expect(total - 2 * groupsOf(blueprints[index]!)).toBe(941);
    }
    expect(groupsOf(handedOut)).toBeGreaterThan(20);
  });
  test('does not grow with findings', () => {
    const all = plan.interventions.map(({ no }) =>
      diagnose('status/missing', { no }, { intervention: no, at: { worksheet: matrix, range: 'F6' } }),
    );
    const { program } = openAsGlobals();
    paint(handedOut);
    const few = all.slice(0, 2);
    // The first time the grid has to grow, and there is no filter that would have to be taken away.
    const calls = [all, few, all].map((findings) => {
      program.resetCalls();
      paint(buildUnitWorkbook({ plan, unit, period, findings }), [worksheetNames.findings]);
      return program.calls;
    });
    expect(all.length).toBeGreaterThan(100);
    expect(calls[2]).toEqual(calls[1]);
  });
});

describe('what stands there', () => {
  let workbook: Workbook;
  const found = (name: string) => findWorksheet(workbook, name)!;
  // Painted once for all tests that only look at what is kept.
  beforeAll(() => {
    ({ workbook } = openAsGlobals());
    paint(filled);
  });
  const each = <T>(look: (worksheet: Worksheet) => T) => filled.worksheets.map(look);

  test('worksheets in order, the hidden ones hidden, with tabs, lines and frozen rows', () => {
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(each(({ name }) => name));
    const views = workbook.worksheets.map((one) => [
      one.hidden,
      one.tabColour?.toUpperCase(),
      one.hiddenGridlines,
      one.frozenRows,
      one.frozenColumns,
    ]);
    expect(views).toEqual(
      each(({ visibility, tabColour, showGridLines, frozen }) => [
        visibility !== 'visible',
        tabColour,
        !showGridLines,
        frozen.rows,
        frozen.columns,
      ]),
    );
  });

  const looksOf = ({ font, ...style }: Style): Partial<Looks> => ({
    background: style.fill?.toLowerCase() ?? '#ffffff',
    fontColour: font.colour.toLowerCase(),
    fontFamily: font.name,
    fontSize: font.size,
    fontWeight: font.bold ? 'bold' : 'normal',
    fontStyle: font.italic ? 'italic' : 'normal',
    fontLine: font.underline ? 'underline' : 'none',
    horizontal: style.horizontal ?? (style.indent === undefined ? 'general' : 'left'),
    vertical: style.vertical === 'center' ? 'middle' : style.vertical,
    wrap: style.wrap ? 'WRAP' : 'OVERFLOW',
    textDirection: style.readingOrder === 'context' ? null : 'LEFT_TO_RIGHT',
  });
  test('every cell looks as its style says, with its number format and note', () => {
    const differing: unknown[] = [];
    let cells = 0;
    for (const { name, rows } of filled.worksheets) {
      rows.forEach((row, down) => {
        row.cells.forEach(({ style: styleName, note = '' }, across) => {
          const style = filled.styles[styleName]!;
          const cell = cellAt(found(name), down + 1, across + 1);
          const looks = looksOf(style);
          cells += 1;
          const isSame =
            Object.entries(looks).every(([look, value]) => lookAt(cell, look as keyof Looks) === value) &&
            (cell.numberFormat ?? 'General') === (style.numberFormat ?? 'General') &&
            cell.note === note;
          if (!isSame) differing.push({ name, at: cellAddress(down + 1, across + 1), cell, looks });
        });
      });
    }
    expect(differing).toEqual([]);
    expect(cells).toBeGreaterThan(4_000);
  });
  test('the lines around every cell are its style’s, or its neighbour’s where these meet', () => {
    const styles = { thin: 'SOLID', medium: 'SOLID_MEDIUM', hair: 'DOTTED' } as const;
    const sides = { top: [-1, 0], right: [0, 1], bottom: [1, 0], left: [0, -1] } as const;
    const opposite = { top: 'bottom', right: 'left', bottom: 'top', left: 'right' } as const;
    const differing: unknown[] = [];
    for (const { name, rows } of filled.worksheets) {
      const bordersAt = (row: number, column: number) =>
        filled.styles[rows[row]?.cells[column]?.style ?? '']?.borders;
      rows.forEach((row, down) => {
        row.cells.forEach((_, across) => {
          const borders = cellAt(found(name), down + 1, across + 1).borders;
          for (const side of ['top', 'right', 'bottom', 'left'] as const) {
            const [r, c] = sides[side];
            const wanted = [
              bordersAt(down, across)?.[side],
              bordersAt(down + r, across + c)?.[opposite[side]],
            ].flatMap((border) => (border ? [`${styles[border.style]} ${border.colour.toLowerCase()}`] : []));
            const line = borders[side] && `${borders[side].style} ${borders[side].colour.toLowerCase()}`;
            if (wanted.length === 0 ? line !== undefined : !wanted.includes(line ?? ''))
              differing.push({ name, at: cellAddress(down + 1, across + 1), side, line, wanted });
          }
        });
      });
    }
    expect(differing).toEqual([]);
  });
  test('the line under a total’s top is the thick one', () => {
    const { rows } = worksheetOf(filled, 'roll-up');
    const total = rows.findIndex(({ cells }) => cells[0]?.style === 'total-name') + 1;
    expect(cellAt(found(rollUp), total, 2).borders.top?.style).toBe('SOLID_MEDIUM');
    expect(cellAt(found(rollUp), total, 2).borders.bottom?.style).toBe('SOLID');
  });

  test('columns have their widths, rows what their text does not give them', () => {
    for (const worksheet of filled.worksheets) {
      const { rows, columns } = found(worksheet.name);
      worksheet.columns.forEach(({ width }, index) => {
        expect(columns.sizes[index + 1] ?? 100).toBe(columnPixels(width));
      });
      const { body, own } = heightsOf(worksheet);
      expect(Object.values(own).some((height) => height !== null)).toBe(true);
      own.forEach((height, index) => {
        expect(rows.sizes[index + 1] ?? 21, `${worksheet.name} ${index + 1}`).toBe(height ?? body);
      });
    }
  });
  test('hidden rows and columns, and groups of rows with their buttons above', () => {
    const { rows, columns } = found(matrix);
    const { rows: wanted, columns: wantedColumns } = worksheetOf(filled, 'matrix');
    const hidden = (lines: readonly { readonly hidden?: boolean }[]) =>
      lines.flatMap((line, index) => (line.hidden ? [String(index + 1)] : []));
    expect(Object.keys(rows.hidden)).toEqual(hidden(wanted));
    expect(Object.keys(columns.hidden)).toEqual(hidden(wantedColumns));
    expect(hidden(wanted)).toEqual(['4']);
    expect(hidden(wantedColumns)).toHaveLength(5);
    expect(rows.control).toBe('BEFORE');
    expect(wanted.map((_, index) => rows.depths[index + 1] ?? 0)).toEqual(
      wanted.map(({ outlineLevel = 0 }) => outlineLevel),
    );
  });
  test('room for people below and beside, and not much more', () => {
    for (const worksheet of filled.worksheets) {
      const { maxRows, maxColumns } = found(worksheet.name);
      const { rows, columns } = extentOf(worksheet);
      expect([worksheet.name, maxRows - rows, maxColumns - columns]).toEqual([worksheet.name, 50, 3]);
    }
  });
  test('merged cells and filters', () => {
    for (const { name, merges, autoFilter } of filled.worksheets) {
      expect(found(name).merges.map(rangeAddress).sort()).toEqual([...merges].sort());
      const filter = found(name).filter;
      expect(filter && rangeAddress(filter.range)).toBe(autoFilter);
    }
    expect(filled.worksheets.some(({ autoFilter }) => autoFilter !== null)).toBe(true);
  });

  test('conditional formats in order, without bars, names as text', () => {
    const wanted = worksheetOf(filled, 'matrix').conditionalFormats.filter(({ kind }) => kind !== 'data-bar');
    const { conditionalFormats } = found(matrix);
    expect(
      conditionalFormats.map(({ ranges, criteria, values, background, fontColour, bold }) => ({
        ranges: ranges.map(rangeAddress),
        criteria,
        values,
        background: background?.toUpperCase() ?? null,
        fontColour: fontColour?.toUpperCase() ?? null,
        bold,
      })),
    ).toEqual(
      wanted.flatMap((format) => {
        if (format.kind === 'data-bar') return [];
        return [
          {
            ranges: [format.range],
            criteria: format.kind === 'formula' ? 'CUSTOM_FORMULA' : 'TEXT_EQUAL_TO',
            values: [format.kind === 'formula' ? `=${namesAsTexts(format.formula)}` : format.text],
            background: format.style.fill ?? null,
            fontColour: format.style.textColour ?? null,
            bold: format.style.bold ?? null,
          },
        ];
      }),
    );
    expect(String(conditionalFormats.at(-1)!.values[0])).toContain('<=INDIRECT("NISP_AsOf"),');
  });
  test('validations with their help, on their cells and no others', () => {
    for (const { name, validations } of filled.worksheets) {
      const worksheet = found(name);
      const covered = new Set<string>();
      for (const validation of validations) {
        for (const { top, left } of validation.ranges.flatMap((range) => [...cellsOf(rangeOf(range))])) {
          covered.add(cellAddress(top, left));
          expect(cellAt(worksheet, top, left).validation).toMatchObject({
            allowInvalid: validation.onInvalid === 'warn',
            helpText: helpOf(validation),
          });
        }
      }
      const present = Object.entries(worksheet.cells).flatMap(([row, cells]) =>
        Object.entries(cells).flatMap(([column, { validation }]) =>
          validation ? [cellAddress(Number(row), Number(column))] : [],
        ),
      );
      expect(present.sort()).toEqual([...covered].sort());
    }
    const rules = new Set(
      Object.values(found(matrix).cells)
        .flatMap((row) => Object.values(row))
        .map(({ validation }) => validation && JSON.stringify([validation.criteria, validation.values])),
    );
    const { sheetId } = found(lists);
    const statusList = rangeOf(filled.names.find(({ name }) => name === listNames.status)!.range);
    expect(rules).toContain(JSON.stringify(['VALUE_IN_RANGE', [{ sheetId, range: statusList }, true]]));
    expect(rules).toContain(JSON.stringify(['NUMBER_BETWEEN', [0, 1]]));
    expect(rules).toContain(JSON.stringify(['NUMBER_GREATER_THAN_OR_EQUAL_TO', [0]]));
    expect(rules).toContain(JSON.stringify(['CUSTOM_FORMULA', [lengthFormula(32_767)]]));
    const { min, max } = worksheetOf(filled, 'matrix').validations.find(({ kind }) => kind === 'date') as {
      min: string;
      max: string;
    };
    expect(rules).toContain(JSON.stringify(['DATE_BETWEEN', [min, max]]));
  });

  test('protection that warns, but for the cells that people fill in', () => {
    for (const { name, protection } of filled.worksheets) {
      const { protections } = found(name);
      expect(protections).toHaveLength(1);
      expect(protections[0]).toMatchObject({ range: null, warningOnly: true });
      expect(protections[0]!.unprotected.map(rangeAddress)).toEqual(
        protection!.unlocked.map((range) => rangeAddress(rangeOf(range))),
      );
    }
  });
  test('names, keys of columns, and the version of the template', () => {
    const where = workbook.names.map(({ name, area, scope }) => [
      name,
      scope,
      workbook.worksheets.find(({ sheetId }) => sheetId === area?.sheetId)?.name,
      area && rangeAddress(area.range),
    ]);
    expect(where.sort()).toEqual(
      filled.names
        .map(({ name, worksheet, range }) => [name, null, worksheet, rangeAddress(rangeOf(range))])
        .sort(),
    );
    const { sheetId } = found(matrix);
    const told = workbook.metadata.map(({ key, value, visibility, location }) => ({
      key,
      value,
      visibility,
      location,
    }));
    expect(told).toHaveLength(matrixColumns.length + 1);
    expect(told).toEqual(
      expect.arrayContaining([
        {
          key: 'nisp-template',
          value: templateVersion,
          visibility: 'DOCUMENT',
          location: { kind: 'spreadsheet' },
        },
        ...matrixColumns.map((value, index) => ({
          key: 'nisp-field',
          value,
          visibility: 'DOCUMENT',
          location: { kind: 'column', sheetId, at: index + 1 },
        })),
      ]),
    );
  });
  test('charts over their anchors, with names and colours for their series', () => {
    const { charts: wanted, columns } = worksheetOf(filled, 'roll-up');
    const { charts } = found(rollUp);
    expect(charts).toHaveLength(wanted.length);
    expect(wanted.length).toBeGreaterThan(0);
    wanted.forEach((chart, index) => {
      const { type, ranges, options, anchor } = charts[index]!;
      const { top, left, right } = rangeOf(chart.anchor);
      expect(type).toBe(chart.kind === 'stacked-bar' ? 'BAR' : 'COLUMN');
      expect(anchor).toEqual({ row: top, column: left, offsetX: 5, offsetY: 5 });
      expect(ranges.map(({ range }) => rangeAddress(range))).toEqual([
        chart.categories,
        ...chart.series.map(({ values }) => values),
      ]);
      const width = columns.slice(left - 1, right).reduce((sum, one) => sum + columnPixels(one.width), 0);
      expect(options).toMatchObject({
        title: chart.title,
        isStacked: true,
        width: width - 10,
        series: Object.fromEntries(
          chart.series.map(({ name, colour }, place) => [place, { labelInLegend: name, color: colour }]),
        ),
      });
      expect(Number(options.height)).toBeGreaterThan(200);
    });
  });
  test('formulas that compute with the names', () => {
    const { app } = openAsGlobals();
    paint(filled);
    const shown = app
      .getActiveSpreadsheet()
      .getSheetByName(rollUp)!
      .getDataRange()
      .getValues() as unknown[][];
    const { rows } = worksheetOf(filled, 'roll-up');
    let formulas = 0;
    rows.forEach(({ cells }, down) => {
      cells.forEach((cell, across) => {
        if (cell.kind !== 'formula') return;
        formulas += 1;
        const value = shown[down]![across];
        if (typeof cell.result === 'number') expect(value).toBeCloseTo(cell.result, 9);
        else expect(value).toBe(cell.result);
      });
    });
    expect(formulas).toBeGreaterThan(300);
  });
});

test('help says what belongs in a cell, and what is taken if that says more', () => {
  const [prompt, error] = [
    { title: '', text: 'A date.' },
    { title: '', text: 'Enter a date such as 5-Apr-2019.' },
  ];
  expect(helpOf({ prompt, error })).toBe('A date. Enter a date such as 5-Apr-2019.');
  expect(helpOf({ prompt: error, error })).toBe(error.text);
});
