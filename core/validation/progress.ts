/** Sense rules about progress. */
import { saysNewRemarks } from './changes.js';
import type { EntryRule } from './rule.js';

export const progressRules: readonly EntryRule[] = [
  {
    code: 'progress/status-disagree',
    field: 'status',
    // Not started is the next rule's, a blank status that of status/missing: one fault, one finding.
    find: ({ values: { status, progress } }) =>
      progress === 1 && status !== undefined && status !== 'Completed' && status !== 'Not started'
        ? { status }
        : null,
  },
  {
    code: 'progress/not-started',
    field: 'progress',
    find: ({ values: { status, progress } }) =>
      status === 'Not started' && progress !== undefined && progress > 0 ? { progress } : null,
  },
  {
    code: 'progress/without-start',
    field: 'start',
    find: ({ values: { status, progress }, isBlank }) =>
      progress !== undefined && progress > 0 && status !== 'Not started' && isBlank('start')
        ? { progress }
        : null,
  },
  {
    code: 'progress/decreased',
    field: 'progress',
    find: (row) => {
      const [before, now] = [row.base.progress, row.values.progress];
      if (before === undefined || now === undefined) return null;
      return now < before && !saysNewRemarks(row) ? { before, now } : null;
    },
  },
];
