/** Says what a file is by its content, whatever its name says. */

const signatures: readonly (readonly [bytes: readonly number[], found: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'a rich text document (.rtf)'],
  [[0x09, 0x08], 'an old Excel workbook (.xls)'],
  [[0x09, 0x04], 'an old Excel workbook (.xls)'],
  [[0x09, 0x02], 'an old Excel workbook (.xls)'],
  [[0x09, 0x00], 'an old Excel workbook (.xls)'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)'],
  [[0x47, 0x49, 0x46, 0x38], 'a picture (GIF)'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x53, 0x51, 0x4c, 0x69], 'a database (SQLite)'],
  [[0x4d, 0x5a], 'a program'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
];

const markup: readonly (readonly [start: string, found: string])[] = [
  ['<!doctype html', 'a web page (HTML)'],
  ['<html', 'a web page (HTML)'],
  ['<head', 'a web page (HTML)'],
  ['<body', 'a web page (HTML)'],
  ['<table', 'a web page (HTML)'],
  ['<meta', 'a web page (HTML)'],
  ['<div', 'a web page (HTML)'],
  ['mime-version:', 'a web archive (.mht)'],
];

const xmlKinds: readonly (readonly [mark: string, found: string])[] = [
  ['urn:schemas-microsoft-com:office:spreadsheet', 'an Excel 2003 XML spreadsheet'],
  ['urn:oasis:names:tc:opendocument', 'a flat OpenDocument file (.fods)'],
  ['http://www.w3.org/1999/xhtml', 'a web page (XHTML)'],
];

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/** What the streams of an OLE file give it away as. The name of a stream stands in it as UTF-16. */
const oleKinds: readonly (readonly [mark: Buffer, kind: string])[] = [
  [utf16('EncryptedPackage'), 'encrypted'],
  [utf16('Workbook'), 'an older Excel workbook (.xls)'],
  [utf16('Book'), 'an older Excel workbook (.xls)'],
  [utf16('WordDocument'), 'an older Word document (.doc)'],
  [utf16('PowerPoint Document'), 'an older PowerPoint presentation (.ppt)'],
  [utf16('__substg1.0_'), 'an Outlook message (.msg)'],
];

/** A package to be opened, an encrypted workbook, nothing at all, or something else in words. */
export type FileKind =
  { readonly kind: 'package' | 'encrypted' | 'empty' } | { readonly kind: 'other'; readonly found: string };

const other = (found: string): FileKind => ({ kind: 'other', found });

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}

function textOf(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 4096);
  const wide = head[0] === 0xff && head[1] === 0xfe;
  if (!wide && head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return null;
  const text = wide ? head.toString('utf16le') : head.toString('utf8');
  return text.replace(/^\uFEFF/, '').trimStart();
}

/** Looks at the first bytes of a file (and at the directory of an OLE file). */
export function detectFile(content: Uint8Array): FileKind {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) return { kind: 'empty' };
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'package' };
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    const kind = oleKinds.find(([mark]) => bytes.includes(mark))?.[1] ?? 'an OLE file of another program';
    return kind === 'encrypted' ? { kind } : other(kind);
  }
  const known = signatures.find(([start]) => startsWith(bytes, start));
  if (known) return other(known[1]);
  if (bytes.subarray(0, 4096).every((byte) => byte === 0))
    return other('a file of zero bytes (its copy was not completed)');
  const text = textOf(bytes);
  if (text === null) return other('a file of an unknown kind');
  const lower = text.toLowerCase();
  const page = markup.find(([start]) => lower.startsWith(start));
  if (page) return other(page[1]);
  if (lower.startsWith('<'))
    return other(xmlKinds.find(([mark]) => lower.includes(mark))?.[1] ?? 'an XML file');
  return other('a text or CSV file');
}
