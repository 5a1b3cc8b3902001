/** What people write stays what they wrote, and never becomes a formula: through the file, a spreadsheet program, and back. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildNationalWorkbook,
  consolidate,
  hasPart,
  isBlankText,
  nispPlan,
  type EntryValues,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { paintWorkbook } from '../../../sync/xlsx-host/paint/paint.js';
import { convert, temporaryFile } from '../../support/libreoffice.js';
import { submissionOf as madeUp } from '../../support/submission.js';
import { formulaCells } from './figures.js';
import { checked, paintedFile, snapshotOfFile } from './files.js';
import { period } from './workbooks.js';

const plan = nispPlan;

/** Texts that some program takes for something else. */
const known: readonly string[] = [
  '=1+1',
  '=SUM(1;2)',
  '+1',
  '-1+2',
  '-',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  'first\r\nsecond\rthird\nfourth',
  ' leading and trailing ',
  '＝1+1',
  '\u200B=1+1',
  "'=1+1",
  '=HYPERLINK("https://example.org","x")',
  '=cmd|"/c calc"!A1',
  '#REF!',
  '#N/A',
  'TRUE',
  '007',
  '1e5',
  '2019-01-02',
  '50%',
  '_x0041_',
  '_x000D_ and _x005F_x0041_',
  '&amp; <b>"quoted"</b> ]]>',
  'اردو متن ۱۲۳ — زیرِ غور',
  '\u202Eright to left\u202C',
  'non\u00A0breaking\u2028line\u2029paragraph',
  'e\u0301 and \u00E9',
  '😀 👨‍👩‍👧 emoji',
  '\uFEFFmark',
  'A'.repeat(32_767),
];
/** What XML cannot carry: each goes through the file as an escape. */
const unspeakable: readonly string[] = [
  'bell \u0007, escape \u001B, unit \u001F',
  'last \uFFFF and \uFFFE of the plane',
  'half a pair: \uD83D',
  'the other half \uDE00 of it',
];
const anything = fc
  .sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), { seed: 20, numRuns: 60 })
  .filter((text) => !isBlankText(text));
const formulaLike = fc
  .sample(
    fc
      .tuple(
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '_x003D_'),
        fc.string({ unit: 'grapheme' }),
      )
      .map(([first, rest]) => first + rest),
    { seed: 21, numRuns: 40 },
  )
  .filter((text) => !isBlankText(text));
const texts = [...known, ...unspeakable, ...anything, ...formulaLike];

const rows = plan.interventions.filter((row) => hasPart(row, 'federal') && !row.isContainer);
const fields = ['focalPerson', 'evidence', 'remarks'] as const;
/** Every text in some row, once in each of the three fields of text. */
const entries = new Map<string, EntryValues>(
  rows.map(({ no }, index) => [
    no,
    Object.fromEntries(fields.map((field, shift) => [field, texts[(index * 3 + shift) % texts.length]!])),
  ]),
);

/** What LibreOffice (7.4) itself makes of a text that it opens and saves. Everything else it leaves as it is. */
function asLibreOfficeSaves(text: string): string {
  // A cell of several lines has one kind of line break.
  const oneBreak = text.includes('\n') ? text.replace(/\r\n?/g, '\n') : text;
  return (
    oneBreak
      // It forgets to escape what looks like the escape of an escape,
      .replace(/_x005F_(?=x[0-9A-Fa-f]{4}_)/g, '_')
      // and cannot write half a surrogate pair.
      .replace(/[\uD800-\uDBFF]$/, '')
      .replace(/(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '?')
  );
}

let painted: WorkbookSnapshot;
let saved: WorkbookSnapshot;
let national: WorkbookSnapshot;
beforeAll(async () => {
  const { file } = await paintedFile('texts.xlsx', {
    plan,
    unit: 'federal',
    period,
    entries,
    cover: { preparedBy: '=1+1' },
  });
  painted = snapshotOfFile(file);
  const submission = {
    ...checked(painted, plan).submission!,
    source: { file: '=1+1', hash: null, worksheet: '+1', received: null },
  };
  const consolidation = consolidate([submission, madeUp({ unit: 'punjab', file: '@SUM(A1)' })], {
    plan,
    period: period.id,
    asOf: period.end,
  });
  const { bytes } = await paintWorkbook(buildNationalWorkbook({ consolidation, findings: [] }));
  const files = [file, temporaryFile('national.xlsx', bytes)];
  [saved, national] = (await convert(files, 'xlsx', { recalculate: true })).map(snapshotOfFile) as [
    WorkbookSnapshot,
    WorkbookSnapshot,
  ];
});

/** Places where none of the expected texts stands, with what does. */
function differences(snapshot: WorkbookSnapshot, expected: (text: string) => readonly string[]): string[] {
  const { submission } = checked(snapshot, plan);
  return [...entries].flatMap(([no, values]) =>
    fields.flatMap((field) => {
      const found = submission!.entries.get(no)!.values[field] ?? '';
      const wanted = expected(values[field]!);
      return wanted.includes(found) ? [] : [`${no} ${field}: ${JSON.stringify([found, ...wanted])}`];
    }),
  );
}

describe('the texts of a unit', () => {
  test('come out of the painted file byte for byte, whatever they hold', () => {
    expect(differences(painted, (text) => [text])).toEqual([]);
  });

  test('come out of LibreOffice byte for byte, but for what it does to its own cells', () => {
    expect(differences(saved, (text) => [text, asLibreOfficeSaves(text)])).toEqual([]);
    const plain = texts.filter((text) => asLibreOfficeSaves(text) === text);
    expect(plain.length).toBeGreaterThan(texts.length - 10);
  });

  test('never become a formula', () => {
    for (const snapshot of [painted, saved]) {
      const matrixRows = snapshot.worksheets.find(({ name }) => name === 'Matrix')!.rows;
      const containers = plan.interventions.filter((row) => row.isContainer && hasPart(row, 'federal'));
      const withFormula = matrixRows.flatMap(({ cells }) =>
        cells.filter(({ formula }) => formula !== undefined),
      );
      expect(withFormula).toHaveLength(containers.length * 4);
      const { diagnostics, submission } = checked(snapshot, plan);
      expect(diagnostics.filter(({ code }) => code === 'cell/formula')).toEqual([]);
      expect(submission!.preparedBy).toBe('=1+1');
    }
  });

  test('are reported where they hold what no cell should', () => {
    const { diagnostics } = checked(painted, plan);
    const reported = new Set(
      diagnostics
        .filter(({ code }) => code === 'cell/control-character')
        .map(({ intervention, field }) => `${intervention!} ${field!}`),
    );
    for (const [no, values] of entries) {
      for (const field of fields) {
        if (unspeakable.includes(values[field]!))
          expect(reported, `${no} ${field}`).toContain(`${no} ${field}`);
      }
    }
  });

  test('are the base of a later merge as they were', () => {
    expect(checked(painted, plan).submission!.base).toEqual(entries);
  });
});

test('the national workbook has no formula, whatever files and texts are called', () => {
  expect(formulaCells(national).size).toBe(0);
  const provenance = national.worksheets.find(({ name }) => name === 'Provenance')!;
  const found = new Set(
    provenance.rows.flatMap(({ cells }) =>
      cells.flatMap(({ content }) => (content?.kind === 'text' ? [content.text] : [])),
    ),
  );
  for (const text of texts) expect(found.has(text) || found.has(asLibreOfficeSaves(text)), text).toBe(true);
  expect(found).toContain('+1');
});
