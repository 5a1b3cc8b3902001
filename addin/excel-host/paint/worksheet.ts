/** All that is painted of one worksheet, in the order in which Excel has to be told. */
import type { Canvas, Stroke } from './canvas.js';
import { paintBorders } from './borders.js';
import { paintContents, paintLinks, paintNumberFormats } from './contents.js';
import { paintMerges, paintNotes, paintPrintSetup } from './extras.js';
import { paintLooks } from './looks.js';
import { paintConditionalFormats, paintOpenCells, paintValidations } from './rules.js';
import { paintOutline, paintSizes, paintView } from './sizes.js';

/** What stands in the cells. */
export const paintCells = (canvas: Canvas): readonly Stroke[] => [
  ...paintLinks(canvas),
  ...paintContents(canvas),
];

/** Everything else; the cells hold what they are to hold. */
export const paintAround = (canvas: Canvas): readonly Stroke[] => [
  ...paintMerges(canvas),
  ...paintNumberFormats(canvas),
  ...paintLooks(canvas),
  ...paintBorders(canvas),
  ...paintOpenCells(canvas),
  ...paintSizes(canvas),
  ...paintOutline(canvas),
  ...paintConditionalFormats(canvas),
  ...paintValidations(canvas),
  ...paintNotes(canvas),
  ...paintPrintSetup(canvas),
  ...paintView(canvas),
];
