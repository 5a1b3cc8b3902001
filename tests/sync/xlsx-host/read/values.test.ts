/** Dates, percentages and fills: what a style makes of a cell. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { dateOfIso, kindOfNumberFormat } from '../../../../sync/xlsx-host/read/number-format.js';
import { tinted } from '../../../../sync/xlsx-host/read/styles.js';
import { cellsOf, firstRow, firstWorksheet, styles, withRows } from './workbook.js';

describe('number formats', () => {
  test('built-in formats, unless the workbook gives the number its own code', () => {
    const kinds = (ids: readonly number[]) => ids.map((id) => kindOfNumberFormat(id, new Map()));
    expect(kinds([14, 15, 16, 17, 22, 27, 36, 45, 47, 50, 58])).toEqual(Array(11).fill('date'));
    expect(kinds([9, 10])).toEqual(['percent', 'percent']);
    expect(kinds([0, 1, 2, 11, 13, 37, 44, 46, 48, 49, 164, NaN])).toEqual(Array(12).fill('number'));
    expect(kindOfNumberFormat(14, new Map([[14, '0.00']]))).toBe('number');
  });
});

describe('dates', () => {
  test.each<[string, string | null]>([
    ['2019-03-31', '2019-03-31'],
    ['2019-03-31T00:00:00', '2019-03-31'],
    ['2019-03-31T14:30:05', '2019-03-31T14:30:05'],
    ['2019-03-31T14:30', '2019-03-31T14:30:00'],
    ['2019-03-31T14:30:00.000Z', '2019-03-31T14:30:00'],
    ['2019-03-31T23:30:00+05:00', '2019-03-31T23:30:00'],
    ['2019-02-29', null],
    ['2019-13-01', null],
    ['2019-03-31T25:00:00', null],
    ['T14:30', null],
    ['31/03/2019', null],
    ['', null],
  ])('ISO %j is %s', (text, date) => {
    expect(dateOfIso(text)).toBe(date);
  });

  test('in cells, with percentages and errors', () => {
    const parts = withRows(
      '<row r="1"><c s="1"><v>43555</v></c><c s="2"><v>0.5</v></c><c s="3"><v>43555.25</v></c><c s="1"><v>-1</v></c><c t="d" s="1"><v>2019-03-31T00:00:00</v></c><c s="1" t="inlineStr"><is><t>31.3.2019</t></is></c><c s="99"><v>7</v></c><c><v>43555</v></c></row>',
      {
        'xl/styles.xml': styles('<xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="170"/>', {
          numbers: '<numFmt numFmtId="170" formatCode="dd/mm/yyyy hh:mm"/>',
        }),
      },
    );
    expect(firstRow(parts)).toEqual([
      { kind: 'date', date: '2019-03-31' },
      { kind: 'number', value: 0.5, format: 'percent' },
      { kind: 'date', date: '2019-03-31T06:00:00' },
      { kind: 'error', error: '-1' },
      { kind: 'date', date: '2019-03-31' },
      { kind: 'text', text: '31.3.2019' },
      { kind: 'number', value: 7 },
      { kind: 'number', value: 43_555 },
    ]);
  });
});

describe('fills', () => {
  const fill = (colour: string, pattern = 'solid') =>
    `<fill><patternFill patternType="${pattern}"><fgColor ${colour}/><bgColor indexed="64"/></patternFill></fill>`;
  const theme =
    '<a:theme xmlns:a="urn:a"><a:themeElements><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>';
  const fillsOf = (fills: readonly string[], others: Parameters<typeof styles>[1] = {}) => {
    const cells = fills.map((_, index) => `<c s="${index + 1}"/>`).join('');
    const formats = fills.map((_, index) => `<xf numFmtId="0" fillId="${index + 2}"/>`).join('');
    const parts = withRows(`<row r="1">${cells}</row>`, {
      'xl/styles.xml': styles(formats, { ...others, fills: fills.join('') }),
      'xl/theme/theme1.xml': theme,
    });
    const found = cellsOf(parts);
    return fills.map((_, index) => found.get(`1:${index + 1}`)?.fill);
  };

  test('stated, indexed, and of the theme with a tint', () => {
    expect(
      fillsOf([
        fill('rgb="FF70AD47"'),
        fill('rgb="0070ad47"'),
        fill('rgb="70AD47"'),
        fill('indexed="10"'),
        fill('indexed="43"'),
        fill('theme="0"'),
        fill('theme="1"'),
        fill('theme="3"'),
        fill('theme="4"'),
        fill('theme="4" tint="0.5999938962981048"'),
        fill('theme="0" tint="-0.249977111117893"'),
      ]),
    ).toEqual([
      '#70AD47',
      '#70AD47',
      '#70AD47',
      '#FF0000',
      '#FFFF99',
      '#FFFFFF',
      '#000000',
      '#44546A',
      '#4472C4',
      '#B4C7E7',
      '#BFBFBF',
    ]);
  });

  test('the workbook’s own palette', () => {
    const colours = `<colors><indexedColors>${'<rgbColor rgb="00000000"/>'.repeat(10)}<rgbColor rgb="00ABCDEF"/></indexedColors></colors>`;
    expect(fillsOf([fill('indexed="10"'), fill('indexed="11"')], { colours })).toEqual([
      '#ABCDEF',
      '#00FF00',
    ]);
  });

  test('anything but a solid colour is none, and a blank cell without one is left out', () => {
    const none = [
      fill('rgb="FF70AD47"', 'gray125'),
      fill('rgb="FF70AD47"', 'none'),
      fill('rgb="green"'),
      fill('indexed="64"'),
      fill('indexed="-1"'),
      fill('theme="99"'),
      fill('auto="1"'),
      '<fill><gradientFill><stop position="0"><color rgb="FF70AD47"/></stop></gradientFill></fill>',
      '<fill><patternFill patternType="solid"/></fill>',
    ];
    expect(fillsOf(none)).toEqual(none.map(() => undefined));
  });

  test('a blank cell with a fill, a filled value and a filled formula', () => {
    const parts = withRows(
      '<row r="1"><c s="1"/><c s="1"><v>1</v></c><c s="1"><f>A1</f></c><c><v>2</v></c></row>',
      {
        'xl/styles.xml': styles('<xf numFmtId="0" fillId="2"/>', { fills: fill('rgb="FF112233"') }),
      },
    );
    expect(firstWorksheet(parts).rows[0]!.cells).toEqual([
      { column: 1, content: null, fill: '#112233' },
      { column: 2, content: { kind: 'number', value: 1 }, fill: '#112233' },
      { column: 3, content: null, formula: 'A1', fill: '#112233' },
      { column: 4, content: { kind: 'number', value: 2 } },
    ]);
  });

  test('a tint of nothing changes nothing, of one gives white, of minus one black', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const hex = value.toString(16).padStart(6, '0').toUpperCase();
        expect(tinted(hex, 0)).toBe(hex);
        expect(tinted(hex, 1)).toBe('FFFFFF');
        expect(tinted(hex, -1)).toBe('000000');
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
