/**
 * Versions of a cell. Whatever a person enters makes one, named after what was entered and the versions that it was entered
 * over, so that an entry has the same name in whichever workbook it is met. A cell that knows every version that another
 * knows is the newer of the two; two of which each knows one that the other does not were changed apart from each other.
 */
import type { RecordedState, Versions } from '../entry/sync-record.js';
import { compareTexts } from './order.js';

/**
 * 32 bits of a text as 8 hexadecimal digits. Not against people who mean harm: it tells the few dozen versions of one cell
 * apart. A multiplicative hash after Bryc's cyrb53 (public domain).
 */
function shortHash(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return (high >>> 0).toString(16).padStart(8, '0');
}

/** So many names a cell carries: years of changes of this one cell. The earliest go first. */
const mostVersions = 32;

/** How many versions one was entered over at least: the digits that its name begins with. */
const rankOf = (version: string): number => Number.parseInt(version, 10);

/** Names in the order in which they are kept: each after those that it was entered over. */
function inOrder(versions: Iterable<string>): Versions {
  const names = [...new Set(versions)];
  return names.sort((a, b) => rankOf(a) - rankOf(b) || compareTexts(a, b)).slice(-mostVersions);
}

const stateText = (state: RecordedState): string =>
  JSON.stringify(state.kind === 'value' ? state.value : null);

/** The version of a cell as it was built: the same wherever it was built with the same value. None, if that is not known. */
export const builtVersions = (base: RecordedState): Versions =>
  base.kind === 'unknown' ? [] : [`0:${shortHash(stateText(base))}`];

/** All that either knows. */
export const allVersions = (first: Versions, second: Versions): Versions => inOrder([...first, ...second]);

/** The versions of a cell in which somebody who had these before their eyes entered something. */
export function nextVersions(versions: Versions, entered: RecordedState): Versions {
  const rank = 1 + Math.max(0, ...versions.map(rankOf));
  return inOrder([...versions, `${rank}:${shortHash(`${versions.join(' ')} ${stateText(entered)}`)}`]);
}

/** True if a cell that knows some versions has nothing to learn from others. */
export function knowsAll(known: Versions, others: Versions): boolean {
  const names = new Set(known);
  // Of one that carries as many names as it can, the earliest are gone.
  const floor = known.length < mostVersions ? -Infinity : rankOf(known[0]!);
  const last = others.at(-1);
  return (
    last === undefined || (names.has(last) && others.every((name) => names.has(name) || rankOf(name) < floor))
  );
}
