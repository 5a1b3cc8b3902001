/** One parser reads part after part: nothing of a part is left in it for the next. */
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../../sync/xlsx-host/package/refusal.js';
import { parseXml } from '../../../../sync/xlsx-host/package/xml.js';

/** What a listener hears of a part. */
function heard(xml: string): string[] {
  const events: string[] = [];
  parseXml('part.xml', Buffer.from(xml), {
    open: (name, attributes, depth) => events.push(`<${name} ${JSON.stringify(attributes)} ${depth}`),
    close: (name, depth) => events.push(`>${name} ${depth}`),
    text: (text) => events.push(text),
  });
  return events;
}

const good = '<a k="1">one<b/>&amp;</a>';
const expected = ['<a {"k":"1"} 1', 'one', '<b {} 2', '>b 2', '&', '>a 1'];

describe('parseXml', () => {
  test.each([
    ['a part that breaks off', '<a><b>text'],
    ['a part with a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['a part that names an unknown entity', '<a>&x;</a>'],
    ['a part with two roots', '<a/><b/>'],
  ])('reads a part well after %s', (_, bad) => {
    expect(() => heard(bad)).toThrow(Refusal);
    expect(heard(good)).toEqual(expected);
  });

  test('reads a part well after a listener that threw', () => {
    const stop = () => {
      throw new Error('enough');
    };
    expect(() => {
      parseXml('part.xml', Buffer.from(good), { open: stop });
    }).toThrow('enough');
    expect(heard(good)).toEqual(expected);
  });

  test('reads a part within a part', () => {
    const inner: string[][] = [];
    const outer: string[] = [];
    parseXml('part.xml', Buffer.from('<x><y>two</y></x>'), {
      open: (name) => {
        outer.push(`<${name}`);
        if (name === 'y') inner.push(heard(good));
      },
      text: (text) => outer.push(text),
      close: (name) => outer.push(`>${name}`),
    });
    expect(inner).toEqual([expected]);
    expect(outer).toEqual(['<x', '<y', 'two', '>y', '>x']);
  });

  test('tells a listener nothing that it did not ask for', () => {
    expect(heard(good)).toEqual(expected);
    const names: string[] = [];
    parseXml('part.xml', Buffer.from('<a>one<![CDATA[two]]></a>'), { open: (name) => names.push(name) });
    expect(names).toEqual(['a']);
  });
});
