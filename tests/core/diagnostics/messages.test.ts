/** Every code has words: whole sentences whatever the parameters, with a severity, and never a gap. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { severities, type DiagnosticCode } from '../../../core/diagnostics/codes.js';
import { countBySeverity, diagnose, inFile } from '../../../core/diagnostics/diagnostic.js';
import { describe as words, english } from '../../../core/diagnostics/messages/en.js';

const codes = Object.keys(severities) as DiagnosticCode[];
type ParamType = 'string' | 'number' | 'string | null' | 'number | null';

/** The parameters of each code as its type states them, read from the source: types leave no trace at run time. */
function readParams(): ReadonlyMap<string, readonly [string, ParamType][]> {
  const source = readFileSync(join(import.meta.dirname, '../../../core/diagnostics/codes.ts'), 'utf8');
  const table = source.slice(
    source.indexOf('interface DiagnosticParams'),
    source.indexOf('type DiagnosticCode'),
  );
  const lines = table.matchAll(/^ {2}'([^']+)':\s*(?:\{([^}]*)\}|NoParams);/gm);
  return new Map(
    Array.from(lines, ([, code, fields = '']) => [
      code!,
      Array.from(fields.matchAll(/(\w+): ([^;]+);?/g), ([, name, type]) => [
        name!,
        type!.trim() as ParamType,
      ]),
    ]),
  );
}
const paramsOf = readParams();

type Params = Record<string, string | number | null>;
/** Parameters of a code, each made by the type of it. */
const fill = (
  code: string,
  make: { string: (name: string) => string; number: (name: string) => number },
): Params =>
  Object.fromEntries(
    paramsOf
      .get(code)!
      .map(([name, type]) => [name, type.startsWith('string') ? make.string(name) : make.number(name)]),
  );
/** Distinct values, so that a message shows which parameters it names. */
const distinct = (code: string) => {
  const names = paramsOf.get(code)!.map(([name]) => name);
  return fill(code, {
    string: (name) => `A-${name}`,
    number: (name) => 0.131 + names.indexOf(name),
  });
};
const messageOf = (code: DiagnosticCode, params: Params) => words({ code, params: params as never });

function expectWhole(sentence: string) {
  expect(sentence).toMatch(/^[\p{Lu}“\d]/u);
  expect(sentence).not.toMatch(/undefined|NaN|\[object|\s\s/);
  expect(sentence.trim()).toBe(sentence);
}

test('the parameters of every code were read', () => {
  expect([...paramsOf.keys()].sort()).toEqual([...codes].sort());
  expect(paramsOf.get('number/out-of-range')).toEqual([
    ['header', 'string'],
    ['found', 'number'],
    ['min', 'number | null'],
    ['max', 'number | null'],
  ]);
});
test('there are messages for the codes and for nothing else', () => {
  expect(Object.keys(english).sort()).toEqual([...codes].sort());
});

describe.each(codes)('%s', (code) => {
  const { text, advice } = messageOf(code, distinct(code));
  test('says what is wrong and what to do, in whole sentences', () => {
    expectWhole(text);
    expectWhole(advice);
    expect(text.endsWith('.')).toBe(true);
    expect(advice.endsWith('.')).toBe(true);
    expect(advice).not.toBe(text);
  });
  test('leaves no gap where a parameter is null', () => {
    const nullable = paramsOf.get(code)!.filter(([, type]) => type.endsWith('| null'));
    for (const [name] of nullable) {
      const message = messageOf(code, { ...distinct(code), [name]: null });
      expectWhole(message.text);
      expectWhole(message.advice);
      expect(`${message.text} ${message.advice}`).not.toContain('null');
    }
  });
  test('names what was found', () => {
    const found = Object.entries(distinct(code)).filter(([name]) =>
      /^(found|no|header|part|unit)$/.test(name),
    );
    for (const [, value] of found) {
      const forms =
        typeof value === 'number' ? [String(value), `${Math.round(value * 1000) / 10}%`] : [value];
      expect(forms.some((form) => `${text} ${advice}`.includes(String(form)))).toBe(true);
    }
  });
  test('has a known severity, and a name of the form subject/fault', () => {
    expect(['error', 'warning', 'information']).toContain(severities[code]);
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/);
  });
});

test('a message stays short and whole whatever a file holds', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.double({ noNaN: true }),
      (code, string, number) => {
        const { text, advice } = messageOf(code, fill(code, { string: () => string, number: () => number }));
        expect(text.endsWith('.')).toBe(true);
        expect(advice.length).toBeGreaterThan(0);
        expect(`${text}${advice}`).not.toMatch(/undefined|\[object/);
      },
    ),
    { numRuns: 500 },
  );
});

describe('a diagnostic', () => {
  test('takes its severity from the catalogue, and only the place that it is given', () => {
    expect(diagnose('file/empty', {})).toEqual({ code: 'file/empty', severity: 'error', params: {} });
    expect(diagnose('status/missing', { no: '5' }, { intervention: '5', field: 'status' })).toEqual({
      code: 'status/missing',
      severity: 'warning',
      params: { no: '5' },
      intervention: '5',
      field: 'status',
    });
  });
  test('inFile adds the file and keeps the rest', () => {
    const at = { worksheet: 'Matrix', range: 'F7' };
    const given = diagnose('status/missing', { no: '5' }, { at });
    expect(inFile(given, 'punjab.xlsx').at).toEqual({ ...at, file: 'punjab.xlsx' });
    expect(given.at).toEqual(at);
  });
  test('countBySeverity counts each', () => {
    const all = codes.map((code) => ({ code, severity: severities[code], params: {} })) as Parameters<
      typeof countBySeverity
    >[0];
    const counts = countBySeverity(all);
    expect(counts.error + counts.warning + counts.information).toBe(codes.length);
    expect(Math.min(counts.error, counts.warning, counts.information)).toBeGreaterThan(0);
    expect(countBySeverity([])).toEqual({ error: 0, warning: 0, information: 0 });
  });
});
