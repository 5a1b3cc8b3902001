/** What a row says that it did not say when its workbook was built. */
import { saysAnything, type Entry, type EntryValues } from '../entry/entry.js';
import { entryFields } from '../entry/fields.js';
import type { Row } from './rule.js';

/** The fields that are a unit's own; the timeline is the plan's. */
const ownFields = entryFields.map(({ key }) => key).filter((key) => key !== 'timeline');

/** True if a cell of the row, the timeline's apart, holds something, be it unusable. */
export function saysSomething({ values, unusable }: Entry): boolean {
  return saysAnything(values) || ownFields.some((key) => unusable.has(key));
}

/** True if a cell of the row, the timeline's apart, holds something other than when the workbook was built. */
export function saysSomethingNew(entry: Entry, base: EntryValues): boolean {
  return (
    saysSomething(entry) &&
    ownFields.some((key) => entry.unusable.has(key) || entry.values[key] !== base[key])
  );
}

/** True if the row had entries when the workbook was built, and its cells are now all empty. */
export function isCleared({ base, isBlank }: Row): boolean {
  return saysAnything(base) && ownFields.every(isBlank);
}

/** True if Remarks may explain a change: they hold something that they did not hold when the workbook was built. */
export function saysNewRemarks({ values, base, isBlank }: Row): boolean {
  return !isBlank('remarks') && (values.remarks === undefined || values.remarks !== base.remarks);
}
