/**
 * What a workbook of ours is recognised by: names of worksheets, keys of columns, named ranges, metadata.
 * The blueprint writes these, the reader looks for them; changing one means a new template version.
 */
import { entryFields, type FieldKey } from './fields.js';

/** Version of the layout. A workbook of an older known version is still read; an unknown one is refused. */
export const templateVersion = '1';
export const knownTemplateVersions: readonly string[] = ['1'];

export const worksheetNames = {
  guide: 'Guide',
  matrix: 'Matrix',
  rollUp: 'Roll-up',
  findings: 'Findings',
  lists: 'Lists',
  metadata: '_nisp',
} as const;

/** The plan's own columns in the matrix. */
export const planColumns = [
  { key: 'no', header: 'No.', alsoKnownAs: ['No', 'S. No.', 'Number', 'Intervention no.'] },
  { key: 'intervention', header: 'Intervention', alsoKnownAs: ['Interventions'] },
  { key: 'bodies', header: 'Responsible bodies', alsoKnownAs: ['Responsibility', 'Responsible body'] },
  { key: 'indicators', header: 'Indicators', alsoKnownAs: ['Indicator'] },
  { key: 'printedBudget', header: 'Budget in the plan', alsoKnownAs: ['Budget (plan)'] },
] as const;

/** Hidden columns that the formulas of roll-up and containers count by, so that rows may be sorted and inserted. */
export const hiddenColumns = ['scope', 'pillar', 'section', 'container', 'costing'] as const;

export type PlanColumnKey = (typeof planColumns)[number]['key'];
export type HiddenColumnKey = (typeof hiddenColumns)[number];
export type ColumnKey = PlanColumnKey | FieldKey | HiddenColumnKey;

/** The matrix's columns from left to right. */
export const matrixColumns: readonly ColumnKey[] = [
  'no',
  'intervention',
  'bodies',
  'indicators',
  'timeline',
  'status',
  'progress',
  'baseline',
  'target',
  'actual',
  'printedBudget',
  'budget',
  'spent',
  'start',
  'due',
  'updatedOn',
  'focalPerson',
  'evidence',
  'remarks',
  'scope',
  'pillar',
  'section',
  'container',
  'costing',
];

/** What the `scope` column says of a row. Only `counted` rows count in the roll-up. */
export type RowScope = 'counted' | 'container' | 'not-applicable' | 'band';

/** What the status cell of a row shows in which the unit has no part. Not a status: the cell is locked and not read. */
export const notApplicableText = 'Not applicable';

/**
 * The hidden row above the headings holds `nisp:` and the column's key in each column, so that a column is found
 * wherever it is moved and whatever it is renamed to.
 */
export const columnKeyPrefix = 'nisp:';

/** The heading of a visible column. */
export function columnHeader(key: ColumnKey): string {
  const column = [...planColumns, ...entryFields].find((candidate) => candidate.key === key);
  return column?.header ?? key;
}

/** Named range over a matrix column's rows, headings and bands of titles excluded: `NISP_status`. */
export function columnRangeName(key: ColumnKey): string {
  return `NISP_${key}`;
}

/** Named ranges of the cells in which a unit says something about the whole submission (Guide worksheet). */
export const submissionCells = {
  /** `nothingToReport`, or blank. */
  nilReturn: 'NISP_NilReturn',
  /** One of `dateOrders`, or blank: how dates typed as text are to be read. */
  dateOrder: 'NISP_DateOrder',
  preparedBy: 'NISP_PreparedBy',
  submittedOn: 'NISP_SubmittedOn',
} as const;

export const nothingToReport = 'Nothing to report';
export const dateOrders = ['day/month/year', 'month/day/year'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** The date as of which due and overdue are judged (Roll-up worksheet). */
export const asOfName = 'NISP_AsOf';

/** Named ranges on the Lists worksheet that the drop-downs offer. */
export const listNames = {
  status: 'NISP_List_Status',
  timeline: 'NISP_List_Timeline',
  nilReturn: 'NISP_List_NilReturn',
  dateOrder: 'NISP_List_DateOrder',
} as const;

/**
 * The hidden worksheet `_nisp`, parts below each other:
 * - rows of (key, value) in columns A and B, the first being (`nisp`, `matrix`), all as text
 * - after a row of `base` and the fields' keys, a row for each intervention that the workbook was built with values for: its
 *   number, and the values under their keys. Numbers are numbers, everything else text, dates ISO text. Nothing changes it:
 *   checks compare with what was handed out
 * - once it was synced: after a row that begins with `histories`, a row for each cell that sync left otherwise than it was built; after one
 *   that begins with `conflicts`, a row for each value of another workbook that a cell is in conflict with; after one that begins
 *   with `replaced`, a row for each cell that the last sync wrote over (`syncParts`)
 */
export const metadataKeys = ['nisp', 'template', 'plan', 'planVersion', 'unit', 'period', 'rows'] as const;
/** Key that a workbook has once it was synced: the layout of what it remembers. */
export const syncKey = 'sync';
export type MetadataKey = (typeof metadataKeys)[number] | typeof syncKey;
export const metadataMarker = 'matrix';
export const baseHeading = 'base';
/** The parts that sync adds, and the headings of their columns. */
export const syncParts = {
  histories: ['histories', 'field', 'left', 'versions'],
  conflicts: ['conflicts', 'field', 'here', 'there', 'base', 'baseKnown', 'versions'],
  replaced: ['replaced', 'field', 'expected', 'written', 'versions', 'found'],
} as const;
export const syncLayout = '1';
