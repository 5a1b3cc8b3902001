/**
 * A workbook as immutable plain data, before any host paints it.
 * Every union has a literal `kind`, so that a host switches exhaustively and a new kind does not compile until each
 * host has answered. Rows and columns are dense and 1-based; ranges are A1 notation within their worksheet.
 */

/** `#RRGGBB`. */
export type Colour = `#${string}`;

export interface Font {
  readonly name: string;
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly colour: Colour;
}

export interface Border {
  readonly style: 'thin' | 'medium' | 'hair';
  readonly colour: Colour;
}

/** How a cell looks. Complete in itself: a host need not know any default. */
export interface Style {
  readonly font: Font;
  readonly fill?: Colour;
  readonly borders?: {
    readonly top?: Border;
    readonly right?: Border;
    readonly bottom?: Border;
    readonly left?: Border;
  };
  readonly horizontal?: 'left' | 'center' | 'right';
  readonly vertical: 'top' | 'center' | 'bottom';
  readonly wrap?: boolean;
  /** Levels of indentation from the reading side. */
  readonly indent?: number;
  /** Excel number format: `0%`, `d-mmm-yyyy`, `@`. Absent: General. */
  readonly numberFormat?: string;
  /** `context`: the text's own first strong letter decides (Urdu remarks). Absent: left to right. */
  readonly readingOrder?: 'context';
}

/** What a conditional format changes about a cell. */
export interface ConditionalStyle {
  readonly fill?: Colour;
  readonly textColour?: Colour;
  readonly bold?: boolean;
}

/** A link to a cell of this workbook. */
export interface Link {
  readonly worksheet: string;
  readonly range: string;
  /** What a screen reader says. */
  readonly tooltip: string;
}

interface CellCommon {
  /** Name of a style of the workbook. */
  readonly style: string;
  /** A note (comment) on the cell. */
  readonly note?: string;
}

/** One cell. Text is text: `{ kind: 'text', text: '=1+1' }` shows =1+1. Formulas exist only where `kind` says formula. */
export type Cell =
  | (CellCommon & { readonly kind: 'blank' })
  | (CellCommon & { readonly kind: 'text'; readonly text: string; readonly link?: Link })
  | (CellCommon & { readonly kind: 'number'; readonly value: number })
  /** An ISO date, `2019-03-31`. */
  | (CellCommon & { readonly kind: 'date'; readonly date: string })
  /** `formula` without the leading `=`; `result` is what the core computes for it, shown until it is recalculated. */
  | (CellCommon & { readonly kind: 'formula'; readonly formula: string; readonly result: string | number });

export interface Row {
  /** Height in points. */
  readonly height: number;
  readonly hidden?: boolean;
  /** Outline level: 0 none, 1 a pillar's rows, 2 a section's rows. */
  readonly outlineLevel?: number;
  /** From column A; columns beyond its end are blank. */
  readonly cells: readonly Cell[];
}

export interface Column {
  /** Key that the field is found by wherever the column is moved to, kept with the workbook. */
  readonly key?: string;
  /** Width in characters of the default font. */
  readonly width: number;
  readonly hidden?: boolean;
}

/** Rules in priority order: the first that holds wins, and the rest are not looked at. */
export type ConditionalFormat =
  /** The cell's text equals `text` (letter case ignored, as spreadsheets do). */
  | {
      readonly kind: 'text-equals';
      readonly range: string;
      readonly text: string;
      readonly style: ConditionalStyle;
    }
  /** `formula` is written for the range's top-left cell. */
  | {
      readonly kind: 'formula';
      readonly range: string;
      readonly formula: string;
      readonly style: ConditionalStyle;
    }
  | {
      readonly kind: 'data-bar';
      readonly range: string;
      readonly min: number;
      readonly max: number;
      readonly colour: Colour;
    };

interface ValidationCommon {
  /** Ranges it covers, of one worksheet. */
  readonly ranges: readonly string[];
  readonly prompt: { readonly title: string; readonly text: string };
  readonly error: { readonly title: string; readonly text: string };
  /** `reject`: other entries are refused. `warn`: the person may keep them. */
  readonly onInvalid: 'reject' | 'warn';
}

export type Validation =
  /** A drop-down. `allowed` is what it offers; `listName` the named range that holds it. */
  | (ValidationCommon & {
      readonly kind: 'list';
      readonly listName: string;
      readonly allowed: readonly string[];
    })
  | (ValidationCommon & { readonly kind: 'number'; readonly min: number; readonly max: number | null })
  /** ISO dates, inclusive. */
  | (ValidationCommon & { readonly kind: 'date'; readonly min: string; readonly max: string })
  | (ValidationCommon & { readonly kind: 'text-length'; readonly max: number });

export interface Protection {
  /** Ranges in which a person may type; everything else is locked. No password: it guards against slips, not people. */
  readonly unlocked: readonly string[];
  /** What stays possible while protected. */
  readonly allow: readonly ('filter' | 'sort' | 'format-columns' | 'format-rows')[];
}

export interface ChartSeries {
  readonly name: string;
  readonly colour: Colour;
  /** A range of this worksheet with one number for each category. */
  readonly values: string;
}

export interface Chart {
  readonly kind: 'stacked-bar' | 'stacked-column';
  readonly title: string;
  /** Text alternative. */
  readonly description: string;
  readonly categories: string;
  readonly series: readonly ChartSeries[];
  /** The range of cells that it covers. */
  readonly anchor: string;
}

export interface PrintSetup {
  readonly paper: 'a3' | 'a4';
  readonly orientation: 'landscape' | 'portrait';
  /** Fits the width of one page; as many pages tall as it takes. */
  readonly fitToWidth: boolean;
  /** Rows repeated on each page, such as `1:5`. */
  readonly repeatRows?: string;
  readonly repeatColumns?: string;
  /** Columns and rows to print; absent: all. */
  readonly area?: string;
  readonly footer: { readonly left: string; readonly pageNumbers: boolean };
}

export type WorksheetRole =
  | 'guide'
  | 'matrix'
  | 'roll-up'
  | 'findings'
  | 'lists'
  | 'metadata'
  | 'national'
  | 'submissions'
  | 'conflicts'
  | 'provenance';

export interface Worksheet {
  readonly kind: 'worksheet';
  readonly role: WorksheetRole;
  /** At most 31 characters, unique in the workbook whatever the letter case. */
  readonly name: string;
  readonly visibility: 'visible' | 'hidden' | 'very-hidden';
  readonly tabColour: Colour;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly merges: readonly string[];
  readonly conditionalFormats: readonly ConditionalFormat[];
  readonly validations: readonly Validation[];
  readonly protection: Protection | null;
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** The range with the filter's headings as its first row, or null. */
  readonly autoFilter: string | null;
  readonly charts: readonly Chart[];
  readonly print: PrintSetup;
  readonly showGridLines: boolean;
  /** Percent. */
  readonly zoom: number;
}

export interface NamedRange {
  readonly name: string;
  readonly worksheet: string;
  readonly range: string;
}

export interface Blueprint {
  readonly kind: 'workbook';
  readonly templateVersion: string;
  readonly properties: {
    readonly title: string;
    readonly subject: string;
    readonly creator: string;
    readonly description: string;
    /** ISO date; stands in the file instead of a clock, so that the same input gives the same bytes. */
    readonly created: string;
  };
  readonly styles: Readonly<Record<string, Style>>;
  readonly worksheets: readonly Worksheet[];
  readonly names: readonly NamedRange[];
}
