/** What our worksheets have in common, so that each says only what is its own. */
import type { PrintSetup, Worksheet } from './blueprint.js';

const common = {
  kind: 'worksheet',
  visibility: 'visible',
  merges: [],
  conditionalFormats: [],
  validations: [],
  protection: null,
  frozen: { rows: 0, columns: 0 },
  autoFilter: null,
  charts: [],
  showGridLines: false,
  zoom: 100,
} as const satisfies Partial<Worksheet>;

/** A worksheet of these parts; whatever is not said is as on most of our worksheets. */
export function sheet(
  own: Pick<Worksheet, 'role' | 'name' | 'tabColour' | 'columns' | 'rows' | 'print'> & Partial<Worksheet>,
): Worksheet {
  return { ...common, ...own };
}

/** Landscape, one page wide, with the footer and page numbers. */
export function landscape(
  paper: PrintSetup['paper'],
  footer: string,
  more: Pick<PrintSetup, 'repeatRows' | 'area'> = {},
): PrintSetup {
  return {
    paper,
    orientation: 'landscape',
    fitToWidth: true,
    footer: { left: footer, pageNumbers: true },
    ...more,
  };
}

/**
 * Most lines of a list that a worksheet shows: with more a workbook becomes slow to open and large to send. The eight
 * units of Annex A stay far below; a nation that reports by district does not.
 */
export const longestList = 50_000;
