// The list of where each unit's workbook is, and everything that can be wrong in it.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describe as words, nispPlan as plan } from '../../core/index.js';
import { loadSources, sourcesJsonSchema } from '../../sync/sources.js';

const id = '1AbC-d_EfGhIjKlMnOpQrStUvWxYz0123456789abcde';
const load = (units: unknown, folder = 'lists') => loadSources(JSON.stringify({ units }), { plan, folder });
const findings = (text: string) =>
  loadSources(text, { plan, folder: '.' })
    .diagnostics.filter(({ code }) => code !== 'sources/unit-missing')
    .map((found) => `${found.code} ${JSON.stringify(found.params)}`);

describe('sources.json', () => {
  it('names files, folders and sheets; paths start from its folder, units come in the order of the plan', () => {
    const loaded = load({
      sindh: [`sheets:${id}`, { place: 'late', name: 'By post' }],
      punjab: 'punjab.xlsx',
      balochistan: '/srv/balochistan.xlsx',
    });
    expect(loaded.ok && loaded.sources).toEqual([
      {
        unit: 'punjab',
        place: { kind: 'path', path: join('lists', 'punjab.xlsx') },
        name: null,
        path: 'units.punjab',
      },
      { unit: 'sindh', place: { kind: 'sheet', id }, name: null, path: 'units.sindh[0]' },
      {
        unit: 'sindh',
        place: { kind: 'path', path: join('lists', 'late') },
        name: 'By post',
        path: 'units.sindh[1]',
      },
      {
        unit: 'balochistan',
        place: { kind: 'path', path: '/srv/balochistan.xlsx' },
        name: null,
        path: 'units.balochistan',
      },
    ]);
  });

  it('may leave units out, and says which', () => {
    const loaded = load({ federal: 'a.xlsx' });
    expect(loaded.ok).toBe(true);
    expect(loaded.diagnostics.map((found) => words(found).text)).toContain(
      'The list of sources says nothing of Punjab.',
    );
    expect(loaded.diagnostics).toHaveLength(plan.units.length - 1);
  });

  it('one place twice is read once; of two units it is a mistake, however it is written', () => {
    const same = load({
      punjab: [`sheets:${id}`, `https://docs.google.com/spreadsheets/d/${id}/edit#gid=7`],
    });
    expect(same.ok && same.sources).toHaveLength(1);
    expect(same.diagnostics.map(({ code }) => code)).toContain('sources/place-twice');
    const shared = load({ punjab: 'a/x.xlsx', sindh: './a/../a/x.xlsx' });
    expect(shared.ok).toBe(false);
    expect(shared.diagnostics.map((found) => words(found).text)).toContain(
      `“${join('lists', 'a', 'x.xlsx')}” (units.sindh) is the same place as units.punjab, which is another unit’s.`,
    );
  });

  it.each([
    ['{', 'sources/not-json'],
    ['[]', 'sources/invalid {"path":"the top"'],
    ['{"units": {"punjab": 5}}', 'sources/invalid {"path":"units.punjab"'],
    ['{"units": {"punjab": []}}', 'sources/invalid {"path":"units.punjab"'],
    ['{"units": {}, "unit": {}}', 'sources/invalid {"path":"the top"'],
    ['{"units": {"atlantis": "a.xlsx"}}', 'sources/unit-unknown {"path":"units.atlantis"'],
    ['{"units": {"punjab": "a.xlsx", "punjab": "b.xlsx"}}', 'sources/unit-twice {"unit":"punjab"}'],
    ['{"units": {"punjab": [{"place": "p.xlsx", "place": "q.xlsx"}]}}', ''],
    ['{"units": {"punjab": ["a.xlsx", " "]}}', 'place/blank {"path":"units.punjab[1]"}'],
    [
      '{"units": {"punjab": "https://forms.gle/x"}}',
      'place/link-of-other {"found":"https://forms.gle/x","what":"a Google Form","path":"units.punjab"}',
    ],
  ])('%s: %s', (text, expected) => {
    expect(findings(text)[0] ?? '').toContain(expected);
    expect(findings(text).length).toBe(expected === '' ? 0 : 1);
  });

  it('has a JSON Schema for editors', () => {
    expect(sourcesJsonSchema()).toMatchObject({ type: 'object', required: ['units'] });
  });
});
