/** What a failed task is told as. */
import { HostError } from '../../core/index.js';
import { texts } from '../texts/en.js';
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
    return { kind: 'failed', task, code, message, touched, copy: null, ...more };
  }
  const message = texts.notice.unexpected(error instanceof Error ? error.name : typeof error);
  return { kind: 'failed', task, code: 'failed', message, touched: [], copy: null, ...more };
}
