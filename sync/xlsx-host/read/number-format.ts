/** What a workbook's own numbers for formats, and its dates written as ISO 8601, mean. */
import { kindOfFormatCode, type NumberKind } from '../../../core/index.js';

/**
 * Built-in formats that show a date or a time of day, in any language version of Excel. Source: ECMA-376-1, 18.8.30.
 * 46, `[h]:mm:ss`, is a duration: a number.
 */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  id === 45 ||
  id === 47 ||
  (id >= 50 && id <= 58) ||
  (id >= 71 && id <= 81);

/** The kind of a number format id, given the workbook's own format codes. */
export function kindOfNumberFormat(id: number, codes: ReadonlyMap<number, string>): NumberKind {
  const code = codes.get(id);
  if (code !== undefined) return kindOfFormatCode(code);
  if (id === 9 || id === 10) return 'percent';
  return isBuiltInDate(id) ? 'date' : 'number';
}

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** The ISO date, to the second, of a date that the file states as ISO 8601; the time of day is taken as written. */
export function dateOfIso(text: string): string | null {
  const match = text.length <= 40 ? isoDate.exec(text) : null;
  if (!match) return null;
  const [, date, time = '00:00', seconds = '00'] = match;
  const parsed = Date.parse(`${date!}T${time}:${seconds}Z`);
  if (Number.isNaN(parsed)) return null;
  const [day, clock] = new Date(parsed).toISOString().slice(0, 19).split('T') as [string, string];
  if (day !== date) return null;
  return clock === '00:00:00' ? day : `${day}T${clock}`;
}
