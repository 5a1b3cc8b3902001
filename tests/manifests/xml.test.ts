/** The add-in-only manifest against the published schema and Office's own limits. Nothing is sent anywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { floor } from '../../addin/excel-host/requirements.js';
import { addIn, defaultOrigin, readOrigin } from '../../manifests/add-in.mjs';
import { makeManifests } from '../../manifests/make.mjs';
import { sizeOfPng } from './png-size.js';
import { breaches } from './published-schema.js';
import { elementsOf, parseXml, type XmlElement } from './xml-tree.js';

const root = join(import.meta.dirname, '..', '..');
const xml = makeManifests(defaultOrigin)['manifest.xml'];
const app = parseXml(xml);
const all = elementsOf(app);
const named = (name: string) => all.filter((element) => element.name === name);
const only = (name: string): XmlElement => {
  const [element, ...more] = named(name);
  expect(more).toEqual([]);
  return element!;
};

test('what is committed is what is made', () => {
  for (const [name, text] of Object.entries(makeManifests(defaultOrigin)))
    expect(readFileSync(join(root, 'manifests', name), 'utf8'), `${name}: npm run manifests`).toBe(text);
});

describe('the XML manifest', () => {
  test('holds its elements as the schema says, in its order', () => {
    expect(breaches(app)).toEqual([]);
    expect(app.attributes['xsi:type']).toBe('TaskPaneApp');
    expect(only('VersionOverrides').attributes['xsi:type']).toBe('VersionOverridesV1_0');
  });
  test('is held against a schema that sees what is wrong', () => {
    const swapped = xml.replace(/( *<Version>.*<\/Version>\n)( *<ProviderName>.*<\/ProviderName>\n)/, '$2$1');
    expect(breaches(parseXml(swapped))).toEqual(['OfficeApp holds its elements in another order']);
    const without = xml.replace(/ *<FunctionFile .*\n/, '');
    expect(breaches(parseXml(without))).toEqual([
      expect.stringContaining('DesktopFormFactor/FunctionFile is missing'),
    ]);
  });
  test('is for workbooks, from the oldest API that the add-in works with', () => {
    const hosts = named('Host').map(({ attributes }) => attributes.Name ?? attributes['xsi:type']);
    expect(hosts).toEqual(['Workbook', 'Workbook']);
    expect(only('Sets').attributes.DefaultMinVersion).toBe(floor);
    expect(only('Set').attributes.Name).toBe('ExcelApi');
    expect(only('Permissions').text).toBe('ReadWriteDocument');
  });
  test('keeps to the lengths that Office shows', () => {
    expect(only('DisplayName').attributes.DefaultValue!.length).toBeLessThanOrEqual(125);
    expect(
      app.children.find(({ name }) => name === 'Description')!.attributes.DefaultValue!.length,
    ).toBeLessThanOrEqual(250);
    const tooLong = (list: string, longest: number) =>
      only(list).children.filter(({ attributes }) => attributes.DefaultValue!.length > longest);
    expect(tooLong('ShortStrings', 125)).toEqual([]);
    expect(tooLong('LongStrings', 250)).toEqual([]);
    expect(tooLong('Urls', 2048)).toEqual([]);
  });
  test('has no two elements of one id', () => {
    const ids = all.flatMap(({ name, attributes }) =>
      ['Group', 'Control', 'CustomTab'].includes(name) ? [attributes.id!] : [],
    );
    expect(ids).toHaveLength(2 + addIn.buttons.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names only https addresses, all of its own origin', () => {
    const addresses = all
      .flatMap(({ attributes }) => Object.values(attributes).filter((value) => /^[a-z]+:\/\//.test(value)))
      .filter(
        (value) =>
          !value.startsWith('http://schemas.microsoft.com/') && !value.startsWith('http://www.w3.org/'),
      );
    expect(addresses.length).toBeGreaterThan(50);
    expect(addresses.filter((address) => !address.startsWith(`${defaultOrigin}/`))).toEqual([]);
    expect(xml).not.toMatch(/http:\/\/(?!schemas\.microsoft\.com|www\.w3\.org)/);
  });

  describe('resources', () => {
    const lists = { Images: 'image', Urls: 'url', ShortStrings: 'short', LongStrings: 'long' } as const;
    const kindOf = new Map(
      Object.entries(lists).flatMap(([list, kind]) =>
        only(list).children.map(({ attributes }) => [attributes.id!, kind] as const),
      ),
    );
    /** Each reference with the list that it has to be in. */
    const references = all.flatMap(({ name, attributes }): readonly (readonly [string, string])[] => {
      const resid = attributes.resid;
      if (resid === undefined) return [];
      if (name === 'Image') return [[resid, 'image']];
      if (['SourceLocation', 'FunctionFile', 'LearnMoreUrl'].includes(name)) return [[resid, 'url']];
      return [[resid, name === 'Description' ? 'long' : 'short']];
    });

    test('are named in at most 32 characters, each once', () => {
      const ids = Object.keys(lists).flatMap((list) =>
        only(list).children.map(({ attributes }) => attributes.id!),
      );
      expect(ids.filter((id) => id.length > 32)).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    });
    test('are there for each reference, of the right kind', () => {
      expect(references.length).toBeGreaterThan(60);
      expect(references.filter(([resid, kind]) => kindOf.get(resid) !== kind)).toEqual([]);
    });
    test('are all referred to', () => {
      const used = new Set(references.map(([resid]) => resid));
      expect([...kindOf.keys()].filter((id) => !used.has(id))).toEqual([]);
    });
    test('of icons are files of the size that they are used at', () => {
      const addressOf = new Map(
        only('Images').children.map(({ attributes }) => [attributes.id!, attributes.DefaultValue!]),
      );
      const images = all.filter(({ name, attributes }) => name === 'Image' && 'resid' in attributes);
      const wrong = images.filter(({ attributes }) => {
        const file = addressOf.get(attributes.resid!)!.slice(defaultOrigin.length + 1);
        const size = Number(attributes.size);
        return sizeOfPng(join(root, 'manifests', file)).some((side) => side !== size);
      });
      expect(wrong).toEqual([]);
    });
    test('show each icon at the sizes that Office asks for', () => {
      const icons = named('Icon').map(({ children }) =>
        children.map(({ attributes }) => Number(attributes.size)),
      );
      expect(icons).toHaveLength(1 + addIn.buttons.length);
      for (const sizes of icons) expect(sizes).toEqual(expect.arrayContaining([16, 32, 80]));
    });
  });

  test('shows itself by icons of 32 and 64 pixels', () => {
    const file = (name: string) => only(name).attributes.DefaultValue!.slice(defaultOrigin.length + 1);
    expect(sizeOfPng(join(root, 'manifests', file('IconUrl')))).toEqual([32, 32]);
    expect(sizeOfPng(join(root, 'manifests', file('HighResolutionIconUrl')))).toEqual([64, 64]);
  });

  test('runs the functions that the add-in has told Office of, and no others', () => {
    const source = ts.createSourceFile(
      'commands.ts',
      readFileSync(join(root, 'addin', 'commands.ts'), 'utf8'),
      ts.ScriptTarget.ES2022,
    );
    const associated: string[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isCallExpression(node) && node.expression.getText(source) === 'Office.actions.associate') {
        const [name] = node.arguments;
        if (name && ts.isStringLiteral(name)) associated.push(name.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    const functions = named('FunctionName').map(({ text }) => text);
    expect(functions).toEqual(['check', 'rollUp', 'repair']);
    expect(associated.sort()).toEqual(functions.sort());
  });
});

describe('the origin', () => {
  test('is where every address of the manifests begins', () => {
    const origin = 'https://intranet.example.gov.pk/nisp';
    for (const text of Object.values(makeManifests(readOrigin(`${origin}/`)))) {
      expect(text).toContain(`${origin}/taskpane.html`);
      expect(text).not.toContain('localhost');
    }
  });
  test.each([
    'http://localhost:3000',
    'localhost:3000',
    'https://a.example/?x=1',
    'https://me:you@a.example',
    '',
  ])('is refused if Office would not open it: “%s”', (text) => {
    expect(() => readOrigin(text)).toThrow('ADDIN_ORIGIN');
  });
});
