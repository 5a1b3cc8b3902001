/** How long to wait before a request is sent again. */

/** Limits of waiting; times in milliseconds. */
export interface Backoff {
  /** Ceiling of the first wait; it doubles with each that follows. */
  readonly base: number;
  /** No ceiling is higher. */
  readonly cap: number;
  /** How often a request is sent, the first time included. */
  readonly attempts: number;
  /** From the first time that a request is sent until it is given up. */
  readonly budget: number;
}

export const sheetsBackoff: Backoff = { base: 1_000, cap: 64_000, attempts: 12, budget: 300_000 };

/**
 * Milliseconds to wait: full jitter, so that many who were refused together do not come back together.
 * @param failures how often the request has failed, from 1
 * @param random from 0 to 1
 * @param retryAfter milliseconds that the server asked for, or null; it is never asked sooner
 */
export function backoffDelay(
  { base, cap }: Backoff,
  failures: number,
  random: number,
  retryAfter: number | null,
): number {
  if (retryAfter !== null) return Math.ceil(retryAfter + random * base);
  return Math.ceil(random * Math.min(cap, base * 2 ** (failures - 1)));
}

/**
 * Milliseconds that a server asks to wait by the header `Retry-After`: seconds, or a date. Null if it asks for nothing that
 * can be read.
 * @param now milliseconds since 1970
 */
export function parseRetryAfter(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Of the forms that Date.parse knows, only that of HTTP begins with the day of the week.
  const date = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
