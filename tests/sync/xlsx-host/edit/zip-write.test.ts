import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { openPackage } from '../../../../sync/xlsx-host/package/zip.js';
import { writeZip } from '../../../../sync/xlsx-host/package/zip-write.js';
import { sameBytes } from './support.js';

const content = (text: string) => Buffer.from(text, 'utf8');

describe('writing an archive', () => {
  it('gives back what was put in, in order', () => {
    const entries = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z\u0600-\u06ff]{1,8}\.xml$/), fc.uint8Array({ maxLength: 400 })),
      { selector: ([name]) => name.normalize('NFC'), minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(entries, (given) => {
        const bytes = writeZip(given.map(([name, bytes]) => ({ name, content: bytes })));
        const read = openPackage(bytes);
        expect(read.partNames).toEqual(given.map(([name]) => name));
        for (const [name, expected] of given) expect(sameBytes(read.part(name)!, expected)).toBe(true);
      }),
    );
  });

  it('copies an entry without compressing it again', () => {
    const first = writeZip([{ name: 'a.xml', content: content('hello '.repeat(50)) }]);
    const entry = openPackage(first).entry('a.xml')!;
    // Bit 3: the sizes stand behind the data. In the copy they stand before it.
    const copy = writeZip([{ copied: { ...entry, flags: entry.flags | 8 } }]);
    expect(sameBytes(copy, first)).toBe(true);
  });

  it('stores what is so regular that it would be taken for a bomb', () => {
    const bytes = writeZip([{ name: 'notes.xml', content: content('the same note '.repeat(50_000)) }]);
    expect(openPackage(bytes).entry('notes.xml')!.method).toBe(0);
    expect(openPackage(bytes).part('notes.xml')!.length).toBe(700_000);
  });

  it('refuses more entries than an archive can count', () => {
    const entry = { name: 'a', content: new Uint8Array() };
    expect(() => writeZip(Array.from({ length: 65_536 }, () => entry))).toThrow(RangeError);
  });
});
