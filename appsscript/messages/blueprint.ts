/** The schema of a blueprint, as it is sent to the script. */
import * as z from 'zod';
import type { Blueprint, Cell, Validation, Worksheet } from '../../core/index.js';

const text = z.string();
const texts = z.array(text);
const number = z.number();
const colour = z.templateLiteral(['#', text]);

const font = z.strictObject({
  name: text,
  size: number,
  bold: z.boolean().exactOptional(),
  italic: z.boolean().exactOptional(),
  underline: z.boolean().exactOptional(),
  colour,
});
const border = z.strictObject({ style: z.enum(['thin', 'medium', 'hair']), colour });
const style = z.strictObject({
  font,
  fill: colour.exactOptional(),
  borders: z
    .strictObject({
      top: border.exactOptional(),
      right: border.exactOptional(),
      bottom: border.exactOptional(),
      left: border.exactOptional(),
    })
    .exactOptional(),
  horizontal: z.enum(['left', 'center', 'right']).exactOptional(),
  vertical: z.enum(['top', 'center', 'bottom']),
  wrap: z.boolean().exactOptional(),
  indent: number.exactOptional(),
  numberFormat: text.exactOptional(),
  readingOrder: z.literal('context').exactOptional(),
});
const conditionalStyle = z.strictObject({
  fill: colour.exactOptional(),
  textColour: colour.exactOptional(),
  bold: z.boolean().exactOptional(),
});

const cellCommon = { style: text, note: text.exactOptional() };
const link = z.strictObject({ worksheet: text, range: text, tooltip: text });
const cell = z.discriminatedUnion('kind', [
  z.strictObject({ ...cellCommon, kind: z.literal('blank') }),
  z.strictObject({ ...cellCommon, kind: z.literal('text'), text, link: link.exactOptional() }),
  z.strictObject({ ...cellCommon, kind: z.literal('number'), value: number }),
  z.strictObject({ ...cellCommon, kind: z.literal('date'), date: text }),
  z.strictObject({
    ...cellCommon,
    kind: z.literal('formula'),
    formula: text,
    result: z.union([text, number]),
  }),
]) satisfies z.ZodType<Cell>;

const validationCommon = {
  ranges: texts,
  prompt: z.strictObject({ title: text, text }),
  error: z.strictObject({ title: text, text }),
  onInvalid: z.enum(['reject', 'warn']),
};
const validation = z.discriminatedUnion('kind', [
  z.strictObject({ ...validationCommon, kind: z.literal('list'), listName: text, allowed: texts }),
  z.strictObject({ ...validationCommon, kind: z.literal('number'), min: number, max: number.nullable() }),
  z.strictObject({ ...validationCommon, kind: z.literal('date'), min: text, max: text }),
  z.strictObject({ ...validationCommon, kind: z.literal('text-length'), max: number }),
]) satisfies z.ZodType<Validation>;

const conditionalFormat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text-equals'), range: text, text, style: conditionalStyle }),
  z.strictObject({ kind: z.literal('formula'), range: text, formula: text, style: conditionalStyle }),
  z.strictObject({ kind: z.literal('data-bar'), range: text, min: number, max: number, colour }),
]);

const worksheet = z.strictObject({
  kind: z.literal('worksheet'),
  role: z.enum([
    'guide',
    'matrix',
    'roll-up',
    'findings',
    'lists',
    'metadata',
    'national',
    'submissions',
    'conflicts',
    'provenance',
  ]),
  name: text,
  visibility: z.enum(['visible', 'hidden', 'very-hidden']),
  tabColour: colour,
  columns: z.array(
    z.strictObject({ key: text.exactOptional(), width: number, hidden: z.boolean().exactOptional() }),
  ),
  rows: z.array(
    z.strictObject({
      height: number,
      hidden: z.boolean().exactOptional(),
      outlineLevel: number.exactOptional(),
      cells: z.array(cell),
    }),
  ),
  merges: texts,
  conditionalFormats: z.array(conditionalFormat),
  validations: z.array(validation),
  protection: z
    .strictObject({
      unlocked: texts,
      allow: z.array(z.enum(['filter', 'sort', 'format-columns', 'format-rows'])),
    })
    .nullable(),
  frozen: z.strictObject({ rows: number, columns: number }),
  autoFilter: text.nullable(),
  charts: z.array(
    z.strictObject({
      kind: z.enum(['stacked-bar', 'stacked-column']),
      title: text,
      description: text,
      categories: text,
      series: z.array(z.strictObject({ name: text, colour, values: text })),
      anchor: text,
    }),
  ),
  print: z.strictObject({
    paper: z.enum(['a3', 'a4']),
    orientation: z.enum(['landscape', 'portrait']),
    fitToWidth: z.boolean(),
    repeatRows: text.exactOptional(),
    repeatColumns: text.exactOptional(),
    area: text.exactOptional(),
    footer: z.strictObject({ left: text, pageNumbers: z.boolean() }),
  }),
  showGridLines: z.boolean(),
  zoom: number,
}) satisfies z.ZodType<Worksheet>;

export const blueprintSchema: z.ZodType<Blueprint> = z.strictObject({
  kind: z.literal('workbook'),
  templateVersion: text,
  properties: z.strictObject({
    title: text,
    subject: text,
    creator: text,
    description: text,
    created: text,
  }),
  styles: z.record(text, style),
  worksheets: z.array(worksheet),
  names: z.array(z.strictObject({ name: text, worksheet: text, range: text })),
});
