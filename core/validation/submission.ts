/** Sense rules about a submission as a whole. */
import { saysAnything } from '../entry/entry.js';
import { isCleared } from './changes.js';
import type { SubmissionRule } from './rule.js';

/** Above which share of rows that had entries their being empty is taken for a slip. */
export const mostRowsCleared = 0.2;

export const submissionRules: readonly SubmissionRule[] = [
  {
    code: 'submission/empty',
    find: ({ submission, rows }) =>
      !submission.nilReturn && !rows.some(({ hasNews }) => hasNews) ? {} : null,
  },
  {
    code: 'submission/nil-return-with-entries',
    find: ({ submission, rows }) => {
      const count = rows.filter(({ hasNews }) => hasNews).length;
      return submission.nilReturn && count > 0 ? { count } : null;
    },
  },
  {
    code: 'submission/rows-cleared',
    find: ({ rows }) => {
      const of = rows.filter(({ base }) => saysAnything(base)).length;
      const count = rows.filter(isCleared).length;
      return count > mostRowsCleared * of ? { count, of } : null;
    },
  },
];
