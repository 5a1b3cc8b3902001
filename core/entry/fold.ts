/** Folds text for matching (never what is kept), and finds characters in it that a person cannot see. */

/** First and last code point. */
type CodePoints = readonly (readonly [first: number, last: number])[];

/** Characters that print nothing. They come with text copied from web pages, PDFs and chat programs. */
const invisibleCodePoints: CodePoints = [
  [0xad, 0xad], // soft hyphen
  [0x34f, 0x34f], // grapheme joiner
  [0x61c, 0x61c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x180b, 0x180f], // Mongolian selectors
  [0x200b, 0x200f], // zero-width space, joiners, direction marks
  [0x202a, 0x202e], // embeddings and overrides of direction
  [0x2060, 0x206f], // word joiner, invisible operators, isolates
  [0x3164, 0x3164], // Hangul filler
  [0xfe00, 0xfe0f], // variation selectors
  [0xfeff, 0xfeff], // byte order mark
  [0xffa0, 0xffa0], // half-width Hangul filler
  [0xfff9, 0xfffb], // interlinear annotation
  [0x1d173, 0x1d17a], // musical formatting
  [0xe0000, 0xe0fff], // tags and further variation selectors
];
/** Joiners, direction marks and variation selectors: part of ordinary Urdu, and of emoji. */
const joiningCodePoints: CodePoints = [
  [0x61c, 0x61c],
  [0x200c, 0x200f],
  [0xfe00, 0xfe0f],
];
/** Control characters but tab and line ends, lone surrogates and non-characters: an .xlsx file cannot hold them. */
const controlCodePoints: CodePoints = [
  [0x0, 0x8],
  [0xb, 0xc],
  [0xe, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xd800, 0xdfff],
  [0xfffe, 0xffff],
];
/** Tatweel stretches a word; harakat, hamza above or below and Koranic marks are written or left out at will. */
const arabicMarkCodePoints: CodePoints = [
  [0x610, 0x61a],
  [0x640, 0x640],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6dc],
  [0x6df, 0x6e4],
  [0x6e7, 0x6e8],
  [0x6ea, 0x6ed],
  [0x8d3, 0x8ff],
];

/** A pattern for one of the characters; with `u`, a surrogate matches only where it stands alone. */
function oneOf(codePoints: CodePoints, flags = 'u'): RegExp {
  const escape = (codePoint: number) => `\\u{${codePoint.toString(16)}}`;
  return new RegExp(
    `[${codePoints.map(([first, last]) => `${escape(first)}-${escape(last)}`).join('')}]`,
    flags,
  );
}

const invisible = oneOf(invisibleCodePoints);
const everyInvisible = oneOf(invisibleCodePoints, 'gu');
const joining = oneOf(joiningCodePoints);
const control = oneOf(controlCodePoints);
const everyControl = oneOf(controlCodePoints, 'gu');
const unseen = oneOf([...invisibleCodePoints, ...controlCodePoints], 'gu');
const arabicMarks = oneOf(arabicMarkCodePoints, 'gu');

/** Letters that people type for one another, or that a font does not tell apart, and the one that stands for all. */
const letterFoldings: readonly (readonly [letters: string, folded: string])[] = [
  // Arabic and Persian keyboards give another yeh, kaf and heh than Urdu ones. Hamza above is gone by then.
  ['\u0649\u064A\u06D0\u06D1', '\u06CC'],
  ['\u0643\u06AA', '\u06A9'],
  ['\u0629\u0647\u06C1\u06C3\u06D5', '\u06C1'],
  ['\u0671\u0672\u0673', '\u0627'],
  // Arabic-Indic digits, and the Extended ones of Persian and Urdu.
  ...Array.from({ length: 10 }, (_, digit) => {
    const letters = String.fromCharCode(0x0660 + digit, 0x06f0 + digit);
    return [letters, String(digit)] as const;
  }),
  ['\u066A', '%'],
  ['\u066B\u06D4', '.'],
  ['\u066C\u060C', ','],
  ['\u061B', ';'],
  ['\u061F', '?'],
  // Programs curl quotes and lengthen dashes while people type.
  ['\u2018\u2019\u201A\u201B\u2032\u02BC\u0060', "'"],
  ['\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB', '"'],
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212', '-'],
  ['\u2044\u2215', '/'],
  ['\u03C2', '\u03C3'],
];

/** What a character folds to; the empty text where it is left out. */
const folded: ReadonlyMap<string, string> = new Map(
  letterFoldings.flatMap(([letters, to]) => Array.from(letters, (letter) => [letter, to] as const)),
);
const foldedLetter = new RegExp(`[${[...folded.keys()].join('')}]`, 'gu');

const plainAscii = /^[ -_a-~]*$/;
const unevenSpace = /^ | {2}| $/;

/** White space collapsed to single spaces, and none at the ends. */
function collapse(text: string): string {
  return text.replace(/[\s\u0085]+/gu, ' ').trim();
}

/**
 * The form of a text that is compared; what people entered is never replaced by it. In this order:
 * - characters that print nothing, control characters and lone surrogates are left out;
 * - compatibility forms become plain ones (full-width letters, ligatures, Arabic presentation forms, NBSP: NFKD);
 * - letter case is ignored;
 * - Arabic letters that keyboards confuse become one (ي ى → ی, ك → ک, ه ة ۀ → ہ, أ إ آ → ا), tatweel and harakat go;
 *   do-chashmi he (ھ) and yeh barree (ے) stay: they are letters of their own in Urdu;
 * - Arabic-Indic and Persian digits, ٪ ٫ ٬ and Arabic punctuation become ASCII;
 * - quotes become straight and dashes become hyphens;
 * - white space of any kind collapses to one space.
 * Folding twice changes nothing more. Time is linear in the length.
 */
export function foldText(text: string): string {
  if (plainAscii.test(text)) {
    const lower = text.toLowerCase();
    return unevenSpace.test(lower) ? lower.replace(/ +/g, ' ').trim() : lower;
  }
  const plain = text
    .replace(unseen, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(arabicMarks, '')
    .replace(foldedLetter, (letter) => folded.get(letter)!);
  return collapse(plain).normalize('NFC');
}

/** True if nothing can be seen of the text: it is empty, white space or characters that print nothing. */
export function isBlankText(text: string): boolean {
  return text === '' || foldText(text) === '';
}

/** The text without control characters and lone surrogates; all else, line ends too, byte for byte. */
export function withoutControlCharacters(text: string): string {
  return text.replace(everyControl, '');
}

/** A code point as a person can look it up: `U+200B`. */
function printable(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** How many different characters a finding lists; the rest is noise. */
const listed = 8;

function distinct(text: string, pattern: RegExp, isAllowed: (character: string) => boolean): string[] {
  const found = new Set<string>();
  for (const [character] of text.matchAll(pattern)) {
    if (found.size < listed && !isAllowed(character)) found.add(character);
  }
  return [...found].map(printable);
}

const joiningScript = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Gurmukhi}\p{Extended_Pictographic}]/u;
/**
 * Characters in a text that print nothing, such as `U+200B`. Joiners and direction marks are not named where the text
 * holds letters (Urdu) or emoji that need them; embeddings and overrides always are.
 */
export function invisibleCharacters(text: string): readonly string[] {
  if (plainAscii.test(text) || !invisible.test(text)) return [];
  const joins = joiningScript.test(text);
  return distinct(text, everyInvisible, (character) => joins && joining.test(character));
}

/** Control characters and lone surrogates in a text, such as `U+0007`. Tab and line ends are none. */
export function controlCharacters(text: string): readonly string[] {
  return control.test(text) ? distinct(text, everyControl, () => false) : [];
}

const greekOrCyrillic = /[\p{Script=Greek}\p{Script=Cyrillic}]/u;
const latin = /\p{Script=Latin}/u;

/** Words that mix Latin letters with Greek or Cyrillic ones that look like them (`Cоmpleted` with a Cyrillic о). */
export function mixedScriptWords(text: string): readonly string[] {
  if (plainAscii.test(text) || !greekOrCyrillic.test(text)) return [];
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (words.size < listed && greekOrCyrillic.test(word) && latin.test(word)) words.add(word);
  }
  return [...words];
}
