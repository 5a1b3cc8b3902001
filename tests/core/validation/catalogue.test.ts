/** The catalogue of rules: complete, countable, and every code in it is made somewhere in the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { severities, type DiagnosticCode } from '../../../core/diagnostics/codes.js';
import { ruleCatalogue, ruleSubjects } from '../../../core/validation/catalogue.js';
import { entryRules, wholeRules } from '../../../core/validation/rules.js';

const root = join(import.meta.dirname, '../../..');
const isAboutEntries = (code: string) => !/^(plan|timelines|file|place|sheet|sources|repaint)\//.test(code);
const allCodes = Object.keys(severities) as DiagnosticCode[];

/** The sources that may make a diagnostic: everything but the lists of codes, messages and explanations. */
function sourcesOf(folder: string): string[] {
  const lists = ['codes.ts', 'en.ts', 'catalogue.ts'];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !lists.some((list) => path.endsWith(list)),
    )
    .map((path) => readFileSync(join(root, folder, path), 'utf8'));
}

describe('the catalogue of rules', () => {
  test('holds each code about entries once, with its severity', () => {
    expect(ruleCatalogue.map(({ code }) => code).sort()).toEqual(allCodes.filter(isAboutEntries).sort());
    for (const { code, severity } of ruleCatalogue) expect(severity).toBe(severities[code]);
  });
  test('counts at least 30 rules, and at least 5 of each subject', () => {
    expect(ruleCatalogue.length).toBeGreaterThanOrEqual(30);
    for (const subject of ruleSubjects) {
      expect(ruleCatalogue.filter((rule) => rule.subject === subject).length).toBeGreaterThanOrEqual(5);
    }
  });
  test('explains each rule in one line of its own', () => {
    for (const { explanation } of ruleCatalogue) expect(explanation).toMatch(/^[A-Z][^\n]{10,120}\.$/u);
    expect(new Set(ruleCatalogue.map(({ explanation }) => explanation)).size).toBe(ruleCatalogue.length);
  });
  test('names every sense rule that validation applies', () => {
    const codes = new Set(ruleCatalogue.map(({ code }) => code as string));
    expect([...entryRules, ...wholeRules].filter(({ code }) => !codes.has(code))).toEqual([]);
  });
});

describe('no code is there for show', () => {
  const sources = [...sourcesOf('core'), ...sourcesOf('sync')].join('\n');
  test.each(allCodes)('%s is made by the sources', (code) => {
    expect(sources.includes(`'${code}'`)).toBe(true);
  });
});
