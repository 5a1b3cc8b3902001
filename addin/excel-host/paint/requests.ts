/** Divides what is to be painted into requests: always as many, and as even in size as their order allows. */
import type { Stroke } from './canvas.js';

/** A stroke of a worksheet, or null of the workbook. */
export interface Step {
  readonly worksheet: string | null;
  readonly stroke: Stroke;
}

/**
 * Requests that carry the writing of one painting. Two more look at the workbook beforehand. Excel on the web takes 5 MB
 * in a request; we stay below 1 MB in each as long as all texts together are shorter than about 2 MB.
 */
export type Requests = readonly [first: readonly Step[], second: readonly Step[], third: readonly Step[]];

export function divide(steps: readonly Step[]): Requests {
  const total = steps.reduce((sum, { stroke }) => sum + stroke.bytes, 0);
  const requests: [Step[], Step[], Step[]] = [[], [], []];
  let before = 0;
  for (const step of steps) {
    // By its middle, so that a large step goes where most of it belongs.
    const place = Math.floor(((before + step.stroke.bytes / 2) / total) * requests.length);
    requests[Math.min(place, requests.length - 1)]!.push(step);
    before += step.stroke.bytes;
  }
  return requests;
}
