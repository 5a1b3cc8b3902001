/** The schemas of what is read out of a workbook and done to its cells. */
import * as z from 'zod';
import {
  lastColumn,
  lastRow,
  type CellContent,
  type RowSnapshot,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../core/index.js';
import {
  repairables,
  type CellChange,
  type CellState,
  type Mark,
  type RepairReport,
  type WriteReport,
} from '../../panel/index.js';

const text = z.string();
export const rowNumber = z.int().min(1).max(lastRow);
const columnNumber = z.int().min(1).max(lastColumn);

const content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text }),
  z.strictObject({
    kind: z.literal('number'),
    value: z.number(),
    format: z.literal('percent').exactOptional(),
  }),
  z.strictObject({ kind: z.literal('boolean'), value: z.boolean() }),
  z.strictObject({ kind: z.literal('date'), date: text }),
  z.strictObject({ kind: z.literal('error'), error: text }),
]) satisfies z.ZodType<CellContent>;

export const rowsSchema: z.ZodType<readonly RowSnapshot[]> = z.array(
  z.strictObject({
    row: rowNumber,
    hidden: z.boolean(),
    cells: z.array(
      z.strictObject({
        column: columnNumber,
        content: content.nullable(),
        formula: text.exactOptional(),
        fill: text.exactOptional(),
      }),
    ),
  }),
);

const range = z.strictObject({
  top: z.number(),
  left: z.number(),
  bottom: z.number(),
  right: z.number(),
});
const worksheet = z.strictObject({
  name: text,
  visibility: z.enum(['visible', 'hidden', 'very-hidden']),
  rows: rowsSchema,
  hiddenColumns: z.array(range),
  columnKeys: z.array(z.strictObject({ column: columnNumber, key: text })).exactOptional(),
  merges: z.array(range),
  validations: z
    .array(
      z.strictObject({
        type: z.enum(['list', 'whole', 'decimal', 'date', 'time', 'text-length', 'custom', 'any']),
        ranges: z.array(range),
        formula: text.nullable(),
      }),
    )
    .nullable(),
  conditionalFormats: z.array(range),
  isProtected: z.boolean(),
  isFiltered: z.boolean(),
}) satisfies z.ZodType<WorksheetSnapshot>;

export const snapshotSchema: z.ZodType<WorkbookSnapshot> = z.strictObject({
  worksheets: z.array(worksheet),
  definedNames: z.array(z.strictObject({ name: text, refersTo: text })),
});

const held = { content: content.nullable(), formula: text.exactOptional() };
const cellState = z.strictObject({ ...held, numberFormat: text }) satisfies z.ZodType<CellState>;
export const changeSchema: z.ZodType<CellChange> = z.strictObject({
  worksheet: text,
  range: text,
  to: z.strictObject({ ...held, numberFormat: text.exactOptional() }),
  from: z.strictObject(held).exactOptional(),
});
export const writeReportSchema: z.ZodType<WriteReport> = z.strictObject({
  before: z.array(cellState),
  refused: z.array(changeSchema),
});

export const markSchema: z.ZodType<Mark> = z.strictObject({
  worksheet: text,
  range: text,
  severity: z.enum(['error', 'warning']),
  text,
});

export const repairableSchema = z.enum(repairables);
export const restoredSchema: z.ZodType<RepairReport['restored']> = z.array(
  z.strictObject({ what: repairableSchema, worksheet: text, ranges: z.array(text) }),
);

/** A worksheet's contents in short: equal if and only if what stands in its cells is (formulas, not what they show). */
export const fingerprintSchema = text;
/** By worksheet. Names are data of people: a list of pairs, and not an object that a name could break. */
export const fingerprintsSchema = z.array(z.tuple([text, fingerprintSchema]).readonly()).readonly();
