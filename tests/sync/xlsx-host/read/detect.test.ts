/** Threat T44: files that are something else under the name of a workbook. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { zip } from '../../../support/zip.js';
import {
  contentTypes,
  entriesOf,
  expectRefusal,
  refusalOf,
  relationships,
  withRows,
  xlsx,
} from './workbook.js';

const ole = (...streams: readonly string[]) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(1016),
    ...streams.map((name) => Buffer.from(name.padEnd(64, '\0'), 'utf16le')),
  ]);

const document = (type: string) =>
  xlsx({
    '[Content_Types].xml': contentTypes({ 'main.xml': type }),
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'main.xml']]),
    'main.xml': '<x/>',
  });

const openDocument = (type: string) =>
  zip([
    { name: 'mimetype', content: type, method: 0 },
    { name: 'content.xml', content: '<office:document-content/>' },
  ]);

describe('says what the file is', () => {
  test.each<[string, Uint8Array | string]>([
    ['an older Excel workbook (.xls)', ole('Root Entry', 'Workbook')],
    ['an older Excel workbook (.xls)', ole('Root Entry', 'Book')],
    ['an old Excel workbook (.xls)', Buffer.from([0x09, 0x08, 0x10, 0x00])],
    ['an older Word document (.doc)', ole('WordDocument')],
    ['an OLE file of another program', ole('Contents')],
    ['an Excel binary workbook (.xlsb)', document('application/vnd.ms-excel.sheet.binary.macroEnabled.main')],
    [
      'a Word document (.docx)',
      document('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
    ],
    [
      'a PowerPoint presentation (.pptx)',
      document('application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'),
    ],
    ['an OpenDocument spreadsheet (.ods)', openDocument('application/vnd.oasis.opendocument.spreadsheet')],
    ['an OpenDocument text (.odt)', openDocument('application/vnd.oasis.opendocument.text')],
    ['an OpenDocument file', openDocument('application/vnd.oasis.opendocument.graphics')],
    ['an Apple Numbers or Pages document', zip([{ name: 'Index/Document.iwa', content: 'x' }])],
    ['a ZIP archive', zip([{ name: 'readme.txt', content: 'x' }])],
    ['an empty ZIP archive', zip([])],
    ['a PDF document', '%PDF-1.7\n'],
    ['a web page (HTML)', '\ufeff \r\n<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>'],
    ['a web page (HTML)', '<TABLE border=1><tr><td>1</td></tr></TABLE>'],
    ['a web archive (.mht)', 'MIME-Version: 1.0\r\nContent-Type: multipart/related'],
    [
      'an Excel 2003 XML spreadsheet',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
    [
      'a flat OpenDocument file (.fods)',
      '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    ],
    ['an XML file', '<?xml version="1.0"?><x/>'],
    ['a text or CSV file', 'No.,Status\r\n1,Completed\r\n'],
    ['a text or CSV file', Buffer.from('\ufeffNo.\tStatus\r\n', 'utf16le')],
    ['a text or CSV file', 'حالت،نمبر'],
    ['a gzip archive', gzipSync('x')],
    ['a picture (PNG)', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
    ['a program', Buffer.from('MZ\x90\x00')],
    ['a file of zero bytes (its copy was not completed)', Buffer.alloc(5000)],
    ['a file of an unknown kind', Buffer.from([1, 2, 3, 4, 5])],
  ])('%s', (found, content) => {
    expectRefusal(Buffer.from(content), 'file/not-a-workbook', { found });
  });

  test('a workbook with a password to open it', () => {
    expect(refusalOf(ole('Root Entry', 'EncryptionInfo', 'EncryptedPackage')).code).toBe('file/encrypted');
  });

  test('nothing at all', () => {
    expect(refusalOf(new Uint8Array()).code).toBe('file/empty');
  });

  test('the first bytes of a workbook and no more', () => {
    expect(refusalOf(Buffer.from('PK\x03\x04')).code).toBe('file/truncated');
  });

  test('a workbook without content types', () => {
    const entries = entriesOf(withRows('')).filter(({ name }) => name !== '[Content_Types].xml');
    expectRefusal(zip(entries), 'file/not-a-workbook', { found: 'a ZIP archive' });
  });
});
