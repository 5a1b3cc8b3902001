/** Puts back named ranges that were deleted or lead elsewhere. */
import { absoluteAddress, type Blueprint, type NamedRange } from '../../../core/index.js';
import type { Mending } from './mending.js';

/** A reference without what may be written one way or another: `='Roll-up'!$B$3` → `roll-up!b3`. */
const bare = (formula: string) => formula.replace(/[=$']/g, '').toLowerCase();

/**
 * @param names of the workbook, loaded with `items/name` and `items/formula`
 * @returns what differs, by worksheet
 */
export function examineNames(
  blueprint: Blueprint,
  names: Excel.NamedItemCollection,
): ReadonlyMap<string, Mending> {
  const found = new Map(names.items.map((item) => [item.name.toLowerCase(), item]));
  const differing = new Map<string, { readonly wanted: NamedRange; readonly formula: string }[]>();
  for (const wanted of blueprint.names) {
    const formula = `=${absoluteAddress(wanted.worksheet, wanted.range)}`;
    const item = found.get(wanted.name.toLowerCase());
    if (item && bare(String(item.formula)) === bare(formula)) continue;
    const others = differing.get(wanted.worksheet) ?? [];
    differing.set(wanted.worksheet, [...others, { wanted, formula }]);
  }
  return new Map(
    [...differing].map(([worksheet, all]) => [
      worksheet,
      {
        what: 'name',
        ranges: all.map(({ wanted }) => wanted.name),
        mend: () => {
          for (const { wanted, formula } of all) {
            const item = found.get(wanted.name.toLowerCase());
            if (item) item.formula = formula;
            else names.add(wanted.name, formula);
          }
        },
      },
    ]),
  );
}
