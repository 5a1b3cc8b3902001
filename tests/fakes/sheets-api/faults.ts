/** What goes wrong with requests, as a test has it. */
import { ApiError, notAuthenticated, notFound, notPermitted, outage, quotaExceeded } from './errors.js';

/**
 * `cut`: the connection ends before anything is done. `lost-response`: all is done, and the connection ends. `silent`: nothing is done
 * and no answer comes. `garbled`: all is done, and half of the answer comes. `503-after`: all is done, and the answer is 503. A
 * number: nothing is done, and that is the answer.
 */
export type Fault =
  | 'cut'
  | 'lost-response'
  | 'silent'
  | 'garbled'
  | '503-after'
  | 401
  | 403
  | 404
  | 429
  | 500
  | 502
  | 503
  | { readonly status: 429 | 503; /** Seconds. */ readonly retryAfter: number };

const refusals = {
  401: () => notAuthenticated(true),
  403: notPermitted,
  404: notFound,
  429: () => quotaExceeded('read', 'user', 60),
  500: () => outage(500),
  503: () => outage(503),
} as const;

/** What a fault answers instead of doing anything; null for one that does not answer an error of the API. */
export function refusalOf(fault: Fault | null): ApiError | null {
  if (fault === null || typeof fault === 'string' || fault === 502) return null;
  if (typeof fault === 'number') return refusals[fault]();
  const { code, status, message, details } = refusals[fault.status]();
  return new ApiError(code, status, message, details, { 'retry-after': String(fault.retryAfter) });
}

/** Faults by the number of the request that they befall. */
export class Faults {
  private readonly planned = new Map<number, Fault>();
  constructor(private readonly count: () => number) {}

  /** Has a fault befall the n-th request from now, from 1. */
  at(n: number, fault: Fault): void {
    this.planned.set(this.count() + n, fault);
  }

  /** Has the same fault befall so many requests from the n-th on. */
  from(n: number, fault: Fault, times: number): void {
    for (let more = 0; more < times; more += 1) this.at(n + more, fault);
  }

  /** Takes away all that are still to come. */
  clear(): void {
    this.planned.clear();
  }

  take(number: number): Fault | null {
    const fault = this.planned.get(number) ?? null;
    this.planned.delete(number);
    return fault;
  }
}
