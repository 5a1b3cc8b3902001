/** What the view works out before anything is drawn: which part comes first, filters, groups, search, ranges, plurals. */
import { describe, expect, test } from 'vitest';
import { diagnose, nispPlan, ruleCatalogue, type Diagnostic } from '../../../core/index.js';
import { texts } from '../../../panel/texts/en.js';
import { filterFindings, groupFindings } from '../../../panel/view/filter.js';
import { fixInWords, kindInWords } from '../../../panel/view/finding-words.js';
import { joinRanges } from '../../../panel/view/ranges.js';
import { findInterventions } from '../../../panel/view/search.js';
import { firstTab } from '../../../panel/view/tabs.js';

const at = (range: string) => ({ at: { worksheet: 'Matrix', range } });
const misspelt = (range: string, found: string): Diagnostic =>
  diagnose(
    'status/spelling',
    { found, value: 'Completed' },
    { ...at(range), intervention: '5a', field: 'status' },
  );
const unknown = (range: string, found: string): Diagnostic =>
  diagnose(
    'status/unknown',
    { found, suggestion: null },
    { ...at(range), intervention: '16', field: 'status' },
  );
const overdue = diagnose('status/overdue', { due: '2019-01-31', asOf: '2019-03-31' }, at('O9'));
const findings = [
  misspelt('F9', 'completd'),
  unknown('F10', 'Nearly'),
  overdue,
  misspelt('F12', 'COMPLETE'),
  unknown('F13', 'Soon'),
];

describe('findings', () => {
  test('are gathered by kind, errors first, each kind in the order given', () => {
    expect(
      groupFindings(findings).map(({ code, findings: own }) => [code, own.map((one) => one.at?.range)]),
    ).toEqual([
      ['status/unknown', ['F10', 'F13']],
      ['status/spelling', ['F9', 'F12']],
      ['status/overdue', ['O9']],
    ]);
  });
  test('are filtered by severity; none chosen: all', () => {
    const of = (...severities: ('error' | 'information')[]) =>
      filterFindings(findings, { severities: new Set(severities), text: '' }).map(({ code }) => code);
    expect(of()).toHaveLength(5);
    expect(of('error')).toEqual(['status/unknown', 'status/unknown']);
    expect(of('error', 'information')).toHaveLength(5);
  });
  test.each([
    ['nearly', ['F10']],
    ['matrix!f12', ['F12']],
    ['5a', ['F9', 'F12']],
    ['STATUS   soon', ['F13']],
    ['nowhere', []],
  ])('are filtered by every word of “%s”, wherever it stands in them', (text, expected) => {
    const found = filterFindings(findings, { severities: new Set(), text });
    expect(found.map((one) => one.at?.range)).toEqual(expected);
  });
  test('of every kind have a heading', () => {
    for (const { code } of ruleCatalogue) expect(kindInWords({ code } as Diagnostic)).toMatch(/^[A-Z].*\.$/);
  });
});

test.each([
  [{ kind: 'set-value', value: 0.8 }, 'progress', 'becomes 80%'],
  [{ kind: 'set-value', value: 'Completed' }, 'status', 'becomes Completed'],
  [{ kind: 'set-value', value: { date: '2019-03-31' } }, 'due', 'becomes 2019-03-31'],
  [{ kind: 'set-value', value: 'x'.repeat(60) }, 'remarks', `becomes ${'x'.repeat(40)}…`],
  [{ kind: 'clear-value' }, 'remarks', 'is cleared'],
  [{ kind: 'restore-validation' }, 'status', 'gets its drop-down or check back'],
  [undefined, 'status', ''],
])('the fix %o of %s is said: %s', (fix, field, words) => {
  expect(fixInWords({ fix, field } as unknown as Diagnostic)).toBe(words);
});

describe('searching for an intervention', () => {
  const numbers = (query: string) => findInterventions(nispPlan, query).map(({ no }) => no);
  test('finds the number itself first, then numbers that begin so', () => {
    expect(numbers('10').slice(0, 3)).toEqual(['10', '10a', '10b']);
    expect(numbers('10A')[0]).toBe('10a');
  });
  test('finds those that hold every word, in any order', () => {
    const found = numbers('oversight police');
    expect(found).toContain('10a');
    for (const no of found) {
      const { text, indicators, responsibility, section } = nispPlan.interventionByNo.get(no)!;
      const all = [text, indicators, responsibility, section].join(' ').toLowerCase();
      expect(all).toContain('oversight');
      expect(all).toContain('police');
    }
  });
  test('finds nothing for nothing', () => {
    expect(numbers('  ')).toEqual([]);
    expect(numbers('zebra')).toEqual([]);
  });
});

test('ranges one under another are read as one', () => {
  expect(joinRanges(['F30', 'F31', 'F32:F34', 'F36', 'G37', 'NISP_status'])).toEqual([
    'F30:F34',
    'F36',
    'G37',
    'NISP_status',
  ]);
  expect(joinRanges([])).toEqual([]);
});

test('building comes first where there is no matrix, checking where there is one', () => {
  expect(firstTab({ kind: 'none' })).toBe('start');
  expect(firstTab({ kind: 'unusable', findings: [], missing: null })).toBe('start');
  expect(firstTab({ kind: 'matrix' } as Parameters<typeof firstTab>[0])).toBe('check');
});

describe('texts', () => {
  test('say one and many', () => {
    expect(texts.check.counted({ error: 1, warning: 2, information: 0 })).toBe('1 error and 2 warnings');
    expect(texts.check.counted({ error: 2, warning: 1, information: 1 })).toBe(
      '2 errors, 1 warning and 1 note',
    );
    expect(texts.check.counted({ error: 0, warning: 0, information: 0 })).toBe('no findings');
    expect(texts.check.undo(1)).toBe('Undo (1 cell)');
    expect(texts.check.undo(1200)).toBe('Undo (1,200 cells)');
    expect(texts.notice.undone(1)).toBe('Put 1 cell back as it was.');
    expect(texts.notice.undone(2)).toBe('Put 2 cells back as they were.');
    expect(texts.notice.refused(1)).toBe('1 cell was left alone: somebody changed it in the meantime.');
    expect(texts.notice.repaired(1)).toBe('1 part was put back. No entry was touched.');
    expect(texts.row.found(1)).toBe('1 intervention found.');
    expect(texts.rollUp.withoutRows(1)).toBe('1 group in which this unit has no part is not shown.');
  });
  test('never count a budget to be determined as zero', () => {
    expect(texts.rollUp.money({ known: 120, costed: 3, notCosted: 14 })).toBe(
      'PKR 120 million known, 14 not costed',
    );
    expect(texts.rollUp.money({ known: 0, costed: 0, notCosted: 14 })).toBe('none known, 14 not costed');
    expect(texts.rollUp.money({ known: 0, costed: 0, notCosted: 0 })).toBe('none planned');
  });
  test('state the denominator, and say where there is none', () => {
    expect(texts.rollUp.completedOf({ count: 12, of: 34, ratio: 12 / 34 })).toBe('12 of 34 completed (35%)');
    expect(texts.rollUp.completedOf({ count: 0, of: 0, ratio: null })).toBe('none to count');
    expect(texts.rollUp.average({ average: null, of: 0 })).toBe('not stated');
  });
});
