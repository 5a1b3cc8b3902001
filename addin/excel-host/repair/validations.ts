/** Puts back the validations of cells that have none any more, or another. */
import {
  cellsOf,
  rangeAddress,
  rangeOf,
  type CellRange,
  type Validation,
  groupBy,
  joinedAddresses,
} from '../../../core/index.js';
import { areaAddresses, areaAt, areas } from '../areas.js';
import { setValidation, validationSettings } from '../paint/rules.js';
import type { Steps } from '../steps.js';
import type { Mending, Patient } from './mending.js';

/** Cells that are looked at one by one at most: some 400 bytes each. */
const mostCells = 500;

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

/** Cells that are to have a validation. */
interface Covered {
  readonly validation: Validation;
  readonly address: string;
}

/** After the next sync: whether the cells have the validation. Excel tells of none if they do not have the same. */
function ask(patient: Patient, { address, validation }: Covered): () => boolean {
  const { sheet, dateSystem, isSupported } = patient;
  const { dataValidation } = areaAt(sheet, address, isSupported);
  dataValidation.load('rule,ignoreBlanks,prompt,errorAlert');
  return () => holds(dataValidation, validationSettings(validation, dateSystem));
}

const rangesOf = (address: string): readonly CellRange[] => address.split(',').map((text) => rangeOf(text));

/** The parts of what is not whole: its cells, or its ranges if those were too many. */
function partsOf(torn: readonly Covered[]): readonly Covered[] {
  const ranges = torn.flatMap(({ validation, address }) =>
    rangesOf(address).map((range) => ({ validation, range })),
  );
  const cells = ranges.flatMap(({ validation, range }) =>
    [...cellsOf(range)].map((cell) => ({ validation, range: cell })),
  );
  return (cells.length > mostCells ? ranges : cells).map(({ validation, range }) => ({
    validation,
    address: rangeAddress(range),
  }));
}

/** Many ranges at a time, and part by part where not all have the same. Two syncs. */
export function* examineValidations(patient: Patient): Steps<readonly Mending[]> {
  const { wanted, sheet, dateSystem, isSupported } = patient;
  const covered = wanted.validations.flatMap((validation) =>
    areaAddresses(
      validation.ranges.map((text) => rangeAddress(rangeOf(text))),
      isSupported,
    ).map((address) => ({ validation, address })),
  );
  const areWhole = covered.map((one) => ask(patient, one));
  yield;
  const parts = partsOf(covered.filter((_, index) => !areWhole[index]!()));
  const areThere = parts.map((one) => ask(patient, one));
  yield;
  const missing = parts.filter((_, index) => !areThere[index]!());
  if (missing.length === 0) return [];
  const addressesOf = (of: readonly Covered[]) =>
    joinedAddresses(of.flatMap(({ address }) => rangesOf(address).flatMap((range) => [...cellsOf(range)])));
  return [
    {
      what: 'validation',
      ranges: addressesOf(missing),
      mend: () => {
        for (const [validation, group] of groupBy(missing, (one) => one.validation)) {
          for (const cells of areas(sheet, addressesOf(group), isSupported)) {
            cells.dataValidation.clear();
            setValidation(cells, validation, dateSystem);
          }
        }
      },
    },
  ];
}
