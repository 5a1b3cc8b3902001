/** Where a workbook is, as a person writes it: a path on this machine, or a Google Sheet by its address or id. */
import { basename } from 'node:path';
import { diagnose, type Diagnostic } from '../core/index.js';

export type Place =
  /** A file or a folder. */
  | { readonly kind: 'path'; readonly path: string }
  /** A Google Sheet. */
  | { readonly kind: 'sheet'; readonly id: string };

export type ParsedPlace =
  { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly diagnostic: Diagnostic };

/** Ids of today have 44 characters, older ones fewer. A word that somebody typed by hand has not so many. */
const idPattern = /^[\w-]{20,128}$/;
const sheetPrefix = /^sheets:/i;

/** The path of a spreadsheet's address, with the account (`/u/0`) or the organisation (`/a/example.gov.pk`) in it. */
const sheetPath = /^\/(?:a\/[^/]+\/)?spreadsheets\/(?:u\/\d+\/)?d\/([^/]+)/;

/** What else lies at addresses that look alike, by host and path. */
const others: readonly (readonly [RegExp, string])[] = [
  [/^docs\.google\.com\/(?:a\/[^/]+\/)?document\//, 'a Google Doc'],
  [/^docs\.google\.com\/(?:a\/[^/]+\/)?presentation\//, 'a Google Slides presentation'],
  [/^docs\.google\.com\/(?:a\/[^/]+\/)?forms\//, 'a Google Form'],
  [/^forms\.gle\//, 'a Google Form'],
  [/^drive\.google\.com\/(?:drive\/)?(?:u\/\d+\/)?folders\//, 'a folder on Google Drive'],
  [/^drive\.google\.com\//, 'a file on Google Drive'],
];

/**
 * Reads where a workbook is: a path, `sheets:ID`, or the address of a Google Sheet as the browser shows it (which
 * worksheet it shows, `#gid=…`, makes no difference).
 * @param path where in a list of sources it stands, for the finding
 */
export function parsePlace(text: string, path: string | null = null): ParsedPlace {
  const found = text.trim();
  const refuse = (diagnostic: Diagnostic): ParsedPlace => ({ ok: false, diagnostic });
  const sheet = (id: string): ParsedPlace =>
    idPattern.test(id)
      ? { ok: true, place: { kind: 'sheet', id } }
      : refuse(diagnose('place/sheet-id-invalid', { found, path }));

  if (found === '') return refuse(diagnose('place/blank', { path }));
  if (sheetPrefix.test(found)) return sheet(found.replace(sheetPrefix, ''));
  if (!/^https?:/i.test(found)) return { ok: true, place: { kind: 'path', path: text } };

  const url = URL.canParse(found) ? new URL(found) : null;
  const where = url ? `${url.hostname}${url.pathname}` : '';
  const [, id] = (url?.hostname === 'docs.google.com' ? sheetPath.exec(url.pathname) : null) ?? [];
  if (id === 'e') return refuse(diagnose('place/link-published', { found, path }));
  if (id !== undefined) return sheet(id);
  const what = others.find(([pattern]) => pattern.test(where))?.[1];
  return refuse(
    what === undefined
      ? diagnose('place/link-unknown', { found, path })
      : diagnose('place/link-of-other', { found, what, path }),
  );
}

/** A place as a person may write it again, and as it is told from others: the path, or `sheets:ID`. */
export function placeText(place: Place): string {
  return place.kind === 'sheet' ? `sheets:${place.id}` : place.path;
}

/** What a place is called before anything of it was read: the name of the file, or `sheets:ID`. */
export function placeName(place: Place): string {
  return place.kind === 'sheet' ? placeText(place) : basename(place.path);
}

/** What an error says of a place, without the place itself: for where that is said beside it. */
export function reasonAt(place: Place, { message }: Error): string {
  const prefix = `${placeText(place)}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

/** The address of a Google Sheet. */
export function sheetUrl(id: string): string {
  return `https://docs.google.com/spreadsheets/d/${id}/edit`;
}
