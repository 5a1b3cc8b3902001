/** Worksheets that come, go, are renamed and copied. */
import { renamedIn, withoutWorksheet } from '../../spreadsheet/formulas/index.js';
import { ServiceError } from '../errors.js';
import type { Program } from '../program.js';
import { findWorksheet, newWorksheet, nextId, type Worksheet } from '../workbook.js';
import { changeAreas, changeFormulas } from './follow.js';

/** @throws ServiceError for an empty or very long name, or one that another worksheet has */
export function checkName({ workbook }: Program, name: string, own?: Worksheet): void {
  if (name === '' || name.length > 100) throw new ServiceError(`Invalid sheet name: ${name}`);
  const found = findWorksheet(workbook, name);
  if (found && found !== own)
    throw new ServiceError(`A sheet with the name "${name}" already exists. Please enter another name.`);
}

/**
 * @param index where it comes to stand, from 0
 * @param sheetId its number; null: the next
 * @throws ServiceError
 */
export function addWorksheet(
  program: Program,
  name: string | null,
  index: number,
  sheetId: number | null = null,
): Worksheet {
  const { workbook } = program;
  let number = workbook.worksheets.length + 1;
  while (name === null && findWorksheet(workbook, `Sheet${number}`)) number += 1;
  const wanted = name ?? `Sheet${number}`;
  checkName(program, wanted);
  if (index < 0 || index > workbook.worksheets.length)
    throw new ServiceError('The specified sheet index is out of range.');
  const added = newWorksheet(sheetId ?? nextId(workbook), wanted);
  workbook.worksheets.splice(index, 0, added);
  program.markChanged();
  return added;
}

/** @throws ServiceError */
export function renameWorksheet(program: Program, worksheet: Worksheet, name: string): void {
  checkName(program, name, worksheet);
  const from = worksheet.name;
  worksheet.name = name;
  changeFormulas(program.workbook, (formula) => renamedIn(formula, from, name));
  program.markChanged();
}

/** What led into it leads nowhere, its metadata is gone. @throws ServiceError if no other worksheet could be seen */
export function removeWorksheet(program: Program, worksheet: Worksheet): void {
  const { workbook } = program;
  if (!workbook.worksheets.some((other) => other !== worksheet && !other.hidden))
    throw new ServiceError("You can't remove all the visible sheets in a document.");
  const { sheetId } = worksheet;
  workbook.worksheets = workbook.worksheets.filter((other) => other !== worksheet);
  workbook.names = workbook.names.filter(({ scope }) => scope !== sheetId);
  workbook.metadata = workbook.metadata.filter(
    ({ location }) => location.kind === 'spreadsheet' || location.sheetId !== sheetId,
  );
  changeFormulas(workbook, (formula) => withoutWorksheet(formula, worksheet.name));
  changeAreas(workbook, (area) => (area.sheetId === sheetId ? null : area));
  program.markChanged();
}

function nameOfCopy({ workbook }: Program, name: string): string {
  const first = `Copy of ${name}`;
  let wanted = first;
  for (let number = 2; findWorksheet(workbook, wanted); number += 1) wanted = `${first} ${number}`;
  return wanted;
}

/**
 * Copies a worksheet with all that it has but its protection, and puts it behind all others. Names of the spreadsheet that lead
 * into it hold on the copy, too, as names of its own; developer metadata is there twice.
 */
export function copyWorksheet(program: Program, worksheet: Worksheet): Worksheet {
  const { workbook } = program;
  const sheetId = nextId(workbook);
  const copied = structuredClone(worksheet);
  const copy: Worksheet = {
    ...copied,
    sheetId,
    name: nameOfCopy(program, worksheet.name),
    protections: [],
    charts: copied.charts.map((chart) => ({
      ...chart,
      id: nextId(workbook),
      ranges: chart.ranges.map((area) =>
        area.sheetId === worksheet.sheetId ? { sheetId, range: area.range } : area,
      ),
    })),
  };
  workbook.worksheets = [...workbook.worksheets, copy];
  const names = workbook.names
    .filter(({ area, scope }) => scope === null && area?.sheetId === worksheet.sheetId)
    .map(({ name, area }) => ({ name, area: { sheetId, range: area!.range }, scope: sheetId }));
  workbook.names = [...workbook.names, ...names];
  const metadata = workbook.metadata.flatMap((one) =>
    one.location.kind !== 'spreadsheet' && one.location.sheetId === worksheet.sheetId
      ? [{ ...one, id: nextId(workbook), location: { ...one.location, sheetId } }]
      : [],
  );
  workbook.metadata = [...workbook.metadata, ...metadata];
  program.markChanged();
  return copy;
}
