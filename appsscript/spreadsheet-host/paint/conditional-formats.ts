/** Paints conditional formats. */
import { namesAsTexts, type ConditionalFormat, type Worksheet } from '../../../core/index.js';
import type { Canvas, Sheet } from './canvas.js';

type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** The rule of a conditional format; null for what Google Sheets has not: bars in cells. */
function ruleOf(format: ConditionalFormat, sheet: Sheet): Rule | null {
  if (format.kind === 'data-bar') return null;
  const { fill, textColour, bold } = format.style;
  const builder = SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange(format.range)]);
  if (format.kind === 'text-equals') builder.whenTextEqualTo(format.text);
  else builder.whenFormulaSatisfied(`=${namesAsTexts(format.formula)}`);
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
