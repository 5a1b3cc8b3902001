/** Every rule that a filled-in workbook is checked by, one line each: for the documentation, and to be counted. */
import { severities, type DiagnosticCode, type Severity } from '../diagnostics/codes.js';

/** What a rule is about. */
export const ruleSubjects = ['structure', 'values', 'sense', 'paste damage', 'submission'] as const;
export type RuleSubject = (typeof ruleSubjects)[number];

/** Subjects of codes about where a workbook comes from, or what it is built of: not rules about what a unit entered. */
type OtherSubject = 'plan' | 'timelines' | 'file' | 'place' | 'sheet' | 'sources' | 'repaint';
type OtherCode = `${OtherSubject}/${string}`;
export type RuleCode = Exclude<DiagnosticCode, OtherCode>;

export interface Rule {
  readonly code: RuleCode;
  readonly severity: Severity;
  readonly subject: RuleSubject;
  /** When it fires, in one line. */
  readonly explanation: string;
}

/** A code without a line here does not compile. */
const lines: Readonly<Record<RuleCode, readonly [RuleSubject, string]>> = {
  'workbook/not-a-matrix': ['structure', 'No worksheet has the headings of the matrix.'],
  'workbook/worksheet-renamed': ['structure', 'The matrix was found on a worksheet of another name.'],
  'workbook/several-matrices': ['structure', 'Two or more worksheets hold a matrix.'],
  'workbook/metadata-missing': ['structure', 'The hidden worksheet that names unit and quarter is gone.'],
  'workbook/metadata-invalid': ['structure', 'The hidden worksheet says something that cannot be.'],
  'workbook/template-unknown': ['structure', 'The workbook was built by a version that is not known.'],
  'workbook/template-old': [
    'structure',
    'The workbook was built by an older version that can still be read.',
  ],
  'workbook/plan-different': ['structure', 'The workbook was built for another plan.'],
  'workbook/unit-unknown': ['structure', 'The workbook names a unit that the plan does not know.'],
  'workbook/unit-different': ['structure', 'The workbook is another unit’s than the one asked for.'],
  'workbook/period-different': ['structure', 'The workbook is for another quarter than the one asked for.'],
  'workbook/hidden': ['structure', 'The worksheet of the matrix is hidden.'],
  'workbook/date-order-missing': [
    'values',
    'Dates are typed as text and the workbook does not state their order.',
  ],
  'workbook/more-findings': ['structure', 'There are too many findings of one kind to list them all.'],
  'column/missing': ['structure', 'A column of the matrix is not there.'],
  'column/unknown': ['structure', 'A column stands in the matrix that is not its own.'],
  'column/duplicate': ['structure', 'A column of the matrix stands there twice.'],
  'column/renamed': ['structure', 'A column was recognised under another heading.'],
  'column/hidden': ['structure', 'A column of the matrix is hidden.'],
  'intervention/missing': ['structure', 'An intervention of the plan has no row.'],
  'intervention/unknown': ['structure', 'A row has a number that is not in the plan.'],
  'intervention/duplicate': ['structure', 'Two or more rows have the same number.'],
  'intervention/altered': ['structure', 'A text of the plan was changed.'],
  'intervention/order': ['structure', 'The rows are not in the order of the plan.'],
  'intervention/not-applicable': [
    'structure',
    'Something is entered where the unit has no part in the intervention.',
  ],
  'intervention/derived': [
    'structure',
    'Something is entered in a row whose figures follow from its sub-items.',
  ],
  'rows/hidden': ['structure', 'Rows of the matrix are hidden.'],
  'rows/filtered': ['structure', 'A filter hides rows of the matrix.'],
  'cell/error': ['paste damage', 'An entry cell shows an error such as #REF!.'],
  'cell/formula': ['paste damage', 'An entry cell holds a formula.'],
  'cell/merged': ['paste damage', 'Entry cells are merged.'],
  'cell/text-too-long': ['values', 'A text is longer than a cell can hold.'],
  'cell/control-character': ['paste damage', 'A text holds characters that cannot be printed.'],
  'cell/invisible-character': ['paste damage', 'A text holds characters that cannot be seen.'],
  'cell/mixed-script': ['values', 'A word mixes letters of alphabets that look alike.'],
  'status/unknown': ['values', 'The status is not one of the five.'],
  'status/spelling': ['values', 'The status is spelt otherwise than in the list.'],
  'timeline/unknown': ['values', 'The timeline is not one of the three.'],
  'timeline/spelling': ['values', 'The timeline is spelt otherwise than in the list.'],
  'number/invalid': ['values', 'A number is expected and something else is entered.'],
  'number/as-text': ['values', 'A number is stored as text.'],
  'number/ambiguous': ['values', 'A number typed as text can be read in two ways.'],
  'number/out-of-range': ['values', 'A number is smaller or larger than it can be.'],
  'progress/points': ['values', 'Progress is entered as 80 where 80% is meant.'],
  'progress/ambiguous': ['values', 'Progress can be meant as a percentage or as a fraction.'],
  'date/invalid': ['values', 'A date is expected and something else is entered.'],
  'date/as-text': ['values', 'A date is stored as text.'],
  'date/ambiguous': ['values', 'A date typed as text can be read day first or month first.'],
  'date/other-calendar': ['values', 'A date looks like one of the Hijri or Jalali calendar.'],
  'timeline/not-set': [
    'sense',
    'Neither the plan nor the unit states the timeline, though at least half of the rows have one.',
  ],
  'timeline/differs-from-plan': ['sense', 'The unit states another timeline than the plan.'],
  'timeline/colour-disagree': ['sense', 'The timeline’s word and the colour of its cell disagree.'],
  'timeline/colour-only': ['sense', 'The timeline’s cell is coloured but empty.'],
  'status/missing': ['sense', 'A row says something new but has no status.'],
  'status/progress-disagree': ['sense', 'Completed, with progress below 100%.'],
  'progress/status-disagree': ['sense', 'Progress of 100%, with a status other than Completed.'],
  'progress/not-started': ['sense', 'Not started, with progress above 0%.'],
  'progress/without-start': ['sense', 'Progress above 0%, without a start date.'],
  'progress/decreased': [
    'sense',
    'Progress went down since the workbook was built, and Remarks say nothing new.',
  ],
  'status/reversed': [
    'sense',
    'The status went back since the workbook was built, and Remarks say nothing new.',
  ],
  'status/completed-without-evidence': ['sense', 'Completed, without evidence.'],
  'status/parent-before-sub-items': [
    'sense',
    'Completed, while a sub-item is neither Completed nor Dropped.',
  ],
  'status/reason-missing': ['sense', 'On hold or Dropped, without a reason in Remarks.'],
  'date/end-before-start': ['sense', 'The due date lies before the start date.'],
  'date/outside-policy': ['sense', 'A date lies outside the years of the policy.'],
  'date/updated-after-period': ['sense', 'Updated long after the end of the quarter.'],
  'date/start-in-future': ['sense', 'In progress or Completed, with a start date after the as-of date.'],
  'date/due-missing': ['sense', 'In progress, without a due date.'],
  'status/overdue': ['sense', 'Due on or before the as-of date, and neither Completed nor Dropped.'],
  'budget/spent-above': ['sense', 'More is spent than budgeted.'],
  'budget/spent-without-budget': ['sense', 'Something is spent and no budget is entered.'],
  'actual/above-target': [
    'sense',
    'Actual is more than ten times the target of an indicator that is to rise.',
  ],
  'actual/without-target': ['sense', 'Actual is entered without a target.'],
  'actual/completed-below-target': [
    'sense',
    'Completed, with actual below the target of an indicator that is to rise.',
  ],
  'entry/focal-person-missing': ['sense', 'A row has a status but names no focal person.'],
  'entry/focal-person-contact': ['sense', 'The focal person’s cell holds only a number or an address.'],
  'validation/lost': ['paste damage', 'A column’s drop-downs or checks are gone from some of its cells.'],
  'format/lost': ['paste damage', 'The colours that follow the values are gone from some cells.'],
  'protection/lost': ['paste damage', 'The worksheet of the matrix is no longer protected.'],
  'submission/cover-unusable': [
    'values',
    'Nil return, date order or date of submission holds something that cannot be used.',
  ],
  'submission/empty': ['submission', 'No row says anything new, and the workbook is no nil return.'],
  'submission/nil-return-with-entries': [
    'submission',
    'The workbook is a nil return, yet rows say something.',
  ],
  'submission/rows-cleared': ['submission', 'More than a fifth of the rows that had entries are now empty.'],
  'submission/timelines-not-set': [
    'submission',
    'More than half of the rows have no timeline; said once instead of row by row.',
  ],
  'submission/missing': ['submission', 'A unit has not submitted.'],
  'submission/duplicate': ['submission', 'Two workbooks of a unit say the same.'],
  'submission/conflict': ['submission', 'Two workbooks of a unit disagree.'],
  'sync/conflict': ['submission', 'Two workbooks that are kept in step were changed differently in a cell.'],
  'consolidation/timelines-differ': ['submission', 'Units state different timelines for one intervention.'],
};

/** The rules, with the severity that the catalogue of codes states. */
export const ruleCatalogue: readonly Rule[] = (Object.keys(lines) as RuleCode[]).map((code) => {
  const [subject, explanation] = lines[code];
  return { code, severity: severities[code], subject, explanation };
});
