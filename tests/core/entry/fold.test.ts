// Folding for matching: what becomes one, what stays apart, and what is found that nobody can see.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  controlCharacters,
  foldText,
  invisibleCharacters,
  isBlankText,
  mixedScriptWords,
  withoutControlCharacters,
} from '../../../core/entry/fold.js';

/** Texts of any code points, lone surrogates included, with a good share of what folding looks at. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from(
        'aAİßſσςΣ \t\n\u00A0\u200B\u202E\u00AD\u0301\u0316\u0654\u0653أإآٱئؤۀۂةهہھۃيىیكکـَُِ٠٩۰۹٪٫٬،۔“”’–—Ａ９％ﬁ½ﷺﺑ',
      ),
      '\uD800',
      '\uDC00',
      '\u{1F600}',
      '\u{E0041}',
    ),
  }),
);

describe('foldText', () => {
  it.each([
    ['letter case', 'In PROGRESS', 'in progress'],
    ['white space at the ends and between', '  In \t\n  progress ', 'in progress'],
    ['no-break, thin and ideographic spaces', 'In\u00A0\u2009\u3000progress', 'in progress'],
    ['zero-width characters', 'In\u200B pro\u2060gress\uFEFF', 'in progress'],
    ['direction marks and overrides', '\u202EIn progress\u202C\u200F', 'in progress'],
    ['soft hyphens', 'pro\u00ADgress', 'progress'],
    ['control characters and lone surrogates', 'In\u0007 pro\uD800gress', 'in progress'],
    ['full-width letters, digits and signs', 'Ｃｏｍｐｌｅｔｅｄ　１００％', 'completed 100%'],
    ['ligatures', 'oﬀice ﬁle', 'office file'],
    ['composed and decomposed accents', 'e\u0301', '\u00E9'],
    ['curly quotes', '“it’s”', '"it\'s"'],
    ['dashes and the minus sign', 'a–b—c\u2010d\u22121', 'a-b-c-d-1'],
    ['Arabic-Indic digits', '٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['Persian and Urdu digits', '۰۱۲۳۴۵۶۷۸۹', '0123456789'],
    ['Arabic signs of numbers', '٪۴۵٫۵ ۱٬۰۰۰', '%45.5 1,000'],
    ['Arabic and Persian yeh', 'علي على', 'علی علی'],
    ['Arabic kaf', 'كتاب', 'کتاب'],
    ['heh, teh marbuta and heh with hamza', 'هةۀہۃ', 'ہہہہہ'],
    ['alef with hamza, madda and wasla', 'أإآٱا', 'ااااا'],
    ['harakat and tatweel', 'مُكَمَّـــل', 'مکمل'],
    ['presentation forms', '\uFEE3\uFEDC\uFEE4\uFEDE', 'مکمل'],
  ])('folds %s', (_, text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('keeps letters apart that are letters of their own in Urdu', () => {
    expect(foldText('ھ')).not.toBe(foldText('ہ'));
    expect(foldText('ے')).not.toBe(foldText('ی'));
    expect(foldText('پ')).not.toBe(foldText('ب'));
  });

  it('keeps look-alikes of other alphabets apart', () => {
    expect(foldText('С')).not.toBe(foldText('C'));
  });

  it('is idempotent on any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves no invisible and no control character, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        expect(invisibleCharacters(`${folded}x`)).toEqual([]);
        expect(controlCharacters(folded)).toEqual([]);
        expect(folded).toBe(folded.trim());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('isBlankText', () => {
  it.each(['', ' ', '\t\n', '\u00A0', '\u200B\uFEFF', '\u202E \u00AD'])(
    'finds nothing to see in %j',
    (text) => {
      expect(isBlankText(text)).toBe(true);
    },
  );
  it.each(['0', '-', '.', '\u200Bx', 'ء'])('sees something in %j', (text) => {
    expect(isBlankText(text)).toBe(false);
  });
});

describe('invisibleCharacters', () => {
  it('names each kind once, in a form that can be looked up', () => {
    expect(invisibleCharacters('a\u200Bb\u200Bc\u00ADd\u202E')).toEqual(['U+200B', 'U+00AD', 'U+202E']);
    expect(invisibleCharacters('plain\u{E0041}')).toEqual(['U+E0041']);
  });
  it('takes joiners and direction marks for part of Urdu and of emoji, but never overrides', () => {
    expect(invisibleCharacters('می\u200Cخواهم\u200F')).toEqual([]);
    expect(invisibleCharacters('👨\u200D👩 ❤\uFE0F')).toEqual([]);
    expect(invisibleCharacters('مکمل\u202Etxt')).toEqual(['U+202E']);
    expect(invisibleCharacters('comp\u200Cleted')).toEqual(['U+200C']);
  });
  it('lists a handful at most', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      String.fromCodePoint(0xe0100 + (index % 200)),
    ).join('');
    expect(invisibleCharacters(many)).toHaveLength(8);
  });
});

describe('controlCharacters', () => {
  it('names control characters, lone surrogates and non-characters', () => {
    expect(controlCharacters('a\u0007b\u0000\uD800c\uFFFF')).toEqual([
      'U+0007',
      'U+0000',
      'U+D800',
      'U+FFFF',
    ]);
  });
  it('leaves tabs, line ends and pairs of surrogates alone', () => {
    expect(controlCharacters('a\tb\r\nc\u{1F600}')).toEqual([]);
  });
  it('are what withoutControlCharacters takes out, and nothing else', () => {
    expect(withoutControlCharacters(' a\u0007\tb\uDC00 \u200B\u{1F600}\r\n')).toBe(
      ' a\tb \u200B\u{1F600}\r\n',
    );
  });
});

describe('mixedScriptWords', () => {
  it('names words that mix Latin with Cyrillic or Greek', () => {
    expect(mixedScriptWords('C\u043Empleted and H\u03BFme')).toEqual(['C\u043Empleted', 'H\u03BFme']);
  });
  it('leaves words of one alphabet alone, side by side too', () => {
    expect(mixedScriptWords('Москва and Athens Αθήνα, مکمل completed')).toEqual([]);
  });
});
