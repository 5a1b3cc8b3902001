/** Numbers for what is made, so that it is known by them: the same for the same, and none that is given already. */
import { createHash } from 'node:crypto';

/** A positive number of 31 bits made of texts. */
export const numberFor = (...texts: readonly string[]): number =>
  createHash('sha256').update(JSON.stringify(texts)).digest().readUInt32BE() & 0x7fff_ffff || 1;

/** The number itself, or the next one that is free. */
export function freeNumber(wanted: number, taken: ReadonlySet<number>): number {
  let number = wanted;
  while (taken.has(number)) number = (number % 0x7fff_ffff) + 1;
  return number;
}
