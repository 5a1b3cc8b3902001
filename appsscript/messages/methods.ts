/** What the sidebar asks of the script: one table of what each method takes and gives. Both sides check by it. */
import * as z from 'zod';
import { blueprintSchema } from './blueprint.js';
import {
  changeSchema,
  fingerprintSchema,
  fingerprintsSchema,
  markSchema,
  repairableSchema,
  restoredSchema,
  rowNumber,
  rowsSchema,
  snapshotSchema,
  writeReportSchema,
} from './workbook.js';

const text = z.string();
const texts = z.array(text).readonly();
const nothing = z.strictObject({});

export const methods = {
  /** Reads the whole workbook, and what tells later whether it was changed since. */
  read: {
    takes: nothing,
    gives: z.strictObject({ snapshot: snapshotSchema, fingerprints: fingerprintsSchema }),
  },
  /** Reads rows anew; null if there is no such worksheet. */
  readRows: {
    takes: z.strictObject({
      worksheet: text,
      rows: z.array(z.tuple([rowNumber, rowNumber]).readonly()).readonly(),
    }),
    gives: rowsSchema.nullable(),
  },
  /**
   * Begins to paint: looks whether the worksheets may be painted here, makes those that are missing, and paints the one by
   * which the workbook is recognised, if it is among them.
   */
  beginPaint: {
    takes: z.strictObject({
      /** Worksheets without their rows and what is on them, but for the one by which the workbook is recognised. */
      blueprint: blueprintSchema,
      /** The worksheets that are to be painted. */
      names: texts,
      /** What is known of the worksheets as they were last read or painted. */
      known: fingerprintsSchema,
    }),
    gives: z.strictObject({
      /** Worksheets that stay as they are, in order. */
      untouched: texts,
      /** Of the worksheets that were painted. */
      fingerprints: fingerprintsSchema,
    }),
  },
  /** Paints the one worksheet of the blueprint. */
  paintWorksheet: {
    takes: z.strictObject({ blueprint: blueprintSchema, known: fingerprintSchema.nullable() }),
    gives: z.strictObject({ fingerprint: fingerprintSchema }),
  },
  /** Ends painting: names, order, visibility, and the worksheet that is shown. */
  finishPaint: {
    /** Worksheets without their rows and what is on them. */
    takes: z.strictObject({ blueprint: blueprintSchema, names: texts }),
    gives: nothing,
  },
  /** Repairs the worksheets of the blueprint, and its names: these are to be all of the workbook's, for what is repaired is about them. */
  repair: {
    takes: z.strictObject({ blueprint: blueprintSchema, what: z.array(repairableSchema).readonly() }),
    gives: restoredSchema,
  },
  write: { takes: z.strictObject({ changes: z.array(changeSchema).readonly() }), gives: writeReportSchema },
  mark: { takes: z.strictObject({ marks: z.array(markSchema).readonly() }), gives: nothing },
  copyWorksheet: {
    takes: z.strictObject({ worksheet: text, name: text, blank: texts }),
    gives: nothing,
  },
  goTo: { takes: z.strictObject({ worksheet: text, range: text.nullable() }), gives: nothing },
  /** What a person does meanwhile: what is selected, and what tells which cells of our worksheets were changed. */
  look: {
    takes: nothing,
    gives: z.strictObject({
      selection: z.strictObject({ worksheet: text, range: text }).nullable(),
      /** Names of all worksheets, in order. */
      worksheets: texts,
      /**
       * For each worksheet of ours, for each row from the first, what stands in its cells in short, with commas between; blank
       * cells at the end left out. Equal if and only if the contents are.
       */
      rows: z.array(z.tuple([text, texts]).readonly()).readonly(),
    }),
  },
} satisfies Record<string, { readonly takes: z.ZodType; readonly gives: z.ZodType }>;

export type Method = keyof typeof methods;
export type Takes<M extends Method> = z.output<(typeof methods)[M]['takes']>;
export type Gives<M extends Method> = z.output<(typeof methods)[M]['gives']>;
