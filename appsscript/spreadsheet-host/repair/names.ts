/** Puts back named ranges that were deleted or lead elsewhere. */
import { groupBy, rangeAddress, rangeOf, type Blueprint, type NamedRange } from '../../../core/index.js';
import { readNames } from '../read/names.js';
import type { Mending } from './patient.js';

/** A place without what may be written one way or another. */
const placed = (worksheet: string, range: string) =>
  `${worksheet.toLowerCase()}!${rangeAddress(rangeOf(range))}`;

/** @returns what differs, by worksheet. Names of worksheets that are gone are passed over */
export function examineNames(
  { names }: Blueprint,
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
): ReadonlyMap<string, Mending> {
  if (names.length === 0) return new Map();
  const found = new Map(
    readNames(spreadsheet).map(({ name, place }) => [
      name.toLowerCase(),
      place && placed(place.worksheet, place.range),
    ]),
  );
  const differs = ({ name, worksheet, range }: NamedRange) =>
    found.get(name.toLowerCase()) !== placed(worksheet, range);
  return new Map(
    [...groupBy(names.filter(differs), ({ worksheet }) => worksheet)].flatMap(([worksheet, differing]) => {
      const sheet = spreadsheet.getSheetByName(worksheet);
      if (!sheet) return [];
      const mend = () => {
        for (const { name, range } of differing) spreadsheet.setNamedRange(name, sheet.getRange(range));
      };
      return [[worksheet, { what: 'name', ranges: differing.map(({ name }) => name), mend }] as const];
    }),
  );
}
