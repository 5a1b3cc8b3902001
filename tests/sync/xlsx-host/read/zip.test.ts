/** Threats T6, T8, T9 and T18: packages that lie, climb, repeat themselves, or are cut off. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../../sync/xlsx-host/package/refusal.js';
import { openPackage, packageLimits } from '../../../../sync/xlsx-host/package/zip.js';
import { zip, type ZipEntrySpec } from '../../../support/zip.js';
import { entriesOf, expectRefusal, firstRow, number, withRows, xlsx } from './workbook.js';

const valid = withRows('<row r="1"><c r="A1"><v>1</v></c></row>');
const entries = entriesOf(valid);
const sheet = 'xl/worksheets/sheet1.xml';

/** The valid workbook with claims of its own for the worksheet's entry. */
const lying = (claims: Partial<ZipEntrySpec>): Buffer =>
  zip(entries.map((entry) => (entry.name === sheet ? { ...entry, ...claims } : entry)));

function codeOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof Refusal) return error.diagnostic.code;
    throw error;
  }
  return 'opened';
}

describe('accepts', () => {
  test.each<[string, Buffer]>([
    ['stored entries', zip(entries.map((entry) => ({ ...entry, method: 0 })))],
    ['data descriptors', zip(entries.map((entry) => ({ ...entry, descriptor: true })))],
    ['ZIP64 sizes', zip(entries.map((entry) => ({ ...entry, zip64: true })))],
    ['a ZIP64 end record', zip(entries, { zip64End: true })],
    ['a comment', zip(entries, { comment: Buffer.from('made by a test') })],
    [
      'a comment with the signature of an end record',
      zip(entries, { comment: Buffer.from('x PK\x05\x06 y') }),
    ],
    ['bytes after the end', zip(entries, { after: Buffer.alloc(100) })],
    ['folders', zip([{ name: 'xl/', content: '', method: 0 }, ...entries])],
    [
      'a name with backslashes',
      zip(entries.map((entry) => ({ ...entry, name: (entry.name as string).replaceAll('/', '\\') }))),
    ],
    [
      'a name with a leading slash',
      zip(entries.map((entry) => ({ ...entry, name: `/${entry.name as string}` }))),
    ],
    [
      'names in other letter case',
      zip(entries.map((entry) => ({ ...entry, name: (entry.name as string).toUpperCase() }))),
    ],
    ['a symbolic link as a name like any other', lying({ externalAttributes: 0xa1ff0000 })],
  ])('%s', (_, bytes) => {
    expect(firstRow(bytes)).toEqual([number(1)]);
  });

  test('entries can be copied without unpacking them', () => {
    const pack = openPackage(xlsx(valid));
    const entry = pack.entry('/XL/Worksheets/Sheet1.xml')!;
    expect(entry).toMatchObject({ name: sheet, method: 8, size: valid[sheet]!.length });
    expect(Buffer.from(entry.raw)).toEqual(deflateRawSync(Buffer.from(valid[sheet]!)));
    expect(pack.partNames).toEqual(Object.keys(valid));
    expect(pack.part('xl/nothing.xml')).toBeNull();
  });
});

describe('T6 bombs', () => {
  test('more than 1,000 entries', () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ name: `p${index}`, content: '', method: 0 }));
    expectRefusal(zip([...entries, ...many]), 'file/too-large', { what: 'parts', limit: 1000 });
  });

  test('an end record that claims fewer entries than there are', () => {
    expectRefusal(zip(entries, { count: 3 }), 'file/damaged');
  });

  test('a ratio above 100 : 1', () => {
    expectRefusal(xlsx({ ...valid, [sheet]: Buffer.alloc(10_000_000, 32) }), 'file/compression-bomb', {
      part: sheet,
    });
  });

  test('more unpacked than declared', () => {
    const bomb = Buffer.alloc(10_000_000, 32);
    expectRefusal(lying({ content: bomb, size: 2000 }), 'file/compression-bomb', { part: sheet });
  });

  test('one byte more than declared', () => {
    const content = valid[sheet] as string;
    expectRefusal(lying({ content, size: content.length - 1 }), 'file/compression-bomb', { part: sheet });
  });

  test('less unpacked than declared', () => {
    expectRefusal(lying({ size: 5000 }), 'file/damaged', { part: sheet });
  });

  test('a part above 64 MB, and all parts above 128 MB, before anything is unpacked', () => {
    const size = packageLimits.entryBytes;
    const raw = Buffer.alloc(size / 64);
    const part = (name: string, more = 0): ZipEntrySpec => ({ name, content: '', raw, size: size + more });
    expectRefusal(zip([...entries, part('big', 1)]), 'file/too-large', { limit: size });
    expectRefusal(zip([...entries, part('a'), part('b'), part('c')]), 'file/too-large', {
      what: 'bytes unpacked',
      limit: packageLimits.totalBytes,
    });
  });

  test('overlapping entries', () => {
    const first: ZipEntrySpec = { name: 'a', content: 'x'.repeat(100), method: 0 };
    expect(codeOf(() => openPackage(zip([first, { ...first, offset: 0 }])))).toBe('file/ambiguous-part');
    const nested = zip([{ name: 'inner', content: 'y', method: 0 }]).subarray(0, 36);
    const outer = zip([
      { name: 'outer', content: nested, method: 0 },
      { name: 'inner', content: 'y', method: 0, offset: 35 },
    ]);
    expect(codeOf(() => openPackage(outer))).toBe('file/compression-bomb');
  });
});

describe('T8 names that lead outside', () => {
  test.each([
    '../xl/workbook.xml',
    'xl/../../etc/passwd',
    'C:/windows/x.xml',
    '..\\x.xml',
    '//server/share',
    'a\0b',
    './x',
  ])('%j', (name) => {
    expectRefusal(zip([...entries, { name, content: '' }]), 'file/damaged', { part: name });
  });

  test('a relationship cannot climb out of the package', () => {
    const rels = (valid['xl/_rels/workbook.xml.rels'] as string).replace(
      'worksheets/sheet1',
      '../../../../etc/sheet1',
    );
    expectRefusal({ ...valid, 'xl/_rels/workbook.xml.rels': rels }, 'file/damaged', {
      part: 'xl/workbook.xml',
    });
  });
});

describe('T9 one part twice', () => {
  test.each([sheet, sheet.toUpperCase(), `/${sheet}`, sheet.replaceAll('/', '\\')])('%s', (name) => {
    expectRefusal(zip([...entries, { name, content: 'x' }]), 'file/ambiguous-part');
  });

  test('composed and decomposed letters', () => {
    const twice = [
      { name: 'é.xml', content: '' },
      { name: 'é.xml'.normalize('NFD'), content: '' },
    ];
    expectRefusal(zip([...entries, ...twice]), 'file/ambiguous-part');
  });
});

describe('T18 half-written and altered files', () => {
  const bytes = xlsx(valid);

  test('cut off anywhere', () => {
    for (let length = 4; length < bytes.length; length += 7) {
      expectRefusal(bytes.subarray(0, length), 'file/truncated');
    }
  });

  test.each<[string, Partial<ZipEntrySpec>, string]>([
    ['a wrong checksum', { crc: 1, local: { crc: 1 } }, 'file/damaged'],
    ['another name in the local header', { local: { name: 'xl/worksheets/sheet2.xml' } }, 'file/damaged'],
    ['another method in the local header', { local: { method: 0 } }, 'file/damaged'],
    ['another size in the local header', { local: { size: 1 } }, 'file/damaged'],
    ['another checksum in the local header', { local: { crc: 1 } }, 'file/damaged'],
    ['an unknown method', { method: 12 }, 'file/damaged'],
    ['bytes that do not unpack', { raw: Buffer.from([7, 7, 7, 7]) }, 'file/damaged'],
    ['an offset beyond the end', { offset: 5_000_000 }, 'file/damaged'],
    ['a size beyond the end', { compressedSize: 5_000_000 }, 'file/truncated'],
    ['encryption', { flags: 1 }, 'file/encrypted'],
    ['strong encryption', { flags: 0x40 }, 'file/encrypted'],
  ])('%s', (_, claims, code) => {
    expect(codeOf(() => openPackage(lying(claims)).part(sheet))).toBe(code);
  });

  test('bytes before the package', () => {
    expectRefusal(zip(entries, { before: Buffer.from('PK\x03\x04 and more') }), 'file/damaged');
  });

  test('a whole workbook stored inside a cut-off one is not read in its place', () => {
    const outer = zip([{ name: 'xl/inner.xlsx', content: bytes, method: 0 }, ...entries]);
    expectRefusal(outer.subarray(0, bytes.length + 100), 'file/damaged');
  });
});
