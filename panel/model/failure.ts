/** What a failed task is told as. */
import { HostError } from '../../core/index.js';
import type { Notice, Task } from './state.js';

type Failed = Extract<Notice, { readonly kind: 'failed' }>;

/** @param more what the error does not know: what had been done before */
export function failureOf(
  task: Task,
  error: unknown,
  more: Partial<Pick<Failed, 'copy' | 'touched'>> = {},
): Failed {
  if (error instanceof HostError) {
    const { code, message, touched } = error;
    return { kind: 'failed', task, code, message, isBug: false, touched, copy: null, ...more };
  }
  // A bug's own words may hold what stands in cells.
  const message = error instanceof Error ? error.name : typeof error;
  return { kind: 'failed', task, code: 'failed', message, isBug: true, touched: [], copy: null, ...more };
}
