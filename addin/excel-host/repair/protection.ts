/** Puts back protection: that a worksheet is protected, what stays possible meanwhile, and which cells are locked. */
import { covers, rangeOf, type CellRange } from '../../../core/index.js';
import { protectionOptions } from '../paint/rules.js';
import type { Steps } from '../steps.js';
import { damagedCells, findDamage, layersOver, mendDamage } from './layers.js';
import type { Mending, Patient } from './mending.js';
import { propertyAt } from './property.js';

const locked = propertyAt(
  'protection/locked',
  ({ protection }, value) => {
    protection.locked = value === true;
  },
  { options: { protection: true } },
);

/** Two syncs. A worksheet of the blueprint that is not protected may be: that is the person's own doing. */
export function* examineProtection(patient: Patient): Steps<readonly Mending[]> {
  const { sheet, wanted } = patient;
  if (wanted.protection === null) return [];
  const unlocked = wanted.protection.unlocked.map((text) => rangeOf(text));
  const isLocked = (cell: CellRange) => !unlocked.some((range) => covers(range, cell));
  const damage = yield* findDamage(
    patient,
    layersOver(patient, locked, (_, cell) => isLocked(cell)),
  );
  const options = protectionOptions(wanted.protection, wanted);
  // Loaded for all worksheets, as those that are protected have to be opened.
  const { protection } = sheet;
  const isAsWanted =
    protection.protected &&
    Object.entries(options).every(
      ([name, value]) => protection.options[name as keyof typeof options] === value,
    );
  return [
    ...(isAsWanted ? [] : [{ what: 'protection', ranges: [], mend: () => undefined } as const]),
    ...(damage.length === 0
      ? []
      : [
          {
            what: 'protection',
            ranges: damagedCells(damage),
            mend: () => {
              mendDamage(patient, damage);
            },
          } as const,
        ]),
  ];
}
