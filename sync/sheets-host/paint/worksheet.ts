/** Paints one worksheet, once it is prepared and the names lead to it. */
import type { Painter } from './canvas.js';
import { paintCharts } from './charts.js';
import { paintConditionalFormats } from './conditional-formats.js';
import { paintContents } from './contents.js';
import { paintLooks } from './looks.js';
import { paintColumnKeys } from './metadata.js';
import { paintProtection } from './protection.js';
import { hideLines, paintHeights, paintOutline, paintWidths } from './sizes.js';
import { paintValidations } from './validations.js';
import { paintFilter, paintMerges } from './view.js';

/** In the order in which Google Sheets has to be told. */
const painters: readonly Painter[] = [
  paintContents,
  paintLooks,
  paintMerges,
  paintWidths,
  paintHeights,
  paintOutline,
  hideLines,
  paintFilter,
  paintConditionalFormats,
  paintValidations,
  paintColumnKeys,
  paintProtection,
  paintCharts,
];

export const paintWorksheet: Painter = (canvas) => painters.flatMap((paint) => paint(canvas));
