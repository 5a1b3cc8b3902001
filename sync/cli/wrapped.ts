/** Text in lines that fit the terminal. */

/**
 * Breaks a text at spaces into lines of `width` characters at most, a longer word excepted. Lines after the first are indented.
 * @param start how far the first line is filled already
 */
export function wrapped(text: string, width: number, indent: number, start = indent): string {
  const lines: string[] = [];
  let line = '';
  let filled = start;
  for (const word of text.split(/\s+/u).filter((one) => one !== '')) {
    if (line !== '' && filled + 1 + word.length > width) {
      lines.push(line);
      line = '';
      filled = indent;
    }
    filled += word.length + (line === '' ? 0 : 1);
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Characters as people count them. */
const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
const charactersOf = (text: string) => Array.from(segments.segment(text), ({ segment }) => segment);

/** Words of `width` characters at most: longer ones are broken. */
function brokenWords(text: string, width: number): string[] {
  return text
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const characters = charactersOf(word);
      return Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
        characters.slice(index * width, (index + 1) * width).join(''),
      );
    });
}

/** A text on one line, cut where it is longer than `length`. */
export function shortened(text: string, length: number): string {
  const characters = charactersOf(text.replace(/\s+/gu, ' ').trim());
  if (characters.length <= length) return characters.join('');
  const start = characters.slice(0, length - 1).join('');
  return `${start.trimEnd()}…`;
}

/** A text in so many lines at most, cut where it is longer. */
export function cutToLines(text: string, width: number, most: number): string {
  const lines = wrapped(brokenWords(text, width).join(' '), width, 0).split('\n');
  if (lines.length <= most) return lines.join('\n');
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), shortened(rest, width)].join('\n');
}
