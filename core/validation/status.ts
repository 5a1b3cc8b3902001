/** Sense rules about the status and what has to stand beside it. */
import type { Status } from '../entry/fields.js';
import { saysNewRemarks } from './changes.js';
import type { EntryRule } from './rule.js';

/** Statuses after which nothing more is expected of a row. */
export const isClosed = (status: Status | undefined) => status === 'Completed' || status === 'Dropped';

/** From which status to which others a row can only go back. */
const reversals: Readonly<Record<Status, readonly Status[]>> = {
  'Not started': [],
  'In progress': ['Not started'],
  'On hold': ['Not started'],
  Completed: ['Not started', 'In progress', 'On hold', 'Dropped'],
  Dropped: ['Not started', 'In progress', 'On hold'],
};

export const statusRules: readonly EntryRule[] = [
  {
    code: 'status/missing',
    field: 'status',
    find: ({ intervention, isBlank, hasNews }) =>
      hasNews && isBlank('status') ? { no: intervention.no } : null,
  },
  {
    code: 'status/progress-disagree',
    field: 'progress',
    find: ({ values: { status, progress } }) =>
      status === 'Completed' && progress !== undefined && progress < 1 ? { progress } : null,
  },
  {
    code: 'status/completed-without-evidence',
    field: 'evidence',
    find: ({ intervention, values, isBlank }) =>
      values.status === 'Completed' && isBlank('evidence') ? { no: intervention.no } : null,
  },
  {
    code: 'status/reason-missing',
    field: 'remarks',
    find: ({ values: { status }, isBlank }) =>
      (status === 'On hold' || status === 'Dropped') && isBlank('remarks') ? { status } : null,
  },
  {
    code: 'status/parent-before-sub-items',
    field: 'status',
    find: ({ intervention, values, subItems }) => {
      if (values.status !== 'Completed') return null;
      const open = subItems.filter(
        (entry) =>
          !isClosed(entry.values.status) && !entry.unusable.has('status') && entry.cells.has('status'),
      );
      return open.length === 0 ? null : { no: intervention.no, open: open.map(({ no }) => no).join(', ') };
    },
  },
  {
    code: 'status/reversed',
    field: 'status',
    find: (row) => {
      const [before, now] = [row.base.status, row.values.status];
      if (before === undefined || now === undefined) return null;
      return reversals[before].includes(now) && !saysNewRemarks(row) ? { before, now } : null;
    },
  },
  {
    code: 'status/overdue',
    field: 'due',
    find: ({ values: { status, due }, asOf, isBlank }) =>
      due !== undefined && due <= asOf && !isClosed(status) && (status !== undefined || isBlank('status'))
        ? { due, asOf }
        : null,
  },
];
