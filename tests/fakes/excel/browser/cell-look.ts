/** What a cell of the fake Excel looks like in a browser: its formats, and the conditional formats that apply to it. */
import { cellAt, formatAt } from '../cells.js';
import { anchorOf } from '../conditional-formats.js';
import {
  compare,
  evaluate,
  isError,
  shiftFormula,
  type FormulaSource,
  type Value,
} from '../../spreadsheet/formulas/index.js';
import type { Border, CellFormat, FormatKey } from '../formats.js';
import { contains } from '../../spreadsheet/ranges.js';
import { shownText } from '../shown.js';
import { cellKey, type ConditionalFormat, type Json, type Workbook, type Worksheet } from '../workbook.js';

/** Pixels of a point. */
export const pixels = (points: number) => (points * 4) / 3;

export interface CellLook {
  readonly text: string;
  /** CSS properties by their names. */
  readonly style: Readonly<Record<string, string>>;
}

type Settings = ConditionalFormat['settings'];
const textIn = (settings: Settings, path: string) => {
  const value = settings.get(path);
  return typeof value === 'string' ? value : null;
};
const isRecord = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a rule applies to a cell. */
function applies(
  { type, settings, ranges }: ConditionalFormat,
  { worksheet, row, column, value }: { worksheet: Worksheet; row: number; column: number; value: Value },
  source: FormulaSource,
): boolean {
  const at = { worksheet: worksheet.name, row, column };
  const anchor = anchorOf(ranges);
  const resultOf = (formula: string) =>
    evaluate(shiftFormula(formula, row - anchor.row, column - anchor.column), at, source);
  switch (type) {
    case 'Custom': {
      const formula = textIn(settings, 'custom/rule/formula');
      const result = formula === null ? null : resultOf(formula);
      return !isError(result) && result !== null && result !== 0 && result !== false && result !== '';
    }
    case 'CellValue': {
      const rule = settings.get('cellValue/rule');
      if (!isRecord(rule) || typeof rule.formula1 !== 'string' || rule.operator !== 'EqualTo') return false;
      const wanted = resultOf(rule.formula1.startsWith('=') ? rule.formula1 : `=${rule.formula1}`);
      return compare('=', value, wanted) === true;
    }
    case 'DataBar':
      return typeof value === 'number';
    default:
      return false;
  }
}

/** A bar of a length between two bounds, as a background. */
function barOf({ settings }: ConditionalFormat, value: Value): string | null {
  const bound = (path: string) => {
    const rule = settings.get(path);
    const formula = isRecord(rule) ? rule.formula : undefined;
    return typeof formula === 'string' ? Number(formula.replace('=', '')) : Number.NaN;
  };
  const [from, to] = [bound('dataBar/lowerBoundRule'), bound('dataBar/upperBoundRule')];
  const colour = textIn(settings, 'dataBar/positiveFormat/fillColor');
  if (typeof value !== 'number' || colour === null || !(to > from)) return null;
  const share = Math.min(Math.max((value - from) / (to - from), 0), 1) * 100;
  return `linear-gradient(to right, ${colour} ${share}%, transparent ${share}%)`;
}

const sides = ['top', 'right', 'bottom', 'left'] as const;

/** What the conditional formats make of a cell: of two that say something of one property, the first counts. */
function conditionalStyle(
  worksheet: Worksheet,
  row: number,
  column: number,
  source: FormulaSource,
): Record<string, string> {
  const style: Record<string, string> = {};
  const value = cellAt(worksheet, row, column)?.value ?? null;
  for (const format of worksheet.conditionalFormats) {
    if (!format.ranges.some((range) => contains(range, row, column))) continue;
    if (!applies(format, { worksheet, row, column, value }, source)) continue;
    const prefix = format.type === 'CellValue' ? 'cellValue/format/' : 'custom/format/';
    const found = {
      'background-color': textIn(format.settings, `${prefix}fill/color`),
      color: textIn(format.settings, `${prefix}font/color`),
      'font-weight': format.settings.get(`${prefix}font/bold`) ? '600' : null,
      'background-image': format.type === 'DataBar' ? barOf(format, value) : null,
    };
    for (const side of sides) {
      const border = textIn(format.settings, `${prefix}borders/${side}/style`);
      const colour = textIn(format.settings, `${prefix}borders/${side}/color`) ?? '#000000';
      if (border !== null)
        style[`border-${side}`] ??= `2px ${border === 'Continuous' ? 'solid' : 'dashed'} ${colour}`;
    }
    for (const [name, text] of Object.entries(found)) if (text !== null) style[name] ??= text;
    if (format.stopIfTrue) break;
  }
  return style;
}

const borderCss = (border: Border | undefined) =>
  border && border.style !== 'None' ? `${border.weight === 'Thin' ? 1 : 2}px solid ${border.colour}` : null;

const horizontal: Readonly<Record<string, string>> = {
  Center: 'center',
  Right: 'right',
  Left: 'left',
  Fill: 'left',
};
const vertical: Readonly<Record<string, string>> = { Top: 'top', Center: 'middle', Bottom: 'bottom' };

function alignment(worksheet: Worksheet, row: number, column: number, value: Value): string {
  const own = horizontal[formatAt(worksheet, row, column, 'horizontal')];
  if (own !== undefined) return own;
  if (typeof value === 'number') return 'right';
  return typeof value === 'boolean' || isError(value) ? 'center' : 'left';
}

/** @param source the workbook as formulas see it, made once for all cells that are drawn together */
export function lookOf(
  workbook: Workbook,
  worksheet: Worksheet,
  row: number,
  column: number,
  source: FormulaSource,
): CellLook {
  const value = cellAt(worksheet, row, column)?.value ?? null;
  const of = <K extends FormatKey>(key: K): CellFormat[K] => formatAt(worksheet, row, column, key);
  const fill = of('fill');
  const decorations = [
    ...(of('underline') === 'None' ? [] : ['underline']),
    ...(of('strikethrough') ? ['line-through'] : []),
  ];
  const key = cellKey(row, column);
  const above = borderCss(worksheet.edges.above.get(key));
  const before = borderCss(worksheet.edges.before.get(key));
  return {
    text: shownText(value, of('numberFormat'), workbook),
    style: {
      ...(fill === '' ? {} : { 'background-color': fill }),
      color: of('fontColour'),
      'font-size': `${of('fontSize')}pt`,
      'font-weight': of('bold') ? '600' : '400',
      'font-style': of('italic') ? 'italic' : 'normal',
      'text-align': alignment(worksheet, row, column, value),
      'vertical-align': vertical[of('vertical')] ?? 'bottom',
      'white-space': of('wrap') ? 'pre-wrap' : 'pre',
      ...(decorations.length > 0 ? { 'text-decoration': decorations.join(' ') } : {}),
      ...(of('indent') === 0 ? {} : { 'padding-left': `${of('indent') * 9 + 3}px` }),
      ...(above === null ? {} : { 'border-top': above }),
      ...(before === null ? {} : { 'border-left': before }),
      ...conditionalStyle(worksheet, row, column, source),
    },
  };
}
