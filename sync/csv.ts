/** Comma-separated values that a spreadsheet program opens as text: no cell of them is ever taken for a formula. */

/** What a spreadsheet program takes for the beginning of a formula, full-width forms and hidden prefixes included. */
const formulaStart = /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function cell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Records are handed on in pieces of about so many characters: one write for each would be slow. */
const pieceLength = 65_536;

/**
 * The text of a .csv file in pieces: headings first, every cell quoted; with a byte order mark, so that Excel reads it as
 * UTF-8.
 */
export function* csvText(
  headings: readonly string[],
  records: Iterable<readonly string[]>,
): Generator<string, void> {
  const line = (cells: readonly string[]) => `${cells.map(cell).join(',')}\r\n`;
  let piece = `\ufeff${line(headings)}`;
  for (const record of records) {
    piece += line(record);
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
