/** Paints the rules of a worksheet: conditional formats, validations, and which cells are open. */
import {
  textConstant,
  type ConditionalFormat,
  type DateSystem,
  type Protection,
  type Validation,
  type Worksheet,
} from '../../../core/index.js';
import { typedCell } from '../text.js';
import { bytesOf, cellsAt, stroke, strokesOver, type Canvas, type Stroke } from './canvas.js';

function styleOf(
  target: Excel.ConditionalRangeFormat,
  { fill, textColour, bold }: Exclude<ConditionalFormat, { kind: 'data-bar' }>['style'],
): void {
  if (fill !== undefined) target.fill.color = fill;
  if (textColour !== undefined) target.font.color = textColour;
  if (bold) target.font.bold = true;
}

/** Queues one rule above those that the cells have already. */
export function addConditionalFormat(
  { conditionalFormats }: Excel.Range | Excel.RangeAreas,
  format: ConditionalFormat,
): void {
  switch (format.kind) {
    case 'text-equals': {
      const added = conditionalFormats.add('CellValue');
      added.cellValue.rule = { formula1: `=${textConstant(format.text)}`, operator: 'EqualTo' };
      styleOf(added.cellValue.format, format.style);
      added.stopIfTrue = true;
      return;
    }
    case 'formula': {
      const added = conditionalFormats.add('Custom');
      added.custom.rule.formula = `=${format.formula}`;
      styleOf(added.custom.format, format.style);
      added.stopIfTrue = true;
      return;
    }
    case 'data-bar': {
      // A bar cannot stop the rules below it, and need not: it changes neither fill nor text.
      const { dataBar } = conditionalFormats.add('DataBar');
      dataBar.lowerBoundRule = { type: 'Number', formula: `=${format.min}` };
      dataBar.upperBoundRule = { type: 'Number', formula: `=${format.max}` };
      dataBar.positiveFormat.fillColor = format.colour;
      dataBar.positiveFormat.gradientFill = false;
      return;
    }
  }
}

/** The last rule first: Excel puts each that is added above the others. */
export function paintConditionalFormats(canvas: Canvas): readonly Stroke[] {
  return [...canvas.worksheet.conditionalFormats].reverse().map((format) =>
    stroke(
      () => {
        addConditionalFormat(cellsAt(canvas, format.range), format);
      },
      8,
      bytesOf(format),
    ),
  );
}

/** A day as a number: Excel also takes ISO dates, and then reads them by the time zone of the person's system. */
const dayFormula = (date: string, dateSystem: DateSystem) =>
  `=${String(typedCell({ kind: 'date', date, style: '' }, dateSystem))}`;

function ruleOf(validation: Validation, dateSystem: DateSystem): Excel.DataValidationRule {
  switch (validation.kind) {
    case 'list':
      return { list: { inCellDropDown: true, source: `=${validation.listName}` } };
    case 'number':
      return {
        decimal:
          validation.max === null
            ? { formula1: validation.min, operator: 'GreaterThanOrEqualTo' }
            : { formula1: validation.min, formula2: validation.max, operator: 'Between' },
      };
    case 'date':
      return {
        date: {
          formula1: dayFormula(validation.min, dateSystem),
          formula2: dayFormula(validation.max, dateSystem),
          operator: 'Between',
        },
      };
    case 'text-length':
      return { textLength: { formula1: validation.max, operator: 'LessThanOrEqualTo' } };
  }
}

/** All that a validation sets. */
export function validationSettings(validation: Validation, dateSystem: DateSystem) {
  const { prompt, error, onInvalid } = validation;
  return {
    rule: ruleOf(validation, dateSystem),
    ignoreBlanks: true,
    prompt: { title: prompt.title, message: prompt.text, showPrompt: true },
    errorAlert: {
      title: error.title,
      message: error.text,
      showAlert: true,
      style: onInvalid === 'reject' ? 'Stop' : 'Warning',
    },
  } as const;
}

/** Queues a validation for cells. */
export function setValidation(
  { dataValidation }: Excel.Range | Excel.RangeAreas,
  validation: Validation,
  dateSystem: DateSystem,
): void {
  const { rule, ignoreBlanks, prompt, errorAlert } = validationSettings(validation, dateSystem);
  dataValidation.rule = rule;
  dataValidation.ignoreBlanks = ignoreBlanks;
  dataValidation.prompt = prompt;
  dataValidation.errorAlert = errorAlert;
}

export function paintValidations(canvas: Canvas): readonly Stroke[] {
  return canvas.worksheet.validations.flatMap((validation) =>
    strokesOver(
      canvas,
      validation.ranges,
      (cells) => {
        setValidation(cells, validation, canvas.dateSystem);
      },
      5,
    ),
  );
}

export function paintOpenCells(canvas: Canvas): readonly Stroke[] {
  return strokesOver(
    canvas,
    canvas.worksheet.protection?.unlocked ?? [],
    ({ format }) => {
      format.protection.locked = false;
    },
    2,
  );
}

/** What stays possible on a protected worksheet. Charts stay where they are; elsewhere people may add notes of their own. */
export function protectionOptions(
  { allow }: Protection,
  { charts }: Worksheet,
): Excel.WorksheetProtectionOptions {
  return {
    allowAutoFilter: allow.includes('filter'),
    allowSort: allow.includes('sort'),
    allowFormatColumns: allow.includes('format-columns'),
    allowFormatRows: allow.includes('format-rows'),
    allowEditObjects: charts.length === 0,
  };
}
