/** Every sense rule, in the order in which findings about one row are given. */
import { amountRules } from './amounts.js';
import { dateRules } from './dates.js';
import { peopleRules } from './people.js';
import { progressRules } from './progress.js';
import type { EntryRule, SubmissionRule } from './rule.js';
import { statusRules } from './status.js';
import { submissionRules } from './submission.js';
import { timelineRules, timelinesOfSubmission } from './timeline.js';

export const entryRules: readonly EntryRule[] = [
  ...timelineRules,
  ...statusRules,
  ...progressRules,
  ...amountRules,
  ...dateRules,
  ...peopleRules,
];

export const wholeRules: readonly SubmissionRule[] = [...submissionRules, ...timelinesOfSubmission];
