/** Sense rules about the indicative timeline. */
import type { EntryRule, Row, SubmissionRule } from './rule.js';

/**
 * Up to which share of rows without a timeline each is named for itself. Annex A as published has none at all, and 177
 * equal findings would bury the others; so beyond this share one finding stands for all.
 */
export const mostTimelinesNamed = 0.5;

const hasNoTimeline = ({ intervention, isBlank }: Row) =>
  intervention.timeline === null && isBlank('timeline');

export const timelineRules: readonly EntryRule[] = [
  {
    code: 'timeline/not-set',
    field: 'timeline',
    toldBy: 'submission/timelines-not-set',
    find: (row) => (hasNoTimeline(row) ? { no: row.intervention.no } : null),
  },
  {
    code: 'timeline/differs-from-plan',
    field: 'timeline',
    find: ({ intervention: { timeline: planned }, values: { timeline: found } }) =>
      planned !== null && found !== undefined && found !== planned ? { found, planned } : null,
  },
];

export const timelinesOfSubmission: readonly SubmissionRule[] = [
  {
    code: 'submission/timelines-not-set',
    find: ({ rows }) => {
      const count = rows.filter(hasNoTimeline).length;
      return count > mostTimelinesNamed * rows.length ? { count, of: rows.length } : null;
    },
  },
];
