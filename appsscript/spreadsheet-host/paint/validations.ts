/** Paints what cells take, with the help that they show. */
import {
  cellsOf,
  extentOf,
  lengthFormula,
  rangeOf,
  type Blueprint,
  type Validation,
} from '../../../core/index.js';
import type { Canvas, Range, Spreadsheet } from './canvas.js';

type Rule = GoogleAppsScript.Spreadsheet.DataValidation;
type Builder = GoogleAppsScript.Spreadsheet.DataValidationBuilder;

/** An instant on that day wherever people are: of the dates of a validation only the day counts. */
const instantOf = (date: string) => new Date(`${date}T12:00:00Z`);

/** The cells that a list offers, by the named range of the blueprint, which need not be there yet. */
function listRange(spreadsheet: Spreadsheet, { names }: Blueprint, listName: string): Range {
  const named = names.find(({ name }) => name === listName);
  const sheet = named && spreadsheet.getSheetByName(named.worksheet);
  if (!sheet) throw new Error(`Blueprint: no range is called “${listName}”`);
  return sheet.getRange(named.range);
}

function require(
  builder: Builder,
  validation: Validation,
  { spreadsheet, blueprint }: Pick<Canvas, 'spreadsheet' | 'blueprint'>,
): Builder {
  switch (validation.kind) {
    case 'list':
      return builder.requireValueInRange(listRange(spreadsheet, blueprint, validation.listName), true);
    case 'number':
      return validation.max === null
        ? builder.requireNumberGreaterThanOrEqualTo(validation.min)
        : builder.requireNumberBetween(validation.min, validation.max);
    case 'date':
      return builder.requireDateBetween(instantOf(validation.min), instantOf(validation.max));
    case 'text-length':
      return builder.requireFormulaSatisfied(lengthFormula(validation.max));
  }
}

/** Google Sheets shows one text, at the cell and when it refuses: what belongs there, and what is taken. */
export const helpOf = ({ prompt, error }: Pick<Validation, 'prompt' | 'error'>): string =>
  prompt.text.includes(error.text) ? prompt.text : `${prompt.text} ${error.text}`;

/** One rule for all cells of a validation. */
export const validationRule = (
  validation: Validation,
  place: Pick<Canvas, 'spreadsheet' | 'blueprint'>,
): Rule =>
  require(SpreadsheetApp.newDataValidation(), validation, place)
    .setHelpText(helpOf(validation))
    .setAllowInvalid(validation.onInvalid === 'warn')
    .build();

/** All of a worksheet in one call. */
export function paintValidations(canvas: Canvas): void {
  const { painted, worksheet } = canvas;
  const { rows, columns } = extentOf(worksheet);
  const grid = Array.from({ length: rows }, () => Array.from({ length: columns }, (): Rule | null => null));
  for (const validation of worksheet.validations) {
    const rule = validationRule(validation, canvas);
    for (const range of validation.ranges) {
      for (const { top, left } of cellsOf(rangeOf(range))) grid[top - 1]![left - 1] = rule;
    }
  }
  painted.setDataValidations(grid);
}
