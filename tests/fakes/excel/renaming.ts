/** Formulas and names after a worksheet was renamed or deleted. */
import type { Json, Workbook, Worksheet } from './workbook.js';
import { quoted } from '../spreadsheet/ranges.js';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Applies a change to what is not a text in quotation marks. */
const outsideTexts = (formula: string, change: (part: string) => string) =>
  formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');

const prefixOf = (name: string) =>
  `(?<![\\w.'])(?:'${escaped(name.replaceAll("'", "''"))}'|${escaped(name)})!`;

/** A formula in which a worksheet has another name. */
export const renamedIn = (formula: string, from: string, to: string) =>
  outsideTexts(formula, (part) => part.replace(new RegExp(prefixOf(from), 'gi'), () => `${quoted(to)}!`));

/** A formula after a worksheet is gone. */
const goneIn = (formula: string, name: string) =>
  outsideTexts(formula, (part) =>
    part.replace(new RegExp(`${prefixOf(name)}[$A-Z0-9]+(?::[$A-Z0-9]+)?`, 'gi'), '#REF!'),
  );

/** A setting with a change made to each formula in it. */
export const inJson = (value: Json, change: (formula: string) => string): Json => {
  if (typeof value === 'string') return value.startsWith('=') ? change(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: Json) => inJson(one, change));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inJson(one, change)]));
};

/** Changes every formula of a workbook, wherever one can be. */
export function changeFormulas(
  workbook: Workbook,
  change: (formula: string, worksheet: Worksheet | null) => string,
): void {
  for (const name of workbook.names) name.formula = change(name.formula, null);
  for (const worksheet of workbook.worksheets) {
    const own = (formula: string) => change(formula, worksheet);
    for (const name of worksheet.names) name.formula = own(name.formula);
    for (const cell of worksheet.cells.values()) if (cell.formula !== null) cell.formula = own(cell.formula);
    for (const validation of worksheet.validations)
      validation.rule = inJson(validation.rule, own) as typeof validation.rule;
    for (const { settings } of worksheet.conditionalFormats)
      for (const [path, value] of settings) settings.set(path, inJson(value, own));
    for (const { series } of worksheet.charts) {
      for (const one of series) {
        one.values = one.values && own(one.values);
        one.categories = one.categories && own(one.categories);
      }
    }
  }
}

export function renameWorksheet(workbook: Workbook, worksheet: Worksheet, name: string): void {
  const from = worksheet.name;
  worksheet.name = name;
  changeFormulas(workbook, (formula) => renamedIn(formula, from, name));
}

/** Takes a worksheet out; what led to it leads to `#REF!`. */
export function removeWorksheet(workbook: Workbook, worksheet: Worksheet): void {
  workbook.worksheets = workbook.worksheets.filter((other) => other !== worksheet);
  changeFormulas(workbook, (formula) => goneIn(formula, worksheet.name));
}
