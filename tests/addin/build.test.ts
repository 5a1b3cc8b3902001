/** The folder that an intranet hosts: complete, of one origin, and with nothing in it that reaches out. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAddIn, readOfficeJs, type BuiltFile } from '../../addin/build.mjs';
import { officeJsFolder } from '../../addin/content-security-policy.mjs';
import { readOrigin } from '../../manifests/add-in.mjs';
import { makeManifests } from '../../manifests/make.mjs';

const origin = readOrigin('https://intranet.example.gov.pk/nisp/');
const folder = mkdtempSync(join(tmpdir(), 'nisp-addin-'));
const built: { cdn: readonly BuiltFile[]; self: readonly BuiltFile[] } = { cdn: [], self: [] };
beforeAll(async () => {
  built.cdn = await buildAddIn({ origin, officeJs: 'cdn', into: join(folder, 'cdn') });
  built.self = await buildAddIn({ origin, officeJs: 'self', into: join(folder, 'self') });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (kind: 'cdn' | 'self', path: string) => readFileSync(join(folder, kind, path), 'utf8');
const pages = ['about.html', 'commands.html', 'notice.html', 'taskpane.html'];
/** Our own files: the copy of Office.js is Microsoft's. */
const ownFiles = (kind: 'cdn' | 'self', endings: RegExp) =>
  built[kind].map(({ path }) => path).filter((path) => endings.test(path) && !path.startsWith('office-js/'));

test('has stable names, and nothing but what pages and manifests refer to', () => {
  const names = built.cdn.map(({ path }) => path).filter((path) => !path.startsWith('icons/'));
  expect(names).toEqual([
    'about.html',
    'commands.html',
    'commands.js',
    'commands.js.map',
    'headers.txt',
    'manifest.json',
    'manifest.xml',
    'notice.html',
    'notice.js',
    'notice.js.map',
    'old-browser.js',
    'pages.css',
    'taskpane.html',
    'taskpane.js',
    'taskpane.js.map',
    'third-party-licences.txt',
    'trusted-types.js',
    'trusted-types.js.map',
  ]);
});

test('brings the manifests for the address that it will be hosted at', () => {
  for (const [name, text] of Object.entries(makeManifests(origin))) expect(read('cdn', name)).toBe(text);
  expect(read('cdn', 'manifest.xml')).toContain('https://intranet.example.gov.pk/nisp/commands.html');
});

describe.each(['cdn', 'self'] as const)('with Office.js from %s', (kind) => {
  test.each(pages)('%s refers only to files that are there, and to Office.js', (page) => {
    const html = read(kind, page);
    expect(html).not.toContain('{{');
    const references = [...html.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    const missing = references.filter((address) => !existsSync(join(folder, kind, address)));
    expect(missing).toEqual(kind === 'cdn' && page !== 'about.html' ? [`${officeJsFolder}office.js`] : []);
  });
  test.each(pages)('%s has a strict policy, and keeps to it', (page) => {
    const html = read(kind, page);
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|data:|blob:/);
    const scripts = policy!.split('; ').find((directive) => directive.startsWith('script-src'));
    expect(scripts).toBe(kind === 'cdn' ? `script-src 'self' ${officeJsFolder}` : "script-src 'self'");
    // Nothing inline: neither scripts nor styles nor handlers.
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/i);
  });
  test('the scripts evaluate no text and know no way out', () => {
    for (const path of ownFiles(kind, /\.js$/)) {
      expect(read(kind, path), path).not.toMatch(
        /\beval\(|new Function\b|\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|document\.cookie/,
      );
    }
  });
  test('no file names another origin but Office.js’s', () => {
    /** Names that look like addresses, of namespaces and of schemas, and a way to test addresses: nobody goes there. */
    const names = [
      'http://www.w3.org/',
      'http://schemas.microsoft.com/',
      'http://json-schema.org/',
      'https://json-schema.org/',
      'http://[${',
    ];
    const known = [`${origin}/`, ...names, ...(kind === 'cdn' ? [officeJsFolder] : [])];
    const addresses = ownFiles(kind, /\.(html|css|js|xml)$/).flatMap((path) =>
      [...read(kind, path).matchAll(/https?:\/\/[^\s"'`)<>;]+/g)].map(([address]) => ({ path, address })),
    );
    expect(addresses.length).toBeGreaterThan(50);
    expect(addresses.filter(({ address }) => !known.some((start) => address.startsWith(start)))).toEqual([]);
  });
});

describe('a copy of Office.js', () => {
  test('has what Excel loads on Windows, Mac, iPad and the web, in every language of Office', () => {
    const copied = built.self.map(({ path }) => path).filter((path) => path.startsWith('office-js/'));
    for (const name of [
      'office',
      'excel-win32-16.01',
      'excel-mac-16.00',
      'excel-ios-16.00',
      'excel-web-16.00',
    ])
      expect(copied).toContain(`office-js/${name}.js`);
    for (const locale of ['en-us', 'en-gb', 'ur-pk'])
      expect(copied).toContain(`office-js/${locale}/office_strings.js`);
    expect(copied.filter((path) => /telemetry|debug/.test(path))).toEqual([]);
  });
  test('has the file that office.js makes the name of, for each kind of Excel that it knows', () => {
    const library = read('self', 'office-js/office.js');
    const versions = /excel:(\{[^}]*\})/.exec(library)?.[1] ?? '';
    const names = [...versions.matchAll(/(\w+):"([\d.]+)"/g)].map(
      ([, platform, version]) => `excel-${platform!}-${version!}.js`,
    );
    // The Excel of Windows phones.
    const wanted = names.filter((name) => !name.includes('winrt'));
    expect(wanted.length).toBeGreaterThanOrEqual(4);
    for (const name of wanted) expect(built.self.map(({ path }) => path)).toContain(`office-js/${name}`);
  });
});

describe('licences', () => {
  test('of every package in the bundles are told, with their texts', () => {
    const text = read('cdn', 'third-party-licences.txt');
    for (const name of [
      'zod',
      'lit',
      'lit-html',
      '@fluentui/web-components',
      '@microsoft/fast-element',
      'tslib',
    ])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
    expect(text.match(/MIT License|BSD 3-Clause|Permission is hereby granted/g)!.length).toBeGreaterThan(4);
    expect(text).not.toContain('office-js');
  });
  test('of Office.js are told where a copy goes along', () => {
    expect(read('self', 'third-party-licences.txt')).toMatch(/^@microsoft\/office-js \d/m);
  });
});

test('stack traces can be read: names are kept, and maps bring the lines', () => {
  expect(read('cdn', 'taskpane.js')).toMatch(/\/\/# sourceMappingURL=taskpane\.js\.map\s*$/);
  expect(read('cdn', 'taskpane.js')).toContain('createPanelModel');
  const { sources } = JSON.parse(read('cdn', 'taskpane.js.map')) as { sources: string[] };
  expect(sources.some((source) => source.endsWith('panel/model/model.ts'))).toBe(true);
});

test('OFFICE_JS is one of two words', () => {
  expect(readOfficeJs()).toBe('cdn');
  expect(readOfficeJs('self')).toBe('self');
  expect(() => readOfficeJs('npm')).toThrow('OFFICE_JS is cdn or self');
});
