/** Paints conditional formats. */
import type { ConditionalFormat, Worksheet } from '../../../core/index.js';
import type { Canvas, Sheet } from './canvas.js';

type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** A word that is no function, no worksheet, and no part of an address. */
const words = /(?<![\w$.!'])[A-Za-z_]\w*(?![\w(!.'])/g;
/** `O6`, and what is neither true nor false by another name. */
const notNames = /^([A-Za-z]{1,3}\d+|true|false)$/i;

/**
 * A formula as conditional formats take it: Google Sheets refuses those that look at other worksheets, and so at names, unless a
 * name is given as text.
 * @param formula without the leading `=`
 * @returns with the leading `=`
 */
export function ruleFormula(formula: string): string {
  const written = formula
    // What stands in quotes is a text.
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(words, (word) => (notNames.test(word) ? word : `INDIRECT("${word}")`)),
    )
    .join('');
  return `=${written}`;
}

/** The rule of a conditional format; null for what Google Sheets has not: bars in cells. */
function ruleOf(format: ConditionalFormat, sheet: Sheet): Rule | null {
  if (format.kind === 'data-bar') return null;
  const { fill, textColour, bold } = format.style;
  const builder = SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange(format.range)]);
  if (format.kind === 'text-equals') builder.whenTextEqualTo(format.text);
  else builder.whenFormulaSatisfied(ruleFormula(format.formula));
  if (fill !== undefined) builder.setBackground(fill);
  if (textColour !== undefined) builder.setFontColor(textColour);
  if (bold) builder.setBold(true);
  return builder.build();
}

/** The rules of a worksheet in the order of their priority; of each cell the first that holds is seen. */
export const conditionalFormatRules = (sheet: Sheet, { conditionalFormats }: Worksheet): Rule[] =>
  conditionalFormats.flatMap((format) => ruleOf(format, sheet) ?? []);

export function paintConditionalFormats({ sheet, worksheet }: Canvas): void {
  sheet.setConditionalFormatRules(conditionalFormatRules(sheet, worksheet));
}
