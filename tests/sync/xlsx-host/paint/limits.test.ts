/** A blueprint that the format cannot hold is refused by name, and never painted as something else. */
import { expect, test } from 'vitest';
import type { Blueprint, NamedRange, Validation, Worksheet } from '../../../../core/index.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { blank, date, formula, number, row, text, workbook, worksheet } from './fixture.js';

const wordy = (length: number) => 'x'.repeat(length);
const message = { title: 'Title', text: 'Text' };
const validation = (given: Partial<Validation>): Partial<Worksheet> => ({
  validations: [
    {
      kind: 'number',
      ranges: ['A1'],
      min: 0,
      max: 1,
      prompt: message,
      error: message,
      onInvalid: 'reject',
      ...given,
    } as Validation,
  ],
});
const cells = (...given: Parameters<typeof row>): Partial<Worksheet> => ({ rows: [row(...given)] });
const footer = (left: string): Partial<Worksheet> => ({
  print: { paper: 'a4', orientation: 'portrait', fitToWidth: true, footer: { left, pageNumbers: true } },
});

test.each<[string, Partial<Worksheet>, RegExp]>([
  [
    'long prompt',
    validation({ prompt: { title: 'Title', text: wordy(256) } }),
    /Sheet!A1: length of the prompt's text is 256, more than 255/,
  ],
  ['long error', validation({ error: { title: 'Title', text: wordy(256) } }), /error's text is 256/],
  [
    'long prompt title',
    validation({ prompt: { title: wordy(33), text: '' } }),
    /prompt's title is 33, more than 32/,
  ],
  ['long error title', validation({ error: { title: wordy(33), text: '' } }), /error's title is 33/],
  ['validation of no cells', validation({ ranges: [] }), /covers no range/],
  ['validation of a broken range', validation({ ranges: ['nonsense!'] }), /"nonsense!" is not a range/],
  [
    'list that does not exist',
    validation({ kind: 'list', listName: 'Nowhere', allowed: ['a'] }),
    /no named range "Nowhere"/,
  ],
  ['minimum above maximum', validation({ kind: 'number', min: 2, max: 1 }), /minimum is above/],
  [
    'first date after last',
    validation({ kind: 'date', min: '2019-02-01', max: '2019-01-01' }),
    /first date is after/,
  ],
  ['date that does not exist', cells(date('2019-02-30')), /"2019-02-30" is not a date/],
  ['date before serials are certain', cells(date('1900-02-28')), /is not a date/],
  ['text of 32,768 letters', cells(text(wordy(32_768))), /length of a text is 32768/],
  ['number that is none', cells(number(Number.NaN)), /NaN is not a number/],
  ['infinite number', cells(number(Infinity)), /Infinity/],
  ['formula with an equals sign', cells(formula('=1', 1)), /own equals sign/],
  ['formula too long', cells(formula(wordy(8193), 1)), /length of a formula/],
  ['formula without a finite result', cells(formula('1/0', Infinity)), /finite result/],
  [
    'link to nowhere',
    cells({ kind: 'text', text: 'x', style: 'plain', link: { worksheet: 'Gone', range: 'A1', tooltip: '' } }),
    /a link leads to no worksheet/,
  ],
  [
    'conditional format of a broken range',
    { conditionalFormats: [{ kind: 'formula', range: 'A1"', formula: 'TRUE', style: {} }] },
    /"A1"" is not a range/,
  ],
  [
    'data bar without length',
    { conditionalFormats: [{ kind: 'data-bar', range: 'A1', min: 1, max: 1, colour: '#000000' }] },
    /no length/,
  ],
  ['filter of a broken range', { autoFilter: 'A1:' }, /"A1:" is not a range/],
  ['unknown style', cells(blank('nowhere')), /no style is called "nowhere"/],
  ['a prototype as a style', cells(blank('constructor')), /no style is called "constructor"/],
  ['overlapping merges', { merges: ['A1:B2', 'B2:C3'] }, /A1:B2 and B2:C3 overlap/],
  ['row too high', { rows: [{ height: 410, cells: [] }] }, /row 1: height is 410/],
  ['column too wide', { columns: [{ width: 256 }] }, /width of a column is 256/],
  ['outline too deep', { rows: [{ height: 15, outlineLevel: 8, cells: [] }] }, /outline level is 8/],
  ['zoom of nothing', { zoom: 0 }, /zoom of 0/],
  ['footer too long', footer(wordy(250)), /footer/],
  [
    'whole columns unlocked',
    { protection: { unlocked: ['A:C'], allow: [] } },
    /number of unlocked cells is 3145728/,
  ],
  ['all hidden', { visibility: 'hidden' }, /no worksheet is visible/],
  ['name that Excel forbids', { name: 'a/b' }, /Excel forbids/],
])('refuses: %s', async (_, given, expected) => {
  await expect(paintWorkbook(workbook([worksheet({ name: 'Sheet', ...given })]))).rejects.toThrow(expected);
});

test.each<[string, NamedRange[], RegExp]>([
  [
    'one name twice',
    ['List', 'LIST'].map((name) => ({ name, worksheet: 'Sheet', range: 'A1' })),
    /two are called "LIST"/,
  ],
  ['a cell as a name', [{ name: 'AB12', worksheet: 'Sheet', range: 'A1' }], /"AB12" is not a name/],
  ['a name with a space', [{ name: 'a b', worksheet: 'Sheet', range: 'A1' }], /"a b" is not a name/],
  ['a name on no worksheet', [{ name: 'List', worksheet: 'Gone', range: 'A1' }], /"List" is on no worksheet/],
])('refuses: %s', async (_, names, expected) => {
  await expect(paintWorkbook(workbook([worksheet({ name: 'Sheet' })], names))).rejects.toThrow(expected);
});

test('two worksheets of one name, whatever the letter case, are refused', async () => {
  const twice: Blueprint = workbook([worksheet({ name: 'Matrix' }), worksheet({ name: 'MATRIX' })]);
  await expect(paintWorkbook(twice)).rejects.toThrow(/Duplicate sheet name/);
});

test('what is exactly at the limit is painted', async () => {
  const full = { title: wordy(32), text: wordy(255) };
  const sheet = worksheet({
    name: wordy(31),
    ...validation({ prompt: full, error: full }),
    ...cells(text(wordy(32_767))),
  });
  await expect(paintWorkbook(workbook([sheet]))).resolves.toMatchObject({ omitted: [] });
});
