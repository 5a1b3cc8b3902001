/** The entry fields: the one table that blueprint, reader, validation, panel and documentation read. */
import { timelines } from '../plan/schema.js';

/** Status vocabulary. A blank status means "no update"; overdue and at risk are derived from dates, never typed. */
export const statuses = ['Not started', 'In progress', 'Completed', 'On hold', 'Dropped'] as const;
export type Status = (typeof statuses)[number];

/** What each status means, for the Guide worksheet, the panel and the documentation. */
export const statusMeanings: Readonly<Record<Status, string>> = {
  'Not started': 'No work has begun.',
  'In progress': 'Work has begun and is not finished.',
  Completed: 'The indicator is met, and evidence shows it.',
  'On hold': 'Work has begun and is halted; Remarks say why.',
  Dropped: 'It will not be done; Remarks say who decided so.',
};

/** Short codes, so that colour is never the only sign where a word does not fit. */
export const statusCodes: Readonly<Record<Status, string>> = {
  'Not started': 'NS',
  'In progress': 'IP',
  Completed: 'C',
  'On hold': 'OH',
  Dropped: 'D',
};
export const timelineCodes = { 'Short Term': 'S', 'Medium Term': 'M', 'Long Term': 'L' } as const;

/** Longest text that an Excel cell holds, in UTF-16 units. Source: Excel specifications and limits. */
export const longestText = 32_767;

/**
 * What a field holds:
 * - `choice`: one of `allowed`
 * - `progress`: a fraction from 0 to 1, shown as a percentage
 * - `number`: a decimal number, 0 or more
 * - `money`: PKR million, 0 or more
 * - `date`: an ISO date, `2019-03-31`
 * - `text`: text, kept byte for byte
 */
export type FieldType = 'choice' | 'progress' | 'number' | 'money' | 'date' | 'text';

interface FieldDefinition {
  readonly key: string;
  /** Heading of the column. */
  readonly header: string;
  /** Other headings under which people send the same column; compared after folding. */
  readonly alsoKnownAs: readonly string[];
  readonly type: FieldType;
  /** `plan`: the plan's own value, which a unit only supplies where the plan has none. `unit`: entered by the unit. */
  readonly owner: 'plan' | 'unit';
  readonly allowed: readonly string[] | null;
  /** Shown as the prompt of the drop-down or cell, and in the documentation. At most 255 characters. */
  readonly help: string;
  /** Column width in characters of the default font. */
  readonly width: number;
}

export const entryFields = [
  {
    key: 'timeline',
    header: 'Timeline',
    alsoKnownAs: ['Indicative timeline', 'Term'],
    type: 'choice',
    owner: 'plan',
    allowed: timelines,
    help: 'The indicative timeline that Annex A prints as a colour: Short, Medium or Long Term. Choose it only from the printed policy.',
    width: 13,
  },
  {
    key: 'status',
    header: 'Status',
    alsoKnownAs: ['Implementation status', 'Current status'],
    type: 'choice',
    owner: 'unit',
    allowed: statuses,
    help: 'How far implementation is at the end of the quarter. Leave it blank if there is no update.',
    width: 13,
  },
  {
    key: 'progress',
    header: 'Progress %',
    alsoKnownAs: ['Progress', 'Percent complete', '% complete'],
    type: 'progress',
    owner: 'unit',
    allowed: null,
    help: 'From 0% to 100%. Completed means 100%.',
    width: 11,
  },
  {
    key: 'baseline',
    header: 'Baseline',
    alsoKnownAs: ['Baseline value'],
    type: 'number',
    owner: 'unit',
    allowed: null,
    help: 'The indicator’s value before work began, as a number. For a yes-or-no indicator use 1 and 0.',
    width: 10,
  },
  {
    key: 'target',
    header: 'Target',
    alsoKnownAs: ['Target value'],
    type: 'number',
    owner: 'unit',
    allowed: null,
    help: 'The indicator’s value to be reached, as a number. For a yes-or-no indicator use 1.',
    width: 10,
  },
  {
    key: 'actual',
    header: 'Actual',
    alsoKnownAs: ['Actual value', 'Achieved'],
    type: 'number',
    owner: 'unit',
    allowed: null,
    help: 'The indicator’s value at the end of the quarter, as a number.',
    width: 10,
  },
  {
    key: 'budget',
    header: 'Budget (PKR million)',
    alsoKnownAs: ['Budget (PKR m)', 'Allocated budget'],
    type: 'money',
    owner: 'unit',
    allowed: null,
    help: 'The budget allocated for this intervention, in millions of rupees. Leave it blank while it is to be determined: blank is not zero.',
    width: 12,
  },
  {
    key: 'spent',
    header: 'Spent (PKR million)',
    alsoKnownAs: ['Spent (PKR m)', 'Expenditure'],
    type: 'money',
    owner: 'unit',
    allowed: null,
    help: 'Spent up to the end of the quarter, in millions of rupees.',
    width: 12,
  },
  {
    key: 'start',
    header: 'Start',
    alsoKnownAs: ['Start date'],
    type: 'date',
    owner: 'unit',
    allowed: null,
    help: 'The date on which work began or will begin, such as 1-Jan-2019.',
    width: 12,
  },
  {
    key: 'due',
    header: 'Due',
    alsoKnownAs: ['Due date', 'End date', 'Completion date'],
    type: 'date',
    owner: 'unit',
    allowed: null,
    help: 'The date by which it is to be completed, such as 31-Dec-2020.',
    width: 12,
  },
  {
    key: 'updatedOn',
    header: 'Updated on',
    alsoKnownAs: ['Last updated', 'Date of update'],
    type: 'date',
    owner: 'unit',
    allowed: null,
    help: 'The date on which this row was last brought up to date.',
    width: 12,
  },
  {
    key: 'focalPerson',
    header: 'Focal person',
    alsoKnownAs: ['Contact', 'Officer responsible'],
    type: 'text',
    owner: 'unit',
    allowed: null,
    help: 'Name and post of the officer who can be asked about this intervention.',
    width: 22,
  },
  {
    key: 'evidence',
    header: 'Evidence',
    alsoKnownAs: ['Means of verification', 'Proof'],
    type: 'text',
    owner: 'unit',
    allowed: null,
    help: 'The document that shows it: notification number, report, address of a web page. Needed when the status is Completed.',
    width: 26,
  },
  {
    key: 'remarks',
    header: 'Remarks',
    alsoKnownAs: ['Comments', 'Notes'],
    type: 'text',
    owner: 'unit',
    allowed: null,
    help: 'Anything else the secretariat should know, in English or Urdu. Needed when the status is On hold or Dropped.',
    width: 36,
  },
] as const satisfies readonly FieldDefinition[];

export type FieldKey = (typeof entryFields)[number]['key'];

/** One entry field. */
export interface Field extends FieldDefinition {
  readonly key: FieldKey;
}

/** The entry fields by key. */
export const fieldByKey: ReadonlyMap<FieldKey, Field> = new Map(
  entryFields.map((field) => [field.key, field]),
);
