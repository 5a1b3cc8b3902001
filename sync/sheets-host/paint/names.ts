/** Paints named ranges: one that is there is led to its new place, so that formulas that use it go on with it. */
import type { Blueprint } from '../../../core/index.js';
import type { FoundName } from '../read/names.js';
import { gridRange } from '../read/ranges.js';
import type { Request } from './canvas.js';

const folded = (name: string) => name.toLowerCase();

/** Names that the workbook has no more are left: formulas of people may use them. */
export function paintNames(
  { names }: Blueprint,
  standing: readonly FoundName[],
  sheetIdOf: (worksheet: string) => number,
): readonly Request[] {
  const ids = new Map(standing.flatMap(({ name, id }) => (id === null ? [] : [[folded(name), id] as const])));
  return names.map(({ name, worksheet, range: place }) => {
    const range = gridRange(sheetIdOf(worksheet), place);
    const namedRangeId = ids.get(folded(name));
    return namedRangeId === undefined
      ? { addNamedRange: { namedRange: { name, range } } }
      : { updateNamedRange: { namedRange: { namedRangeId, name, range }, fields: 'name,range' } };
  });
}
