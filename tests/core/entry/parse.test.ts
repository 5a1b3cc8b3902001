// A cell's content as a field's value: read exactly, or refused, or asked about.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../core/entry/cell.js';
import { entryFields, fieldByKey, longestText, statuses, type FieldKey } from '../../../core/entry/fields.js';
import { isBlankText } from '../../../core/entry/fold.js';
import { parseFieldValue, plainText, readIsoDate, type ParseContext } from '../../../core/entry/parse.js';

const undeclared: ParseContext = { dateOrder: null };
const text = (value: string): CellContent => ({ kind: 'text', text: value });
const number = (value: number): CellContent => ({ kind: 'number', value });
const percent = (value: number): CellContent => ({ kind: 'number', value, format: 'percent' });
const parse = (key: FieldKey, content: CellContent | string, context = undeclared) =>
  parseFieldValue(fieldByKey.get(key)!, typeof content === 'string' ? text(content) : content, context);
const value = (of: string | number, ...findings: object[]) => ({ kind: 'value', value: of, findings });
const blank = { kind: 'blank', findings: [] };
const fault = (...findings: object[]) => ({ kind: 'fault', findings });

describe('every field', () => {
  it.each(entryFields)('$key: takes an error value for no entry', ({ key }) => {
    expect(parse(key, { kind: 'error', error: '#REF!' })).toEqual(
      fault({ code: 'cell/error', params: { found: '#REF!' } }),
    );
  });
  it.each(entryFields)('$key: sees nothing in spaces and invisible characters', ({ key }) => {
    for (const found of [' ', '\u00A0\t', '\u200B\uFEFF', ' '.repeat(5_000)])
      expect(parse(key, found)).toEqual(blank);
  });
});

describe('choices', () => {
  it.each(statuses)('reads %s as it stands', (status) => {
    expect(parse('status', status)).toEqual(value(status));
  });
  it.each([
    ['in progress', 'In progress'],
    [' COMPLETED ', 'Completed'],
    ['In\u00A0Progress', 'In progress'],
    ['Not-Started', 'Not started'],
    ['Onhold', 'On hold'],
    ['Comp\u200Bleted.', 'Completed'],
    ['IP', 'In progress'],
    ['ＤＲＯＰＰＥＤ', 'Dropped'],
  ])('reads the status %j as %s, says so and mends it', (found, status) => {
    expect(parse('status', found)).toEqual(
      value(status, { code: 'status/spelling', params: { found, value: status }, fix: status }),
    );
  });
  it.each([
    ['short term', 'Short Term'],
    ['Short-Term', 'Short Term'],
    ['Medium', 'Medium Term'],
    ['l', 'Long Term'],
  ])('reads the timeline %j as %s', (found, timeline) => {
    expect(parse('timeline', found)).toEqual(
      value(timeline, { code: 'timeline/spelling', params: { found, value: timeline }, fix: timeline }),
    );
  });
  it.each([
    ['Complated', 'Completed'],
    ['In progres', 'In progress'],
    ['Ongoing', 'In progress'],
    ['Done', 'Completed'],
    ['مُكمّل', 'Completed'],
    ['Droped', 'Dropped'],
    ['See remarks', null],
    ['100', null],
    ['x'.repeat(30_000), null],
  ])('offers for the status %j: %j, and reads nothing', (found, suggestion) => {
    expect(parse('status', found)).toEqual(fault({ code: 'status/unknown', params: { found, suggestion } }));
  });
  it('offers nothing where two are equally near', () => {
    expect(parse('timeline', 'Ldng Term').findings[0]).toMatchObject({ params: { suggestion: 'Long Term' } });
    expect(parse('timeline', 'Term').findings[0]).toMatchObject({ params: { suggestion: null } });
  });
  it('says that a look-alike letter is why', () => {
    expect(parse('status', 'C\u043Empleted')).toEqual(
      fault(
        { code: 'status/unknown', params: { found: 'C\u043Empleted', suggestion: 'Completed' } },
        { code: 'cell/mixed-script', params: { found: 'C\u043Empleted' } },
      ),
    );
  });
  it.each([
    [number(1)],
    [{ kind: 'boolean', value: true } as const],
    [{ kind: 'date', date: '2019-01-01' } as const],
  ])('does not read %j as a status', (content) => {
    expect(parse('status', content)).toEqual(
      fault({ code: 'status/unknown', params: { found: plainText(content), suggestion: null } }),
    );
  });
  it.each(['__proto__', 'constructor', 'toString'])('takes %s for a word like any other', (found) => {
    expect(parse('status', found).kind).toBe('fault');
  });
});

describe('progress', () => {
  const header = 'Progress %';
  it.each([
    [percent(0), 0],
    [percent(0.455), 0.455],
    [percent(1), 1],
    [number(0), 0],
    [number(0.45), 0.45],
    [number(-0), 0],
  ])('reads %j as %d', (content, expected) => {
    expect(parse('progress', content)).toEqual(value(expected));
  });
  it.each([
    ['45%', 0.45],
    ['45 %', 0.45],
    ['٪۴۵', 0.45],
    ['٤٥٪', 0.45],
    ['45.5 percent', 0.455],
    ['０．４５', 0.45],
    ['1%', 0.01],
    ['100\u00A0%', 1],
    ['0', 0],
  ])('reads the text %j as %d and mends it', (found, expected) => {
    const note = { code: 'number/as-text', params: { header, found, value: expected }, fix: expected };
    expect(parse('progress', found)).toEqual(value(expected, note));
  });
  it.each([
    [number(45), 45, 0.45],
    [number(100), 100, 1],
    [number(1.5), 1.5, 0.015],
    [text('45'), 45, 0.45],
    [number(55.00000000000001), 55.00000000000001, 0.55],
  ])('reads %j as points', (content, found, expected) => {
    const note = { code: 'progress/points', params: { found, value: expected }, fix: expected };
    expect(parse('progress', content)).toEqual(value(expected, note));
  });
  it.each([[number(1)], [text('1')], [text('1.0')]])('asks what %j means', (content) => {
    expect(parse('progress', content)).toEqual(fault({ code: 'progress/ambiguous', params: { found: 1 } }));
  });
  it.each([
    [percent(45), 4500],
    [percent(-0.1), -10],
    [number(101), 101],
    [number(-1), -1],
    [text('120%'), 120],
    [text('-5'), -5],
  ])('finds %j out of range', (content, found) => {
    const params = { header, found, min: 0, max: 100 };
    expect(parse('progress', content)).toEqual(fault({ code: 'number/out-of-range', params }));
  });
  it('asks about a decimal comma', () => {
    expect(parse('progress', '45,5%')).toEqual(
      fault({ code: 'number/ambiguous', params: { header, found: '45,5%', readings: '45.5% or 455%' } }),
    );
  });
  it.each(['about half', '45%%', '45 %x', '%', 'N/A', '1/2', '--5', '4 5'])('does not read %j', (found) => {
    expect(parse('progress', found)).toEqual(fault({ code: 'number/invalid', params: { header, found } }));
  });
});

describe('numbers and money', () => {
  const header = 'Budget (PKR million)';
  it.each([0, 12.5, 1e15, 0.1 + 0.2])('keeps the number %d as it is', (found) => {
    expect(parse('budget', number(found))).toEqual(value(found));
  });
  it.each([
    ['12.5', 12.5],
    [' 1,234.5 ', 1234.5],
    ['1,234,567', 1_234_567],
    ['1,23,456', 123_456],
    ['12,34,56,789.25', 123_456_789.25],
    ['۱۲٫۵', 12.5],
    ['١٬٢٣٤', 1234],
    ['+7', 7],
    ['.5', 0.5],
    ['000', 0],
    ['12.', 12],
    ['12\u200B3', 123],
  ])('reads the text %j as %d, says so and mends it', (found, expected) => {
    const note = { code: 'number/as-text', params: { header, found, value: expected }, fix: expected };
    expect(parse('budget', found)).toEqual(value(expected, note));
  });
  it.each([
    ['12,5', '12.5 or 125'],
    ['1.234,5', '1234.5 or 1.2345'],
    ['1.234.567,8', '1234567.8'],
    ['12,3456', '12.3456 or 123456'],
    ['1234,567', '1234.567 or 1234567'],
  ])('asks what %j means: %s', (found, readings) => {
    expect(parse('budget', found)).toEqual(
      fault({ code: 'number/ambiguous', params: { header, found, readings } }),
    );
  });
  it('asks what a percentage means as a target', () => {
    const params = { header: 'Target', found: '45%', readings: '45 or 0.45' };
    expect(parse('target', '45%')).toEqual(fault({ code: 'number/ambiguous', params }));
  });
  it.each([
    'Rs. 12 million',
    'PKR 12m',
    '12 million',
    '45%',
    '1e5',
    '1e309',
    'Infinity',
    'NaN',
    '0x10',
    '1,2,3,4.5.6',
    '12 500',
    '(5)',
    'TBD',
    '-',
    '1234567890123456789',
    '9'.repeat(32_000),
    ','.repeat(150),
  ])('does not read %.20j', (found) => {
    expect(parse('budget', found)).toEqual(fault({ code: 'number/invalid', params: { header, found } }));
  });
  it.each([[number(-1)], [text('-1')], [text('−1')]])('finds %j out of range', (content) => {
    const params = { header, found: -1, min: 0, max: null };
    expect(parse('budget', content)).toEqual(fault({ code: 'number/out-of-range', params }));
  });
  it.each([Infinity, -Infinity, NaN])('takes the impossible number %d for an error', (found) => {
    for (const key of ['budget', 'progress'] as const) {
      expect(parse(key, number(found))).toEqual(
        fault({ code: 'cell/error', params: { found: String(found) } }),
      );
    }
  });
  it('does not read a truth value or a date as a number', () => {
    expect(parse('actual', { kind: 'boolean', value: true })).toEqual(
      fault({ code: 'number/invalid', params: { header: 'Actual', found: 'TRUE' } }),
    );
    expect(parse('actual', { kind: 'date', date: '2019-01-05' }).kind).toBe('fault');
  });
});

describe('dates', () => {
  const header = 'Start';
  const asText = (found: string, expected: string) =>
    value(expected, {
      code: 'date/as-text',
      params: { header, found, value: expected },
      fix: { date: expected },
    });
  it('keeps a date and drops its time', () => {
    expect(parse('start', { kind: 'date', date: '2019-03-31' })).toEqual(value('2019-03-31'));
    expect(parse('start', { kind: 'date', date: '2019-03-31T14:30:00' })).toEqual(value('2019-03-31'));
  });
  it.each([
    ['2019-03-31', '2019-03-31'],
    ['2019/3/31', '2019-03-31'],
    ['2019-03-31T14:30:00Z', '2019-03-31'],
    ['31-Mar-2019', '2019-03-31'],
    ['31 MARCH 2019', '2019-03-31'],
    ['31st of March, 2019', '2019-03-31'],
    ['March 31, 2019', '2019-03-31'],
    ['Sunday, 31 March 2019', '2019-03-31'],
    ['Sept. 1, 2019', '2019-09-01'],
    ['2019-Mar-31', '2019-03-31'],
    ['1-Jan-19', '2019-01-01'],
    ['1-Jan-78', '1978-01-01'],
    ['31/03/2019', '2019-03-31'],
    ['03.31.2019', '2019-03-31'],
    ['31/3/19 14:30', '2019-03-31'],
    ['5/5/2019', '2019-05-05'],
    ['۳۱ مارچ ۲۰۱۹', '2019-03-31'],
    ['29 February 2020', '2020-02-29'],
  ])('reads the text %j as %s, says so and mends it', (found, expected) => {
    expect(parse('start', found)).toEqual(asText(found, expected));
  });
  it.each(['03/04/2019', '3-4-19', '3.4.2019 9:05 am', '۳/۴/۲۰۱۹'])('asks what %j means', (found) => {
    const params = { header, found, dayFirst: '2019-04-03', monthFirst: '2019-03-04' };
    expect(parse('start', found)).toEqual(fault({ code: 'date/ambiguous', params }));
  });
  it('reads it by the order that is declared', () => {
    expect(parse('start', '03/04/2019', { dateOrder: 'day/month/year' })).toEqual(
      asText('03/04/2019', '2019-04-03'),
    );
    expect(parse('start', '03/04/2019', { dateOrder: 'month/day/year' })).toEqual(
      asText('03/04/2019', '2019-03-04'),
    );
  });
  it('does not read a date against the order that is declared', () => {
    expect(parse('start', '03/31/2019', { dateOrder: 'day/month/year' }).kind).toBe('fault');
  });
  it.each([
    [43_555, '2019-03-31'],
    [43_555.75, '2019-03-31'],
    [36_526, '2000-01-01'],
    [54_788, '2049-12-31'],
  ])('reads the bare number %d as the date whose number it is', (serial, expected) => {
    expect(parse('start', number(serial))).toEqual(asText(String(serial), expected));
  });
  it('counts from 1904 where the workbook does', () => {
    expect(parse('start', number(42_093), { dateOrder: null, dateSystem: 1904 })).toEqual(
      asText('42093', '2019-03-31'),
    );
  });
  it.each([2019, 20_190_331, 36_525, 54_789, 0, -1, 1e300])(
    'does not take the number %d for a date',
    (found) => {
      expect(parse('start', number(found))).toEqual(
        fault({ code: 'date/invalid', params: { header, found: String(found) } }),
      );
    },
  );
  it.each(['1440-05-01', '15/5/1440', '11 فروردین 1398', '15 Rajab 1440 AH', '۱۳۹۸/۱/۱۱'])(
    'recognises another calendar in %j',
    (found) => {
      expect(parse('start', found)).toEqual(
        fault({ code: 'date/other-calendar', params: { header, found } }),
      );
    },
  );
  it.each([
    '31-Feb-2019',
    '31/02/2019',
    '2019',
    'March 2019',
    'Q1 2019',
    'TBD',
    '2019-13-01',
    '32/01/2019',
    '1/1/20199',
  ])('does not read %j', (found) => {
    expect(parse('start', found)).toEqual(fault({ code: 'date/invalid', params: { header, found } }));
  });
});

describe('text', () => {
  it.each([
    '=HYPERLINK("http://example.org")',
    '+92 300 1234567',
    '-',
    '@officer',
    '\tindented  twice ',
    'دو سطریں\r\nاور',
    'é e\u0301 ａ',
  ])('keeps %j byte for byte', (found) => {
    expect(parse('remarks', found)).toEqual(value(found));
  });
  it.each([
    [number(3_001_234_567), '3001234567'],
    [number(0.1 + 0.2), '0.3'],
    [percent(0.45), '45%'],
    [{ kind: 'date', date: '2019-03-31' } as const, '2019-03-31'],
    [{ kind: 'boolean', value: false } as const, 'FALSE'],
  ])('keeps %j as the text that it shows', (content, expected) => {
    expect(parse('evidence', content)).toEqual(value(expected));
  });
  it('keeps a text of the greatest length, and refuses a longer one instead of cutting it', () => {
    expect(parse('remarks', 'x'.repeat(longestText))).toEqual(value('x'.repeat(longestText)));
    const params = { length: longestText + 1, limit: longestText };
    expect(parse('remarks', 'x'.repeat(longestText + 1))).toEqual(
      fault({ code: 'cell/text-too-long', params }),
    );
  });
  it('names characters that nobody sees, and keeps them', () => {
    const found = 'a\u0007b\u202Ec\uD800 C\u043Empleted';
    expect(parse('remarks', found)).toEqual(
      value(
        found,
        {
          code: 'cell/control-character',
          params: { found: 'U+0007, U+D800' },
          fix: 'ab\u202Ec C\u043Empleted',
        },
        { code: 'cell/invisible-character', params: { found: 'U+202E' } },
        { code: 'cell/mixed-script', params: { found: 'C\u043Empleted' } },
      ),
    );
  });
});

const anyField = fc.constantFrom(...entryFields);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789.,-+/% ٪۰۴٫٬:'), 'Mar', 'T', 'pm', 'percent'),
    maxLength: 40,
  }),
);
const anyContent: fc.Arbitrary<CellContent> = fc.oneof(
  anyText.map(text),
  fc.double().map(number),
  fc.double().map(percent),
  fc.boolean().map((truth): CellContent => ({ kind: 'boolean', value: truth })),
  anyText.map((date): CellContent => ({ kind: 'date', date })),
  anyText.map((error): CellContent => ({ kind: 'error', error })),
);
const anyContext = fc.record({
  dateOrder: fc.constantFrom(null, 'day/month/year' as const, 'month/day/year' as const),
  dateSystem: fc.constantFrom(1900 as const, 1904 as const),
});

describe('whatever a cell holds', () => {
  it('gives a value of the field, blank, or a fault with its reason', () => {
    fc.assert(
      fc.property(anyField, anyContent, anyContext, (field, content, context) => {
        const parsed = parseFieldValue(field, content, context);
        if (parsed.kind === 'blank') {
          expect(isBlankText(plainText(content))).toBe(true);
        } else if (parsed.kind === 'fault') {
          expect(parsed.findings.length).toBeGreaterThan(0);
        } else if (field.type === 'choice') {
          expect(field.allowed).toContain(parsed.value);
        } else if (field.type === 'date') {
          expect(readIsoDate(String(parsed.value))).toBe(parsed.value);
        } else if (field.type === 'text') {
          expect(parsed.value).toBe(plainText(content));
        } else {
          expect(parsed.value).toBeGreaterThanOrEqual(0);
          expect(parsed.value).toBeLessThanOrEqual(field.type === 'progress' ? 1 : Number.MAX_VALUE);
          expect(Object.is(parsed.value, -0)).toBe(false);
        }
      }),
      { numRuns: 5_000 },
    );
  });
  it('mends once and for all: what a fix puts there is read as the same value, with nothing more to say', () => {
    fc.assert(
      fc.property(anyField, anyContent, anyContext, (field, content, context) => {
        const parsed = parseFieldValue(field, content, context);
        const [first] = parsed.findings;
        if (parsed.kind !== 'value' || first?.fix === undefined || field.type === 'text') return;
        const { fix } = first;
        const mended: CellContent =
          typeof fix === 'object'
            ? { kind: 'date', date: fix.date }
            : typeof fix === 'string'
              ? text(fix)
              : field.type === 'progress'
                ? percent(fix)
                : number(fix);
        expect(parseFieldValue(field, mended, context)).toEqual(value(parsed.value));
      }),
      { numRuns: 5_000 },
    );
  });
  it('reads back what it would write', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(day, amount, (date, money) => {
        const iso = date.toISOString().slice(0, 10);
        const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        const grouped = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 2 }).format(money);
        expect(parse('due', iso)).toMatchObject({ value: iso });
        expect(parse('due', written)).toMatchObject({ value: iso });
        expect(parse('spent', String(money))).toMatchObject({ value: money });
        expect(parse('spent', grouped)).toMatchObject({ value: money });
      }),
    );
  });
});
