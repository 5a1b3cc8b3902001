// Where a workbook is, in all the ways in which people write or copy it.
import { describe, expect, it } from 'vitest';
import { parsePlace, placeText, sheetUrl } from '../../sync/places.js';

const id = '1AbC-d_EfGhIjKlMnOpQrStUvWxYz0123456789abcde';
const codeOf = (text: string) => {
  const parsed = parsePlace(text);
  return parsed.ok ? 'fine' : parsed.diagnostic.code;
};

describe('a place', () => {
  it.each([
    `sheets:${id}`,
    `SHEETS:${id}`,
    `https://docs.google.com/spreadsheets/d/${id}/edit`,
    `https://docs.google.com/spreadsheets/d/${id}/edit#gid=1234567`,
    `https://docs.google.com/spreadsheets/d/${id}/edit?usp=sharing&ouid=1#gid=0`,
    `https://docs.google.com/spreadsheets/u/0/d/${id}/edit?gid=0#gid=0`,
    `https://docs.google.com/a/example.gov.pk/spreadsheets/d/${id}/edit`,
    `https://docs.google.com/spreadsheets/d/${id}`,
    `https://docs.google.com/spreadsheets/d/${id}/copy`,
    ` https://DOCS.google.com/spreadsheets/d/${id}/edit `,
    sheetUrl(id),
  ])('%s is that sheet', (text) => {
    const parsed = parsePlace(text);
    expect(parsed).toEqual({ ok: true, place: { kind: 'sheet', id } });
    expect(parsed.ok && placeText(parsed.place)).toBe(`sheets:${id}`);
  });

  it.each(['punjab.xlsx', './sheets:abc', 'C:\\returned\\punjab.xlsx', ' a folder', 'httpd.xlsx'])(
    '“%s” is a path, as it stands',
    (path) => {
      expect(parsePlace(path)).toEqual({ ok: true, place: { kind: 'path', path } });
    },
  );

  it.each([
    ['', 'place/blank'],
    ['sheets:', 'place/sheet-id-invalid'],
    ['sheets:punjab', 'place/sheet-id-invalid'],
    [`sheets:${id}/edit`, 'place/sheet-id-invalid'],
    ['https://docs.google.com/spreadsheets/d/short/edit', 'place/sheet-id-invalid'],
    ['https://docs.google.com/spreadsheets/d/e/2PACX-1vR0abc/pubhtml', 'place/link-published'],
    [`https://docs.google.com/document/d/${id}/edit`, 'place/link-of-other'],
    [`https://docs.google.com/forms/d/${id}/viewform`, 'place/link-of-other'],
    [`https://drive.google.com/file/d/${id}/view`, 'place/link-of-other'],
    [`https://drive.google.com/drive/folders/${id}`, 'place/link-of-other'],
    ['https://docs.google.com/spreadsheets/u/0/', 'place/link-unknown'],
    [`https://docs.google.com.example.org/spreadsheets/d/${id}/edit`, 'place/link-unknown'],
    [`https://example.org/spreadsheets/d/${id}/edit`, 'place/link-unknown'],
    ['https://', 'place/link-unknown'],
  ])('“%s” is none: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
