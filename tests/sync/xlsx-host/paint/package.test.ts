/** The painted package is one that Excel opens without repair. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { everything, row, text, workbook, worksheet } from './fixture.js';
import { all, childOrder, everyElement, misplaced, one, parseXml, part, partsOf } from './parts.js';

let bytes: Uint8Array;
let parts: Map<string, string>;
beforeAll(async () => {
  ({ bytes } = await paintWorkbook(everything));
  parts = partsOf(bytes);
});

describe('the package', () => {
  test('has the same bytes for the same blueprint, whenever it is painted', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') });
    const again = await paintWorkbook(structuredClone(everything));
    vi.useRealTimers();
    expect(Buffer.compare(Buffer.from(again.bytes), Buffer.from(bytes))).toBe(0);
  });

  test('leaves nothing out', async () => {
    expect((await paintWorkbook(everything)).omitted).toEqual([]);
  });

  test('has only well-formed parts', () => {
    expect(parts.size).toBeGreaterThan(20);
    for (const [name, xml] of parts) expect(() => parseXml(xml), name).not.toThrow();
  });

  test('has every child element where the schema wants it', () => {
    const checked = new Set<string>();
    for (const [name, xml] of parts) {
      const root = parseXml(xml);
      for (const element of everyElement(root)) checked.add(element.name);
      expect(misplaced(root), name).toEqual([]);
    }
    const seen = [...childOrder.keys()].filter((name) => checked.has(name));
    expect(seen).toEqual(
      expect.arrayContaining(['worksheet', 'workbook', 'styleSheet', 'c:chartSpace', 'c:valAx']),
    );
  });

  test('the order check finds what stands in the wrong place', () => {
    const wrong = parseXml('<worksheet><sheetData/><sheetPr/><autoFilter/><nonsense/></worksheet>');
    expect(misplaced(wrong)).toEqual(['sheetPr in worksheet', 'nonsense in worksheet']);
  });

  test('declares a type for every part, and every relationship leads to a part', () => {
    const types = part(parts, '[Content_Types].xml');
    const named = new Set(all(types, 'Override').map((type) => type.attributes.PartName!.slice(1)));
    const endings = new Set(all(types, 'Default').map((type) => type.attributes.Extension!));
    for (const name of parts.keys()) {
      if (name === '[Content_Types].xml') continue;
      expect(named.has(name) || endings.has(name.split('.').at(-1)!), name).toBe(true);
    }
    for (const name of named) expect(parts.has(name), name).toBe(true);
    for (const [name, xml] of parts) {
      if (!name.endsWith('.rels')) continue;
      const folder = `/${name.replace(/_rels\/[^/]*$/, '')}`;
      for (const relationship of all(parseXml(xml), 'Relationship')) {
        const target = new URL(relationship.attributes.Target!, `file://${folder}`).pathname.slice(1);
        expect(parts.has(target), `${name} → ${target}`).toBe(true);
      }
    }
  });

  test('every index into the styles and the shared strings exists', () => {
    const styles = part(parts, 'xl/styles.xml');
    const count = (name: string) => one(styles, name).children.length;
    const strings = all(part(parts, 'xl/sharedStrings.xml'), 'si').length;
    for (const table of ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs', 'dxfs']) {
      expect(one(styles, table).attributes.count).toBe(String(count(table)));
    }
    for (const format of one(styles, 'cellXfs').children) {
      expect(Number(format.attributes.fontId)).toBeLessThan(count('fonts'));
      expect(Number(format.attributes.fillId)).toBeLessThan(count('fills'));
      expect(Number(format.attributes.borderId)).toBeLessThan(count('borders'));
    }
    for (const [name, xml] of parts) {
      if (!name.startsWith('xl/worksheets/sheet')) continue;
      const root = parseXml(xml);
      for (const cell of all(root, 'c')) {
        expect(Number(cell.attributes.s ?? 0)).toBeLessThan(count('cellXfs'));
        if (cell.attributes.t === 's') expect(Number(one(cell, 'v').text)).toBeLessThan(strings);
      }
      for (const rule of all(root, 'cfRule')) {
        expect(Number(rule.attributes.dxfId ?? 0)).toBeLessThan(count('dxfs'));
      }
    }
  });

  test('says font name and size together, for every cell format', () => {
    for (const font of one(part(parts, 'xl/styles.xml'), 'fonts').children) {
      expect(font.children.map((child) => child.name)).toEqual(expect.arrayContaining(['name', 'sz']));
    }
  });

  test('carries no clock, no macro, and no link to the outside', () => {
    const year = String(new Date().getUTCFullYear());
    expect(parts.get('docProps/core.xml')).not.toContain(year);
    for (const [name, xml] of parts) {
      expect(name).not.toMatch(/vba|external|connection|activeX|embedding/i);
      expect(xml, name).not.toContain('TargetMode="External"');
    }
  });

  test('a workbook with a thousand notes stays below what a careful reader takes for a bomb', async () => {
    const cell = { ...text('x'), note: 'The same note on every row.' };
    const many = worksheet({ name: 'Notes', rows: Array.from({ length: 1100 }, () => row(cell)) });
    const painted = partsOf((await paintWorkbook(workbook([many]))).bytes);
    const shapes = all(part(painted, 'xl/drawings/vmlDrawing1.vml'), 'v:shape');
    expect(new Set(shapes.map((shape) => shape.attributes.id)).size).toBe(1100);
    expect(one(part(painted, 'xl/drawings/vmlDrawing1.vml'), 'o:idmap').attributes.data).toBe('1,2');
  });
});
