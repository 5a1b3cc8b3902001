/** Puts back the validations of cells that have none any more, or another. */
import { parseRange, rangeAddress, type CellRange, type Validation } from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { setValidation, validationSettings } from '../paint/rules.js';
import type { Steps } from '../steps.js';
import { cellsOf, groupBy, joined, joinedAddresses } from './cell-set.js';
import type { Mending, Patient } from './mending.js';

/** Whether everything that is wanted is found; what Excel says beyond that does not count. Limits are told as formulas. */
function holds(found: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null) {
    return (
      typeof found === 'object' &&
      found !== null &&
      Object.entries(wanted).every(([name, value]) =>
        holds((found as Readonly<Record<string, unknown>>)[name], value),
      )
    );
  }
  if (typeof wanted === 'number') return Number(String(found).replace('=', '')) === wanted;
  return found === wanted;
}

/** Several syncs later: whether the cells have the validation. Excel tells of none if they do not have the same. */
function ask({ sheet, dateSystem }: Patient, cells: CellRange, validation: Validation): () => boolean {
  const { dataValidation } = rangeIn(sheet, rangeAddress(cells));
  dataValidation.load('rule,ignoreBlanks,prompt,errorAlert');
  return () => holds(dataValidation, validationSettings(validation, dateSystem));
}

/** Range by range, and cell by cell where a range is not whole. Two syncs. */
export function* examineValidations(patient: Patient): Steps<readonly Mending[]> {
  const { wanted, sheet, dateSystem } = patient;
  const ranges = wanted.validations.flatMap((validation) =>
    validation.ranges.map((text) => {
      const cells = parseRange(text)!;
      return { validation, cells, isThere: ask(patient, cells, validation) };
    }),
  );
  yield;
  const single = ranges
    .filter(({ isThere }) => !isThere())
    .flatMap(({ validation, cells }) =>
      [...cellsOf(cells)].map((cell) => ({ validation, cell, isThere: ask(patient, cell, validation) })),
    );
  yield;
  const missing = single.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return [];
  return [
    {
      what: 'validation',
      ranges: joinedAddresses(missing.map(({ cell }) => cell)),
      mend: () => {
        for (const [validation, group] of groupBy(missing, (one) => one.validation)) {
          for (const range of joined(group.map(({ cell }) => cell))) {
            const cells = rangeIn(sheet, rangeAddress(range));
            cells.dataValidation.clear();
            setValidation(cells, validation, dateSystem);
          }
        }
      },
    },
  ];
}
