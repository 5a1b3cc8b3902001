/** Paints conditional formats. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { namesAsTexts, type ConditionalFormat } from '../../../core/index.js';
import { colourStyle } from '../read/colours.js';
import { gridRange } from '../read/ranges.js';
import type { Painter } from './canvas.js';

/** What is painted in Google Sheets: it has no bars in cells. */
type Rule = Exclude<ConditionalFormat, { kind: 'data-bar' }>;

const conditionOf = (format: Rule): sheets_v4.Schema$BooleanCondition =>
  format.kind === 'text-equals'
    ? { type: 'TEXT_EQ', values: [{ userEnteredValue: format.text }] }
    : { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: `=${namesAsTexts(format.formula)}` }] };

function looksOf({ style: { fill, textColour, bold } }: Rule): sheets_v4.Schema$CellFormat {
  const textFormat = {
    ...(textColour === undefined ? {} : { foregroundColorStyle: colourStyle(textColour) }),
    ...(bold ? { bold } : {}),
  };
  return {
    ...(fill === undefined ? {} : { backgroundColorStyle: colourStyle(fill) }),
    ...(Object.keys(textFormat).length > 0 ? { textFormat } : {}),
  };
}

/** In the order of their priority; of each cell the first that holds is seen. */
export const paintConditionalFormats: Painter = ({ sheetId, worksheet: { conditionalFormats } }) =>
  conditionalFormats
    .filter((format) => format.kind !== 'data-bar')
    .map((format, index) => ({
      addConditionalFormatRule: {
        rule: {
          ranges: [gridRange(sheetId, format.range)],
          booleanRule: { condition: conditionOf(format), format: looksOf(format) },
        },
        index,
      },
    }));
