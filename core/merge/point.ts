/** Names of states: what a workbook was built with, and where each sync left it. The same state has the same name everywhere. */
import { entryFields } from '../entry/fields.js';
import { coverKeys, type SyncBase } from '../entry/sync-record.js';
import { compareNumbers } from './order.js';

/**
 * 52 bits of a text as 13 hexadecimal digits. Not against people who mean harm: it tells a few thousand states of one
 * workbook apart. Two multiplicative hashes side by side, after Bryc's cyrb53 (public domain).
 */
function shortHash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  const digits = (part: number, count: number) =>
    (part >>> 0)
      .toString(16)
      .padStart(8, '0')
      .slice(8 - count);
  return digits(low, 5) + digits(high, 8);
}

/** All that a base says, as one text. */
function baseText({ entries, cover }: SyncBase): string {
  const rows = [...entries]
    .map(([no, values]) => [no, entryFields.map(({ key }) => values[key] ?? null)] as const)
    .filter(([, values]) => values.some((value) => value !== null))
    .sort(([a], [b]) => compareNumbers(a, b));
  return JSON.stringify([rows, coverKeys.map((key) => cover[key] ?? null)]);
}

/** Name of the state in which a workbook was built. */
export const builtPoint = (base: SyncBase): string => shortHash(`built ${baseText(base)}`);

/** Name of the state that became of two others, whichever of them is named first. */
export const mergedPoint = (base: SyncBase, parents: readonly [string, string]): string =>
  shortHash(`merged ${[...parents].sort().join(' ')} ${baseText(base)}`);
