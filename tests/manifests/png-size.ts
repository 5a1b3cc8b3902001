/** The size of a PNG, from its header. */
import { readFileSync } from 'node:fs';

/** @returns width and height in pixels @throws Error for a file that is no PNG */
export function sizeOfPng(path: string): readonly [width: number, height: number] {
  const file = readFileSync(path);
  if (file.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${path} is no PNG`);
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}
