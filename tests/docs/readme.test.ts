/** What the README says of the programs and the commands is so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { hostsCompared } from './hosts-compared.js';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'README.md');
const readme = readFileSync(file, 'utf8');

/** A command of clasp, as far as it is looked at. */
interface ClaspCommand {
  readonly options: readonly { readonly long: string }[];
}

describe('the README', () => {
  test('compares the programs as their hosts do; a failure shows the table as it is to be', async () => {
    const table = await format(hostsCompared(), { ...(await resolveConfig(file)), parser: 'markdown' });
    const heading = table.slice(0, table.indexOf('\n'));
    const start = readme.indexOf(heading);
    const found = start < 0 ? '' : readme.slice(start).split('\n\n')[0]!;
    expect(`${found}\n`).toBe(table);
  });
  test('names scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
  test('names commands and options that clasp has', async () => {
    const lines = [...readme.matchAll(/npx clasp ([\w-]+)([^`\n]*)/g)];
    expect(lines.length).toBeGreaterThan(3);
    for (const [, name, rest] of lines) {
      const path = join(root, 'node_modules/@google/clasp/build/src/commands', `${name!}.js`);
      const { command } = (await import(pathToFileURL(path).href)) as { readonly command: ClaspCommand };
      const known = command.options.map(({ long }) => long);
      for (const [option] of rest!.matchAll(/--\w+/g)) expect(known, name).toContain(option);
    }
  });
});
