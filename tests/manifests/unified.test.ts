/** The unified manifest against Microsoft's schema, as it lies in the installed package: nothing goes to the network. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { validateManifest } from 'office-addin-manifest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addIn, defaultOrigin } from '../../manifests/add-in.mjs';
import { makeManifests } from '../../manifests/make.mjs';
import { colourCounts } from '../support/png.js';
import { sizeOfPng } from './png-size.js';
import { elementsOf, parseXml } from './xml-tree.js';

const folder = join(import.meta.dirname, '..', '..', 'manifests');
const made = makeManifests(defaultOrigin);

interface Icon {
  readonly size: number;
  readonly url: string;
}
interface Unified {
  readonly id: string;
  readonly version: string;
  readonly icons: { readonly color: string; readonly outline: string };
  readonly extensions: readonly [
    {
      readonly requirements: { readonly capabilities: readonly [{ readonly minVersion: string }] };
      readonly runtimes: readonly {
        readonly code: { readonly page: string };
        readonly actions: readonly { readonly id: string; readonly type: string }[];
      }[];
      readonly ribbons: readonly [
        {
          readonly tabs: readonly [
            {
              readonly id: string;
              readonly label: string;
              readonly groups: readonly [
                {
                  readonly icons: readonly Icon[];
                  readonly controls: readonly {
                    readonly id: string;
                    readonly label: string;
                    readonly actionId: string;
                    readonly icons: readonly Icon[];
                    readonly supertip: { readonly title: string; readonly description: string };
                  }[];
                },
              ];
            },
          ];
        },
      ];
    },
  ];
}
const manifest = JSON.parse(made['manifest.json']) as Unified;
const [extension] = manifest.extensions;
const [tab] = extension.ribbons[0].tabs;
const [group] = tab.groups;

describe('the unified manifest', () => {
  const requests: unknown[] = [];
  beforeAll(() => {
    for (const module of [http, https])
      vi.spyOn(module, 'request').mockImplementation((...all: unknown[]) => {
        requests.push(all[0]);
        throw new Error('The network is out of bounds.');
      });
    vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
      requests.push(input);
      return Promise.reject(new Error('The network is out of bounds.'));
    });
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  test('holds to Microsoft’s schema, by Microsoft’s own validation, without a request', async () => {
    const { isValid, report } = await validateManifest(join(folder, 'manifest.json'));
    expect(report?.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
    expect(requests).toEqual([]);
  });

  test('asks each button for an action that a runtime has, and has no other action', () => {
    const actions = extension.runtimes.flatMap((runtime) => runtime.actions.map(({ id }) => id));
    expect(group.controls.map(({ actionId }) => actionId).sort()).toEqual(actions.sort());
  });
  test('has icons of the sizes that it names', () => {
    const icons = [...group.icons, ...group.controls.flatMap((control) => control.icons)];
    expect(icons).toHaveLength(3 * (1 + addIn.buttons.length));
    for (const { size, url } of icons)
      expect(sizeOfPng(join(folder, url.slice(defaultOrigin.length + 1)))).toEqual([size, size]);
    expect(sizeOfPng(join(folder, manifest.icons.color))).toEqual([192, 192]);
    expect(sizeOfPng(join(folder, manifest.icons.outline))).toEqual([32, 32]);
  });
  test('has an outline in white alone, on nothing', () => {
    const file = join(folder, manifest.icons.outline);
    // Colour type 6: with transparency; what is transparent has no colour.
    expect(readFileSync(file)[25]).toBe(6);
    expect([...colourCounts(file).keys()].sort()).toEqual(['#000000', '#FFFFFF']);
  });
});

describe('both manifests say the same', () => {
  const all = elementsOf(parseXml(made['manifest.xml']));
  const named = (name: string) => all.filter((element) => element.name === name);
  const texts = new Map(all.map(({ attributes }) => [attributes.id ?? '', attributes.DefaultValue ?? '']));

  test('id and version', () => {
    expect(named('Id')[0]!.text).toBe(manifest.id);
    expect(named('Version')[0]!.text).toBe(`${manifest.version}.0`);
    const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(manifest.version).toBe(version);
  });
  test('requirement', () => {
    expect(named('Sets')[0]!.attributes.DefaultMinVersion).toBe(
      extension.requirements.capabilities[0].minVersion,
    );
  });
  test('pages', () => {
    const pages = (urls: readonly string[]) => [...new Set(urls)].sort();
    const inXml = named('SourceLocation').flatMap(({ attributes }) =>
      attributes.resid ? [texts.get(attributes.resid)!] : [],
    );
    const functions = named('FunctionFile').map(({ attributes }) => texts.get(attributes.resid!)!);
    expect(pages([...inXml, ...functions])).toEqual(pages(extension.runtimes.map(({ code }) => code.page)));
  });
  test('tab and buttons: ids, labels and tips', () => {
    const [customTab] = named('CustomTab');
    expect(customTab!.attributes.id).toBe(tab.id);
    expect(texts.get(customTab!.children.at(-1)!.attributes.resid!)).toBe(tab.label);
    const buttons = named('Control').map((control) => {
      const inside = elementsOf(control);
      const textOf = (name: string) =>
        texts.get(inside.find((element) => element.name === name)!.attributes.resid!);
      return {
        id: control.attributes.id,
        label: textOf('Label'),
        supertip: { title: textOf('Title'), description: textOf('Description') },
      };
    });
    expect(group.controls).toMatchObject(buttons);
    expect(buttons.map(({ label }) => label)).toEqual(['Build', 'Check', 'Roll-up', 'Repair', 'Panel']);
  });
});
