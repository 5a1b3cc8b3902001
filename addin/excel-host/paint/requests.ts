/** Divides what is to be painted into requests: always as many, and as even in size as their order allows. */
import type { Stroke } from './canvas.js';

/** A stroke of a worksheet, or null of the workbook. */
export interface Step {
  readonly worksheet: string | null;
  readonly stroke: Stroke;
}

/** All that is to be done, in order. */
export interface Steps {
  /** Belongs into the first request. */
  readonly opening: readonly Step[];
  readonly middle: readonly Step[];
  /** Belongs into the last request, and may ask what Excel answered to the first. */
  readonly closing: readonly Step[];
}

/**
 * Requests that carry the writing of one painting; two more look at the workbook beforehand. A unit's workbook takes about
 * 500 kB without what people write. Excel on the web takes 5 MB in a request; we stay below 1 MB in each as long as all
 * that people wrote, which is written twice, does not exceed 700 kB: 4,000 letters in each row.
 */
export type Requests = readonly [first: readonly Step[], second: readonly Step[]];

const bytesOf = (steps: readonly Step[]) => steps.reduce((sum, { stroke }) => sum + stroke.bytes, 0);

export function divide({ opening, middle, closing }: Steps): Requests {
  const half = bytesOf([...opening, ...middle, ...closing]) / 2;
  const [first, second] = [[...opening], [] as Step[]];
  let before = bytesOf(opening);
  for (const step of middle) {
    // By its middle, so that a large step goes where most of it belongs.
    (before + step.stroke.bytes / 2 < half ? first : second).push(step);
    before += step.stroke.bytes;
  }
  return [first, [...second, ...closing]];
}
