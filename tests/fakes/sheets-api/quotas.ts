/** Quotas: so many reads and writes in any minute, of one user and of the project, that is of all users together. */
import { quotaExceeded } from './errors.js';

/** Requests in a minute, of reads and of writes each. */
export interface Quota {
  readonly user: number;
  readonly project: number;
}

/** Source: Google's limits of the Sheets API. */
export const standardQuota: Quota = { user: 60, project: 300 };

const minute = 60_000;

/** Counts requests. Any minute counts, not only those of the clock on the wall: stricter than the service may be. */
export class Quotas {
  /** How often a request came too many. */
  breaches = 0;
  /** When requests were let pass, by whose quota they used. */
  private readonly passed = new Map<string, number[]>();
  constructor(private readonly quota: Quota) {}

  /** Lets a request pass. @throws ApiError 429 if there were too many in the minute before */
  pass(kind: 'read' | 'write', email: string, now: number): void {
    const used = (['user', 'project'] as const).map((per) => {
      const key = per === 'user' ? `${kind} ${email}` : kind;
      const recent = (this.passed.get(key) ?? []).filter((at) => now - at < minute);
      this.passed.set(key, recent);
      return { per, recent };
    });
    const full = used.find(({ per, recent }) => recent.length >= this.quota[per]);
    if (full) {
      this.breaches += 1;
      throw quotaExceeded(kind, full.per, this.quota[full.per]);
    }
    for (const { recent } of used) recent.push(now);
  }
}
