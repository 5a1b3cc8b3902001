/** The names that a spreadsheet defines. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { absoluteAddress, bareFormula, rangeAddress, type DefinedName } from '../../../core/index.js';
import { cellRangeOf } from './ranges.js';

/** A name, and where it leads; null: what it led to is gone. */
export interface FoundName {
  readonly name: string;
  /** The number by which the name is changed. */
  readonly id: string | null;
  readonly place: { readonly worksheet: string; readonly range: string } | null;
}

/** The names of the spreadsheet as a whole. What holds on a copied worksheet only is left out. */
export function namesOf({
  namedRanges = [],
  sheets = [],
}: sheets_v4.Schema$Spreadsheet): readonly FoundName[] {
  const titles = new Map(sheets.map(({ properties }) => [properties?.sheetId ?? 0, properties?.title ?? '']));
  return namedRanges.flatMap(({ name, namedRangeId, range }): FoundName[] => {
    if (!name || name.includes('!')) return [];
    const worksheet = titles.get(range?.sheetId ?? 0);
    const place =
      range && worksheet !== undefined ? { worksheet, range: rangeAddress(cellRangeOf(range)) } : null;
    return [{ name, id: namedRangeId ?? null, place }];
  });
}

const referenceTo = ({ place }: FoundName): string =>
  place ? absoluteAddress(place.worksheet, place.range) : '#REF!';

export const definedNamesOf = (names: readonly FoundName[]): readonly DefinedName[] =>
  names.map((one) => ({ name: one.name, refersTo: referenceTo(one) }));

/** A reference without what may be written in more than one way. */
const bare = (reference: string) => bareFormula(reference).replaceAll('$', '');

/** The name of a range that a formula refers to, or the reference as it stands. @param reference without the leading `=` */
export const nameOrReference = (reference: string, names: readonly FoundName[]): string =>
  names.find((one) => one.place && bare(referenceTo(one)) === bare(reference))?.name ?? reference;
