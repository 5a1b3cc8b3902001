/** What a protected worksheet or workbook of the fake Excel refuses. */
import type { CellRange } from '../../../core/index.js';
import { formatsWithin } from './cells.js';
import { accessDenied, ExcelError, invalidArgument, invalidOperation } from './excel-error.js';
import type { JsonObject, Protection, Workbook, Worksheet } from './workbook.js';

/** What may be allowed, and what is as long as nobody says. Source: Excel.WorksheetProtectionOptions. */
const standardOptions = {
  allowAutoFilter: false,
  allowDeleteColumns: false,
  allowDeleteRows: false,
  allowEditObjects: false,
  allowEditScenarios: false,
  allowFormatCells: false,
  allowFormatColumns: false,
  allowFormatRows: false,
  allowInsertColumns: false,
  allowInsertHyperlinks: false,
  allowInsertRows: false,
  allowPivotTables: false,
  allowSort: false,
  selectionMode: 'Normal',
} as const;
export type Allowance = Exclude<keyof typeof standardOptions, 'selectionMode'>;

const readOnlyMessage =
  'The cell or chart you are trying to change is on a protected sheet. To make a change, unprotect the sheet.';

/** @throws ExcelError AccessDenied if any of the cells is locked */
export function guardContent(worksheet: Worksheet, ranges: readonly CellRange[]): void {
  if (!worksheet.protection) return;
  if (ranges.some((range) => formatsWithin(worksheet, range, 'locked').has(true)))
    throw accessDenied(readOnlyMessage);
}

/** @throws ExcelError AccessDenied unless the protection allows it */
export function guard(worksheet: Worksheet, allowance: Allowance): void {
  if (worksheet.protection && worksheet.protection.options[allowance] !== true)
    throw accessDenied(readOnlyMessage);
}

/** For what no protected worksheet allows. @throws ExcelError AccessDenied */
export function guardUnprotected(worksheet: Worksheet): void {
  if (worksheet.protection) throw accessDenied(readOnlyMessage);
}

/** @throws ExcelError if the workbook's structure is protected */
export function guardStructure(workbook: Workbook): void {
  if (workbook.structurePassword !== null)
    throw invalidOperation('The workbook is protected and cannot be changed.');
}

/** @throws ExcelError if it is protected already, or an option is none */
export function protect(worksheet: Worksheet, options: JsonObject, password: string | null): void {
  if (worksheet.protection) throw invalidOperation();
  for (const [name, value] of Object.entries(options)) {
    if (!(name in standardOptions)) throw invalidArgument(`The option ${name}`);
    if (typeof value !== typeof standardOptions[name as Allowance])
      throw invalidArgument(`The option ${name}`);
  }
  worksheet.protection = { options: { ...standardOptions, ...(options as Protection['options']) }, password };
}

const isWrong = (expected: string | null, given: string | null) =>
  expected !== null && expected !== '' && expected !== given;

/** A worksheet that is not protected stays so. @throws ExcelError if the password is wrong */
export function unprotect(worksheet: Worksheet, password: string | null): void {
  if (isWrong(worksheet.protection?.password ?? null, password)) throw wrongPassword();
  worksheet.protection = null;
}

/** @throws ExcelError if it is protected already */
export function protectStructure(workbook: Workbook, password: string | null): void {
  if (workbook.structurePassword !== null) throw invalidOperation();
  workbook.structurePassword = password ?? '';
}

/** @throws ExcelError if the password is wrong */
export function unprotectStructure(workbook: Workbook, password: string | null): void {
  if (isWrong(workbook.structurePassword, password)) throw wrongPassword();
  workbook.structurePassword = null;
}

const wrongPassword = () => new ExcelError('InvalidOperation', 'The password you supplied is not correct.');
