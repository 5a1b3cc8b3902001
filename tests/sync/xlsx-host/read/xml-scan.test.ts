/** The quick reading of plain XML says what saxes says, and leaves the rest to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../../sync/xlsx-host/package/refusal.js';
import { parseXml } from '../../../../sync/xlsx-host/package/xml.js';
import { scanXml, type XmlEvents } from '../../../../sync/xlsx-host/package/xml-scan.js';
import { openPackage } from '../../../../sync/xlsx-host/package/zip.js';

type Event =
  | readonly ['open', string, Readonly<Record<string, unknown>>]
  | readonly ['close']
  | readonly ['text', string];

/** Notes events. Attributes are copied: the order in which they stand counts too. */
function recorder(): { readonly events: Event[]; readonly listener: XmlEvents } {
  const events: Event[] = [];
  return {
    events,
    listener: {
      open: (name, attributes) => events.push(['open', name, { ...attributes }]),
      close: () => events.push(['close']),
      text: (text) => events.push(['text', text]),
    },
  };
}

/** What saxes alone says of a part, up to the first thing that is wrong with it. */
function bySaxes(xml: string): { readonly events: readonly Event[]; readonly isSound: boolean } {
  const { events, listener } = recorder();
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => {
    throw new Error('document type');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    listener.open(name, attributes);
  });
  parser.on('closetag', listener.close);
  parser.on('text', listener.text);
  parser.on('cdata', listener.text);
  try {
    parser.write(xml).close();
    return { events, isSound: true };
  } catch {
    return { events, isSound: false };
  }
}

/** Reads a part quickly and by saxes. @returns true if the quick way knew all of it */
function compare(xml: string): boolean {
  const { events, listener } = recorder();
  const reference = bySaxes(xml);
  const isPlain = scanXml(xml, listener);
  if (isPlain) {
    expect(reference.isSound).toBe(true);
    expect(events).toEqual(reference.events);
  } else expect(events).toEqual(reference.events.slice(0, events.length));
  return isPlain;
}

/** What the reader hears, whichever way the part is read. */
function heard(xml: string): { readonly events: readonly string[]; readonly isSound: boolean } {
  const events: string[] = [];
  try {
    parseXml('part.xml', Buffer.from(xml), {
      open: (name, attributes, depth) => events.push(`<${name} ${JSON.stringify(attributes)} ${depth}`),
      close: (name, depth) => events.push(`>${name} ${depth}`),
      text: (text) => events.push(text),
    });
    return { events, isSound: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { events, isSound: false };
  }
}

/** Pieces that documents are made of, sound ones and others. */
const pieces = [
  ...['<', '>', '/', '=', '"', "'", ' ', '\n', '\t', '\r', '\r\n', ';', ':', '-', '.', '7', ']', ']]>'],
  ...[
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&apos;',
    '&#10;',
    '&#13;',
    '&#x1F600;',
    '&#0;',
    '&#xFFFE;',
    '&#xD800;',
  ],
  ...['&', '&;', '&x;', '&#;', '&#x;', '&#9999999999;', '&constructor;', '&__proto__;'],
  ...[
    '<a>',
    '</a>',
    '<a/>',
    '<b x="1"/>',
    '<b x="1" y=\'2\'>',
    '</b>',
    '</b >',
    '<p:a>',
    '</p:a>',
    '<b\n x="1">',
  ],
  ...['<b x = "1">', '<b x>', '<b x="1"y="2">', '<b x="1" x="2"/>', '<b __proto__="1" constructor="2"/>'],
  ...[
    '<b x="a<b"/>',
    '<b x="&lt;&#10;"/>',
    '<b x="a\nb"/>',
    '<b x="a\tb"/>',
    '<b x="]]>"/>',
    '<é/>',
    '<aé>',
    '<1/>',
    '<:/>',
  ],
  ...['<!--c-->', '<![CDATA[t]]>', '<?p?>', '<?xml version="1.0"?>', '<!DOCTYPE a>', '<!ENTITY x "y">'],
  ...[
    'text',
    'é',
    'متن',
    '😀',
    '\u0000',
    '\u0001',
    '\u007F',
    '\u0085',
    '\u2028',
    '\uFFFE',
    '\uFFFF',
    '\uFEFF',
  ],
];
const declarations = [
  ...['', '', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', '<?xml version="1.0"?>\n'],
  ...["<?xml version='1.0' encoding='UTF-8'?>", '<?xml version="1.1"?>', '<?xml version="1.0\'?>', '<?xml?>'],
  ...['<?xml version="1.0" encoding="?"?>', ' <?xml version="1.0"?>', '\uFEFF', '<?xml version="1.0" ?>'],
];
const anything = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((found) => found.join(''));
const documents = fc
  .tuple(fc.constantFrom(...declarations), fc.constantFrom('', '\n', ' '), anything, anything)
  .map(
    ([declaration, gap, inside, after]) => `${declaration}${gap}<r k="v">${inside}</r>${after.slice(0, 3)}`,
  );

const samples = join(import.meta.dirname, '../../../../samples/2019-Q1');
const parts = readdirSync(samples)
  .filter((name) => name.endsWith('.xlsx'))
  .flatMap((name) => {
    const pack = openPackage(readFileSync(join(samples, name)));
    return pack.partNames
      .filter((part) => /\.(?:xml|rels)$/.test(part))
      .map((part) => ({ name: `${name} ${part}`, xml: Buffer.from(pack.part(part)!).toString('utf8') }));
  });

describe('scanXml', () => {
  test('knows every part that this project and LibreOffice write, and says what saxes says', () => {
    expect(parts.length).toBeGreaterThan(100);
    expect(parts.filter(({ xml }) => !compare(xml)).map(({ name }) => name)).toEqual([]);
  });

  test('says nothing of any document that saxes does not say', () => {
    fc.assert(
      fc.property(fc.oneof(documents, anything), (xml) => {
        compare(xml);
      }),
      { numRuns: 20_000 },
    );
  });

  test('says nothing of a damaged part that saxes does not say', () => {
    const short = parts.filter(({ xml }) => xml.length < 10_000).map(({ xml }) => xml);
    const damage = fc.record({
      xml: fc.constantFrom(...short),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.nat(3),
      piece: fc.constantFrom('', ...pieces),
    });
    fc.assert(
      fc.property(damage, ({ xml, at, removed, piece }) => {
        const from = Math.floor(at * xml.length);
        compare(xml.slice(0, from) + piece + xml.slice(from + removed));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    '<a>&amp;&#65;&#x42;</a>',
    '<a b=\'1\'\tc="2" />',
    '<?xml version="1.0"?>\n<a:b xmlns:a="u"><a:c/></a:b>\n',
    '<a __proto__="1" constructor="2" toString="3"/>',
  ])('knows %j', (xml) => {
    expect(compare(xml)).toBe(true);
  });

  test('gives attributes in which no other name finds anything', () => {
    const found: unknown[] = [];
    scanXml('<a b="1"/>', {
      open: (_, attributes) =>
        found.push(...['b', 'constructor', '__proto__', 'toString'].map((name) => attributes[name])),
      close: () => undefined,
      text: () => undefined,
    });
    expect(found).toEqual(['1', undefined, undefined, undefined]);
  });

  test.each([
    ['ampersands', `<a>${'&'.repeat(1_000_000)}</a>`],
    ['an entity without an end', `<a>&${'x'.repeat(1_000_000)};</a>`],
    ['a name', `<${'a'.repeat(1_000_000)}`],
    ['attributes', `<a ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`],
    ['spaces', `<a${' '.repeat(1_000_000)}`],
    [
      'unlike elements',
      `<a>${Array.from({ length: 20_000 }, (_, index) => `<b a${index}="1" b${index}="2"/>`).join('')}</a>`,
    ],
  ])('comes to an end of very many %s', (_, xml) => {
    expect(typeof compare(xml)).toBe('boolean');
  });
});

describe('parseXml', () => {
  /** Documents that begin plainly and then need saxes. */
  const mixed = fc
    .tuple(
      anything,
      fc.constantFrom('<!--c-->', '<![CDATA[t]]>', '<?p?>', '</r >', '<é/>', '\r\n', '<b x = "1"/>'),
      anything,
    )
    .map(([before, special, after]) => `<r><c v="1">one</c><c/>${before}${special}${after}</r>`);

  test('tells each event once, in whichever way it is read', () => {
    fc.assert(
      fc.property(fc.oneof(mixed, documents), (xml) => {
        // What UTF-8 makes of a lone surrogate, so that both read the same.
        const reference = bySaxes(
          Buffer.from(xml)
            .toString('utf8')
            .replace(/^\uFEFF/, ''),
        );
        const { events, isSound } = heard(xml);
        expect(isSound).toBe(reference.isSound);
        expect(events.length).toBe(reference.events.length);
      }),
      { numRuns: 10_000 },
    );
  });
});
