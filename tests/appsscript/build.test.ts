/** The folder that clasp pushes: complete, of one origin, readable by Google's rules, and small enough. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildScript, limits, makeCode, makeScript, type BuiltFile } from '../../appsscript/build.mjs';
import { menuItems } from '../../appsscript/menu.js';
import { built, type Bundle } from './bundle.js';

const folder = mkdtempSync(join(tmpdir(), 'nisp-appsscript-'));
let bundle: Bundle;
beforeAll(async () => {
  bundle = await built();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a source into the folder and gives its path. */
function source(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The globals of a bare realm, with code from text turned off, once the script was evaluated there. */
function globals(code: string): Readonly<Record<string, unknown>> {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(code, context);
  return context;
}
const functionNames = (code: string) => {
  const found = globals(code);
  return Object.keys(found).filter((name) => typeof found[name] === 'function');
};

const triggers = ['onEdit', 'onOpen'];
const menu = ['checkEntries', 'repairWorkbook', 'showPanel', 'showRollUp'];
const customFunctions = ['NISP_BUDGET', 'NISP_COMPLETION', 'NISP_STATUS_COUNTS'];

describe('Code.js', () => {
  test('begins by saying that it keeps to its spreadsheet', () => {
    expect(bundle.code.startsWith('/** @OnlyCurrentDoc */\n')).toBe(true);
  });
  test('needs nothing of Google’s to be evaluated, and no code from text', () => {
    expect(globals(bundle.code)).toHaveProperty('callHost');
  });
  test('makes global functions of what the entry exports, and no others', () => {
    expect(functionNames(bundle.code).sort()).toEqual(
      ['callHost', ...triggers, ...menu, ...customFunctions].sort(),
    );
  });
  test('makes nothing else global but the variable of the bundle and what zod keeps', () => {
    const found = globals(bundle.code);
    const others = Object.getOwnPropertyNames(found).filter(
      (name) => typeof found[name] !== 'function' && !(name in globalThis && name !== 'nisp'),
    );
    expect(others.filter((name) => !name.startsWith('__zod_'))).toEqual(['nisp']);
  });
  test('has a function for every item of the menu', () => {
    const wanted = menuItems.flatMap((item) => (item === null ? [] : [item[1]]));
    expect(wanted.length).toBeGreaterThan(3);
    const found = functionNames(bundle.code);
    expect(wanted.filter((name) => !found.includes(name))).toEqual([]);
  });
  test.each(customFunctions)(
    '%s keeps its comment and its parameters, which the formula bar shows',
    (name) => {
      const file = ts.createSourceFile(
        'Code.js',
        bundle.code,
        ts.ScriptTarget.ES2020,
        true,
        ts.ScriptKind.JS,
      );
      const found = file.statements
        .filter(ts.isFunctionDeclaration)
        .find((made) => made.name?.text === name)!;
      const tags = ts.getJSDocTags(found).map(({ tagName }) => tagName.text);
      expect(tags).toContain('customfunction');
      expect(tags).toContain('return');
      // In braces stands what Google Sheets shows as an example, which need not be a type.
      const comment = bundle.code.slice(found.pos, found.getStart());
      const described = [...comment.matchAll(/@param \{[^}]*\} (\w+)/g)].map(([, parameter]) => parameter);
      expect(described).toEqual(found.parameters.map((parameter) => parameter.name.getText()));
      expect(described.length).toBeGreaterThan(0);
    },
  );
  test('can be read: names and lines are kept', () => {
    const longest = Math.max(...bundle.code.split('\n').map((line) => line.length));
    expect(bundle.code).toContain('function decodeRequest(');
    // The built-in plan's longest text stands in one line.
    expect(longest).toBeLessThan(5_000);
  });
});

describe('an entry', () => {
  test('may export functions from elsewhere: they are found where they are written', async () => {
    source(
      'figures.ts',
      `/**
        * Adds.
        * @param values numbers
        * @customfunction
        */
       export function SUM_OF(values: readonly number[], ...more: number[]): number {
         return [...values, ...more].reduce((sum, value) => sum + value, 0);
       }`,
    );
    const { text } = await makeCode(source('entry.ts', "export { SUM_OF } from './figures.js';"));
    expect(text).toContain(
      [
        '/**',
        ' * Adds.',
        ' * @param values numbers',
        ' * @customfunction',
        ' */',
        'function SUM_OF(values, ...more) {',
        '  return nisp.SUM_OF(values, ...more);',
        '}',
      ].join('\n'),
    );
    const { SUM_OF: sumOf } = globals(text) as { SUM_OF: (values: number[], ...more: number[]) => number };
    expect(sumOf([1, 2], 3, 4)).toBe(10);
  });
  test.each([
    ['a constant', 'export const size = 3;', 'exports size, which is no function'],
    ['a class', 'export class Size {}', 'exports Size, which is no function'],
    ['a type', 'export type Size = 3;', 'exports Size, which is no function'],
    ['a parameter without a name', 'export function f({ a }: { a: 1 }) { return a; }', 'parameter of f'],
    ['nothing', 'const size = 3; size;', 'exports nothing'],
  ])('that exports %s is refused', async (name, text, message) => {
    await expect(makeCode(source(`${name.replaceAll(' ', '-')}.ts`, text))).rejects.toThrow(message);
  });
});

describe('Panel.html', () => {
  const script = () => /<script>([\s\S]*)<\/script>/.exec(bundle.panelHtml)![1]!;
  const outside = () => bundle.panelHtml.replace(script(), '');
  test('has one script, within it, and asks nothing of any address', () => {
    expect(bundle.panelHtml.match(/<\/?script/gi)).toEqual(['<script', '</script']);
    expect(outside()).not.toMatch(/\b(src|href)=|url\(|@import/i);
    expect(outside()).not.toMatch(/https?:|\son[a-z]+=/i);
    expect(script()).not.toMatch(
      /\beval\(|new Function\b|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|document\.cookie/,
    );
    /** Names that look like addresses, of schemas, and a way to test addresses: nobody goes there. */
    const names = ['http://json-schema.org/', 'https://json-schema.org/', 'http://[', 'http://www.w3.org/'];
    const addresses = [...script().matchAll(/https?:\/\/[^\s"'`)<>;]+/g)].map(([address]) => address);
    expect(addresses.filter((address) => !names.some((name) => address.startsWith(name)))).toEqual([]);
  });
  test('has nothing that Apps Script would take for a template, or HTML for the end of the script or a comment', () => {
    expect(bundle.panelHtml).not.toMatch(/<\?|\{\{/);
    expect(script()).not.toMatch(/<!--|<\/script/i);
    // Those that stand in texts are still there, written otherwise.
    expect(script()).toContain('\\x3C!--');
  });
  test('has no template literals, of which HtmlService strips what looks like a comment', () => {
    const file = ts.createSourceFile('panel.js', script(), ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
    const found: string[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node))
        found.push(script().slice(node.pos, node.end));
      ts.forEachChild(node, visit);
    };
    visit(file);
    expect(found).toEqual([]);
  });
  test('says its language, its direction, its title, and what is to be known without JavaScript', () => {
    expect(outside()).toMatch(/<html lang="en" dir="ltr">/);
    expect(outside()).toMatch(/<title>NISP Matrix<\/title>/);
    expect(outside()).toMatch(/<noscript>\s*<p>[^<]+JavaScript/);
  });
  test('has a policy that allows no request', () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(outside())![1]!;
    for (const directive of [
      "connect-src 'none'",
      'img-src data:',
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
      expect(policy.split('; ')).toContain(directive);
    expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
  });
});

describe('the folder', () => {
  let files: readonly BuiltFile[];
  const into = join(folder, 'script');
  beforeAll(async () => {
    mkdirSync(into);
    writeFileSync(join(into, '.clasp.json'), JSON.stringify({ scriptId: 'example', rootDir: '.' }));
    files = await buildScript({ into });
  });
  test('has the files with their sizes, and keeps whose script it is', () => {
    const names = ['.clasp.json', '.claspignore', 'Code.js', 'Panel.html', 'appsscript.json'];
    expect(readdirSync(into).sort()).toEqual([...names, 'third-party-licences.txt'].sort());
    for (const { path, bytes } of files) expect(readFileSync(join(into, path)).length).toBe(bytes);
    expect(readFileSync(join(into, 'Code.js'), 'utf8')).toBe(bundle.code);
  });
  test('brings the manifest as it stands beside the sources', () => {
    const path = join(import.meta.dirname, '..', '..', 'appsscript', 'appsscript.json');
    expect(bundle.manifest).toBe(readFileSync(path, 'utf8'));
  });
  test('is pushed by clasp as three files, whatever else lies there', async () => {
    writeFileSync(join(into, 'notes.js'), '');
    mkdirSync(join(into, 'old'));
    writeFileSync(join(into, 'old', 'Code.js'), '');
    const clasp = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'clasp');
    const { stdout } = await promisify(execFile)(clasp, ['show-file-status', '--json'], {
      cwd: into,
      // No login of anybody's is looked for.
      env: { PATH: process.env.PATH, HOME: folder },
    });
    const { filesToPush } = JSON.parse(stdout) as { filesToPush: string[] };
    expect(filesToPush.sort()).toEqual(['Code.js', 'Panel.html', 'appsscript.json']);
  });
  test('tells the licences of all packages in script and panel', () => {
    const text = readFileSync(join(into, 'third-party-licences.txt'), 'utf8');
    for (const name of ['zod', 'lit', 'lit-html', '@fluentui/web-components', '@microsoft/fast-element'])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
  });
});

describe('sizes', () => {
  test('keep to the limits, which are no more than a quarter above', () => {
    for (const [name, text] of [
      ['Code.js', bundle.code],
      ['Panel.html', bundle.panelHtml],
    ] as const) {
      const bytes = Buffer.byteLength(text);
      expect(bytes, name).toBeLessThanOrEqual(limits[name]);
      expect(bytes * 1.25, name).toBeGreaterThan(limits[name]);
    }
  });
  test('above the limits are refused, and it is said where they stand', async () => {
    await expect(makeScript({ most: { 'Code.js': 1_000 } })).rejects.toThrow(
      /Code\.js has \d+ bytes, and may have 1000: see limits in appsscript\/build\.mjs/,
    );
  });
});
