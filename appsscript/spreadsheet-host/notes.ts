/** Marks in notes: lines of ours among the lines of a person, which stay as they are. */
import type { Mark } from '../../panel/index.js';

/** What a line of ours begins with: shape as well as words tell how bad it is. */
const signs: Readonly<Record<Mark['severity'], string>> = { error: '▲ NISP: ', warning: '△ NISP: ' };

const isOurs = (line: string) => Object.values(signs).some((sign) => line.startsWith(sign));

/** Whatever a text quotes may hold any break of lines; each would begin a line that nobody takes away. */
const breaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** The lines that say a mark in a note. */
export const linesOf = ({ severity, text }: Pick<Mark, 'severity' | 'text'>): readonly string[] =>
  text
    .split(breaks)
    .map((line) => line.trim())
    .flatMap((line) => (line === '' ? [] : [signs[severity] + line]));

/**
 * A note with these lines of ours and no others. They stand first, so that they are seen; what else is in it stays.
 * @param note empty: there is none
 */
export function withLines(note: string, lines: readonly string[]): string {
  const others = note === '' ? [] : note.split('\n').filter((line) => !isOurs(line));
  return [...lines, ...others].join('\n');
}
