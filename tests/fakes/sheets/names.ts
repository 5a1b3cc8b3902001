/** Named ranges: of the whole spreadsheet, and of one worksheet alone, as copies of worksheets have them. */
import { quoted, splitAddress } from '../spreadsheet/ranges.js';
import { ServiceError } from './errors.js';
import { give, type On, type Part, type Self } from './objects.js';
import type { Program } from './program.js';
import { findWorksheet, type NamedRange } from './workbook.js';

/** A name as the service writes it: `'Copy of Matrix'!STATUS` for one that holds on one worksheet only. */
function writtenName({ workbook }: Program, { name, scope }: NamedRange): string {
  const own = workbook.worksheets.find(({ sheetId }) => sheetId === scope);
  if (!own) return name;
  const prefix = quoted(own.name);
  // Always in quotation marks: what the service does with plain names is not known.
  return `${prefix.startsWith("'") ? prefix : `'${prefix}'`}!${name}`;
}

/** @param written with the worksheet's name before it, if it is of that worksheet alone */
function find({ workbook }: Program, written: string): NamedRange | null {
  const { worksheet, rest } = splitAddress(written);
  const own = worksheet === null ? null : findWorksheet(workbook, worksheet);
  if (worksheet !== null && !own) return null;
  const scope = own?.sheetId ?? null;
  return (
    workbook.names.find((one) => one.scope === scope && one.name.toLowerCase() === rest.toLowerCase()) ?? null
  );
}

/** Source: Google's help on named ranges. @throws ServiceError */
export function checkRangeName(name: string): void {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && name.length <= 250;
  const isReference =
    /^[a-z]{1,3}\d+$/i.test(name) || /^r\d*c\d*$/i.test(name) || /^(true|false)$/i.test(name);
  if (!isPlain || isReference)
    throw new ServiceError('The name you are trying to give this range is invalid.');
}

function set({ program }: On<'Spreadsheet'>, name: string, { sheetId, range }: Self<'Range'>): void {
  checkRangeName(name);
  const found = find(program, name);
  if (found) found.area = { sheetId, range };
  else program.workbook.names.push({ name, area: { sheetId, range }, scope: null });
  program.markChanged();
}

function remove({ program }: { readonly program: Program }, name: string): void {
  const found = find(program, name);
  if (!found) throw new ServiceError(`The named range ${name} does not exist.`);
  program.workbook.names = program.workbook.names.filter((one) => one !== found);
  program.markChanged();
}

const handleOf = ({ name, scope }: NamedRange) => give('NamedRange', { name, scope });

function namedOn({ program, self }: On<'NamedRange'>): NamedRange {
  const found = program.workbook.names.find(({ name, scope }) => name === self.name && scope === self.scope);
  if (!found) throw new ServiceError(`The named range ${self.name} does not exist.`);
  return found;
}

export const names: Part = {
  Spreadsheet: {
    getNamedRanges: ({ program }) => program.workbook.names.map(handleOf),
    setNamedRange: set,
    removeNamedRange: remove,
    getRangeByName: ({ program }, name: string) => {
      const area = find(program, name)?.area ?? null;
      return area && give('Range', area);
    },
  },
  Sheet: {
    getNamedRanges: ({ program, self }) =>
      program.workbook.names.filter(({ area }) => area?.sheetId === self.sheetId).map(handleOf),
  },
  NamedRange: {
    getName: (on) => writtenName(on.program, namedOn(on)),
    getRange: (on) => {
      const { area } = namedOn(on);
      // A name whose cells are deleted is still listed; it leads to `#REF!`.
      if (!area) throw new ServiceError('Range not found');
      return give('Range', area);
    },
    remove: (on) => {
      const named = namedOn(on);
      on.program.workbook.names = on.program.workbook.names.filter((one) => one !== named);
      on.program.markChanged();
    },
    setName: (on, name: string) => {
      checkRangeName(name);
      if (find(on.program, name)) throw new ServiceError(`The named range ${name} exists already.`);
      namedOn(on).name = name;
      on.self.name = name;
      on.program.markChanged();
      return on.me;
    },
    setRange: (on, { sheetId, range }: Self<'Range'>) => {
      namedOn(on).area = { sheetId, range };
      on.program.markChanged();
      return on.me;
    },
  },
};
