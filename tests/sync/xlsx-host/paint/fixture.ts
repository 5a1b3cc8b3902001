/** Small blueprints, written by hand, that between them say everything a blueprint can say. */
import type { Blueprint, Cell, Row, Style, Worksheet } from '../../../../core/index.js';

const font = { name: 'Arial', size: 10, colour: '#1F2937' } as const;

export const styles: Record<string, Style> = {
  plain: { font, vertical: 'center' },
  wrapped: { font, vertical: 'top', wrap: true, readingOrder: 'context' },
  heading: {
    font: { ...font, size: 12, bold: true, colour: '#FFFFFF' },
    fill: '#0B5345',
    horizontal: 'center',
    vertical: 'center',
    borders: {
      top: { style: 'medium', colour: '#000000' },
      right: { style: 'thin', colour: '#112233' },
      bottom: { style: 'hair', colour: '#445566' },
      left: { style: 'thin', colour: '#778899' },
    },
  },
  emphasis: { font: { ...font, italic: true, underline: true }, vertical: 'bottom', indent: 2 },
  percent: { font, vertical: 'center', horizontal: 'right', numberFormat: '0%' },
  date: { font, vertical: 'center', horizontal: 'left', numberFormat: 'd-mmm-yyyy' },
  text: { font, vertical: 'center', numberFormat: '@' },
  money: { font, vertical: 'center', numberFormat: '#,##0.00;-#,##0.00' },
};

export const blank = (style = 'plain'): Cell => ({ kind: 'blank', style });
export const text = (value: string, style = 'plain'): Cell => ({ kind: 'text', text: value, style });
export const number = (value: number, style = 'plain'): Cell => ({ kind: 'number', value, style });
export const date = (value: string): Cell => ({ kind: 'date', date: value, style: 'date' });
export const formula = (source: string, result: string | number, style = 'plain'): Cell => ({
  kind: 'formula',
  formula: source,
  result,
  style,
});
export const row = (...cells: Cell[]): Row => ({ height: 18, cells });

/** A worksheet with nothing but what is given. */
export function worksheet(given: Partial<Worksheet> & Pick<Worksheet, 'name'>): Worksheet {
  return {
    kind: 'worksheet',
    role: 'guide',
    visibility: 'visible',
    tabColour: '#0B5345',
    columns: [],
    rows: [],
    merges: [],
    conditionalFormats: [],
    validations: [],
    protection: null,
    frozen: { rows: 0, columns: 0 },
    autoFilter: null,
    charts: [],
    print: {
      paper: 'a4',
      orientation: 'portrait',
      fitToWidth: true,
      footer: { left: '', pageNumbers: false },
    },
    showGridLines: true,
    zoom: 100,
    ...given,
  };
}

export function workbook(worksheets: readonly Worksheet[], names: Blueprint['names'] = []): Blueprint {
  return {
    kind: 'workbook',
    templateVersion: '1',
    properties: {
      title: 'NISP Matrix — Punjab, 2019-Q1',
      subject: 'Implementation <matrix> & "roll-up"',
      creator: 'NISP Matrix',
      description: 'A fixture.',
      created: '2019-03-31',
    },
    styles,
    worksheets,
    names,
  };
}

export const statuses = ['Not started', 'In progress', 'Completed'] as const;
export const longNote =
  'Section H of the policy says “within three years”, Annex A prints the medium-term colour.\n' +
  'Both are kept; the matrix follows Annex A. '.repeat(12);

const prompt = { title: 'Status', text: 'Choose one. Leave blank if there is nothing new.' };
const error = { title: 'Not a status', text: 'Please choose from the list.' };

const matrix = worksheet({
  name: "Unit's Matrix",
  role: 'matrix',
  tabColour: '#1B4F72',
  columns: [
    { key: 'no', width: 8 },
    { key: 'intervention', width: 40 },
    { key: 'status', width: 14 },
    { key: 'progress', width: 10 },
    { key: 'start', width: 12 },
    { key: 'scope', width: 9, hidden: true },
    { key: 'remarks', width: 30 },
  ],
  rows: [
    { height: 6, hidden: true, cells: [text('nisp:no'), text('nisp:intervention'), text('nisp:status')] },
    { height: 30, cells: [text('Matrix', 'heading'), blank('heading'), blank('heading')] },
    {
      height: 24,
      cells: ['No.', 'Intervention', 'Status', 'Progress', 'Start', 'Scope', 'Remarks'].map((t) =>
        text(t, 'heading'),
      ),
    },
    row(text('Reorient', 'emphasis')),
    {
      height: 32,
      outlineLevel: 1,
      cells: [
        { kind: 'text', text: '5', style: 'text', note: longNote },
        text('Madrassa reforms, with a text that wraps over more than one line', 'wrapped'),
        text('Completed'),
        number(1, 'percent'),
        date('2019-02-28'),
        text('counted'),
        text('=1+1', 'wrapped'),
      ],
    },
    {
      height: 32,
      outlineLevel: 2,
      cells: [
        text('5a', 'text'),
        text('اردو میں ایک تبصرہ', 'wrapped'),
        text('In progress'),
        number(0.25, 'percent'),
        date('2019-03-31'),
        text('counted'),
        { kind: 'text', text: '@SUM(A1)', style: 'wrapped', note: 'A short note' },
      ],
    },
    {
      height: 32,
      outlineLevel: 2,
      cells: [
        text('5b', 'text'),
        text('Not begun', 'wrapped'),
        blank(),
        blank('percent'),
        blank('date'),
        text('counted'),
      ],
    },
  ],
  merges: ['A2:G2'],
  conditionalFormats: [
    {
      kind: 'text-equals',
      range: 'C5:C7',
      text: 'Completed',
      style: { fill: '#1E8449', textColour: '#FFFFFF', bold: true },
    },
    { kind: 'formula', range: 'C5:C7', formula: '$D5>0', style: { fill: '#F9E79F' } },
    { kind: 'text-equals', range: 'C5:C7', text: 'Say "on hold"', style: { textColour: '#7B241C' } },
    { kind: 'data-bar', range: 'D5:D7', min: 0, max: 1, colour: '#5DADE2' },
  ],
  validations: [
    {
      kind: 'list',
      ranges: ['C5:C7'],
      listName: 'Fixture_Statuses',
      allowed: statuses,
      prompt,
      error,
      onInvalid: 'reject',
    },
    { kind: 'number', ranges: ['D5:D7'], min: 0, max: 1, prompt, error, onInvalid: 'reject' },
    { kind: 'number', ranges: ['F5', 'F7'], min: 0, max: null, prompt, error, onInvalid: 'warn' },
    {
      kind: 'date',
      ranges: ['E5:E7'],
      min: '2018-05-31',
      max: '2023-12-31',
      prompt,
      error,
      onInvalid: 'warn',
    },
    { kind: 'text-length', ranges: ['G5:G7'], max: 2000, prompt, error, onInvalid: 'reject' },
  ],
  protection: { unlocked: ['C5:E7', 'G5:G9'], allow: ['filter', 'sort', 'format-columns', 'format-rows'] },
  frozen: { rows: 3, columns: 2 },
  autoFilter: 'A3:G7',
  print: {
    paper: 'a3',
    orientation: 'landscape',
    fitToWidth: true,
    repeatRows: '2:3',
    repeatColumns: 'A:B',
    area: 'A2:G7',
    footer: { left: 'Law & order, 2019-Q1', pageNumbers: true },
  },
  showGridLines: false,
  zoom: 85,
});

const rollUp = worksheet({
  name: 'Roll-up',
  role: 'roll-up',
  columns: [{ width: 20 }, { width: 12 }, { width: 12 }, { width: 12 }],
  rows: [
    row(
      text('Status', 'heading'),
      text('All', 'heading'),
      text('Reorient', 'heading'),
      text('Word', 'heading'),
    ),
    ...statuses.map((status, index) =>
      row(
        text(status),
        formula(`COUNTIFS(Fixture_Entries,A${index + 2})`, [0, 1, 1][index]!),
        number(index + 2),
        formula(`IF(B${index + 2}=0,"","has "&B${index + 2})`, ['', 'has 1', 'has 1'][index]!),
      ),
    ),
    row(text('Average'), formula("AVERAGE('Unit''s Matrix'!D5:D7)", 0.625, 'percent')),
  ],
  charts: [
    {
      kind: 'stacked-bar',
      title: 'Status per pillar & unit',
      description: 'A bar for each status, "all" and Reorient.',
      categories: 'A2:A4',
      series: [
        { name: 'All', colour: '#1E8449', values: 'B2:B4' },
        { name: 'Reorient', colour: '#CA6F1E', values: 'C2:C4' },
      ],
      anchor: 'A8:D22',
    },
    {
      kind: 'stacked-column',
      title: 'The same, upright',
      description: 'A column for each status.',
      categories: 'A2:A4',
      series: [{ name: 'Reorient', colour: '#2E86C1', values: 'C2:C4' }],
      anchor: 'A24:D38',
    },
  ],
  protection: { unlocked: [], allow: [] },
  print: {
    paper: 'a4',
    orientation: 'landscape',
    fitToWidth: false,
    repeatRows: '1:1',
    footer: { left: '', pageNumbers: true },
  },
  zoom: 110,
});

const guide = worksheet({
  name: 'Guide',
  columns: [{ width: 60 }],
  rows: [
    row(text('What to fill in', 'heading')),
    row({
      kind: 'text',
      text: 'Go to the matrix',
      style: 'emphasis',
      link: { worksheet: "Unit's Matrix", range: 'C5', tooltip: 'The first status' },
    }),
  ],
});

const lists = worksheet({
  name: 'Lists',
  role: 'lists',
  visibility: 'hidden',
  rows: statuses.map((status) => row(text(status))),
});

const metadata = worksheet({
  name: '_nisp',
  role: 'metadata',
  visibility: 'very-hidden',
  rows: [row(text('nisp'), text('matrix'))],
});

/** Every kind and every option. The first worksheet is hidden, so that the one that opens first is not the first. */
export const everything: Blueprint = workbook(
  [lists, guide, matrix, rollUp, metadata],
  [
    { name: 'Fixture_Statuses', worksheet: 'Lists', range: 'A1:A3' },
    { name: 'Fixture_Entries', worksheet: "Unit's Matrix", range: 'C5:C7' },
  ],
);

/** The same workbook, every formula remembering something that is not so. */
export function withWrongResults(blueprint: Blueprint): Blueprint {
  const spoilt = (cell: Cell): Cell =>
    cell.kind === 'formula' ? { ...cell, result: typeof cell.result === 'string' ? 'wrong' : 999 } : cell;
  return {
    ...blueprint,
    worksheets: blueprint.worksheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((one) => ({ ...one, cells: one.cells.map(spoilt) })),
    })),
  };
}
