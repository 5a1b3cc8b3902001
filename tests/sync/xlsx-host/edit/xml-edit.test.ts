import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  applyEdits,
  attribute,
  changeAttributes,
  child,
  children,
  contentKey,
  parseXml,
  textOf,
  writeElement,
  XmlError,
} from '../../../../sync/xlsx-host/package/xml-edit.js';

describe('positions', () => {
  it('are those of the text, whatever stands between', () => {
    const text =
      '\ufeff<?xml version="1.0"?>\r\n<!-- <a/> --><a\r\n b = "x > y" ><![CDATA[<c>]]>😀<c\n/>t<d>&lt;d></d\t></a>\r\n';
    const root = parseXml(text);
    const [c, d] = children(root);
    expect(text.slice(root.start, root.openEnd)).toBe('<a\r\n b = "x > y" >');
    expect(text.slice(root.closeStart, root.end)).toBe('</a>');
    expect(text.slice(c!.start, c!.end)).toBe('<c\n/>');
    expect(text.slice(d!.openEnd, d!.closeStart)).toBe('&lt;d>');
    expect(text.slice(d!.closeStart, d!.end)).toBe('</d\t>');
    expect(textOf(root)).toBe('<c>😀t<d>');
  });

  it('let attributes be changed and nothing else', () => {
    const text = `<a><b one='1' two="&quot;&#10;"/> </a>`;
    const b = child(parseXml(text), 'b')!;
    const changed = applyEdits(text, [
      changeAttributes(
        b,
        new Map([
          ['one', null],
          ['new', '<&>'],
        ]),
      ),
    ]);
    expect(changed).toBe('<a><b two="&quot;&#10;" new="&lt;&amp;&gt;"/> </a>');
    expect(attribute(child(parseXml(changed), 'b')!, 'two')).toBe('"\n');
  });

  it('of edits may touch but not overlap', () => {
    const insert = { start: 1, end: 1, text: 'x' };
    expect(applyEdits('abc', [{ start: 1, end: 2, text: '' }, insert, { ...insert, text: 'y' }])).toBe(
      'axyc',
    );
    expect(() =>
      applyEdits('abc', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toThrow();
  });
});

describe('an element written for another part', () => {
  it('says the same', () => {
    const name = fc.constantFrom('a', 'b', 'q:c');
    const value = fc.string({ unit: 'grapheme-ascii', maxLength: 6 });
    const escape = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          name,
          value,
          fc.array(fc.oneof({ depthSize: 'small' }, value.map(escape), tie('element')), { maxLength: 3 }),
        )
        .map(([tag, of, inside]) => `<${tag} at="${escape(of)}" q:at="1">${inside.join('')}</${tag}>`),
    }));
    fc.assert(
      fc.property(element, (inside) => {
        const given = child(parseXml(`<r xmlns="u" xmlns:q="v"><s>${inside}</s></r>`), 's')!;
        const copy = child(parseXml(`<x:r xmlns:x="u">${writeElement(given, 'x:')}</x:r>`), 's')!;
        expect(contentKey(copy)).toBe(contentKey(given));
        expect(textOf(copy)).toBe(textOf(given));
      }),
    );
  });
});

describe('hostile text', () => {
  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an end without a beginning', '<a></b></a>'],
    ['nothing', ''],
    ['half a document', '<a><b>'],
    ['absurd depth', '<a>'.repeat(10_000) + '</a>'.repeat(10_000)],
  ])('is refused: %s', (_, text) => {
    expect(() => parseXml(text)).toThrow(XmlError);
  });
});
