/** Requests about named ranges. */
import { checkRangeName } from '../../sheets/names.js';
import { nextId, type NamedRange } from '../../sheets/workbook.js';
import { invalidArgument } from '../errors.js';
import { maskOfUpdate, selects } from '../masks.js';
import { namedRangeIdOf, namedRangeMessage } from '../read/spreadsheet.js';
import { namedRange as shape } from '../shapes/spreadsheet.js';
import { areaIn, required, type Change, type Kinds } from './change.js';

function named({ workbook }: Change, id: string | null | undefined): NamedRange {
  const found = workbook.names.find((one) => namedRangeIdOf(one) === id);
  if (!found) throw invalidArgument(`There is no named range with ID: ${id ?? ''}`);
  return found;
}

/** @throws ApiError, ServiceError if a name is none, or another range of the spreadsheet has it */
function checkName({ workbook }: Change, name: string, own?: NamedRange): void {
  checkRangeName(name);
  const isTaken = workbook.names.some(
    (one) => one !== own && one.scope === null && one.name.toLowerCase() === name.toLowerCase(),
  );
  if (isTaken) throw invalidArgument(`A named range with the name "${name}" already exists.`);
}

export const nameKinds: Kinds = {
  addNamedRange(on, { namedRange }) {
    const { name, range, namedRangeId } = required(namedRange, 'namedRange');
    const wanted = required(name, 'namedRange.name');
    checkName(on, wanted);
    const { workbook, program } = on;
    if (workbook.names.some((one) => namedRangeIdOf(one) === namedRangeId))
      throw invalidArgument(`There is a named range with the ID ${namedRangeId ?? ''} already.`);
    const added: NamedRange = {
      id: namedRangeId ?? `range-${nextId(workbook)}`,
      name: wanted,
      area: areaIn(on, required(range, 'namedRange.range')),
      scope: null,
    };
    workbook.names.push(added);
    program.markChanged();
    return { addNamedRange: { namedRange: namedRangeMessage(program, added) } };
  },
  updateNamedRange(on, { namedRange, fields }) {
    const mask = maskOfUpdate(fields, shape);
    const { name, range, namedRangeId } = required(namedRange, 'namedRange');
    const found = named(on, namedRangeId);
    if (selects(mask, 'name')) {
      const wanted = required(name, 'namedRange.name');
      checkName(on, wanted, found);
      found.name = wanted;
    }
    if (selects(mask, 'range')) found.area = areaIn(on, required(range, 'namedRange.range'));
    on.program.markChanged();
    return undefined;
  },
  deleteNamedRange(on, { namedRangeId }) {
    const found = named(on, required(namedRangeId, 'namedRangeId'));
    on.workbook.names = on.workbook.names.filter((one) => one !== found);
    on.program.markChanged();
    return undefined;
  },
};
