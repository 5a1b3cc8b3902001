/** Divides what is to be painted into requests: always as many, and as even in size as their order allows. */
import { brought, type IsSupported } from '../requirements.js';
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
 * How many requests carry the writing of one painting; two more look at the workbook beforehand. A unit's workbook takes
 * 500 kB without what people write, and 1.5 MB below ExcelApi 1.9, where each range is a call of its own. Excel on the web
 * takes 5 MB in a request; we stay below 1 MB in each as long as all that people wrote, which is written twice, does not
 * exceed 700 kB: 4,000 letters in each row.
 */
export const requestCount = (isSupported: IsSupported): number => (isSupported(brought.rangeAreas) ? 2 : 3);

const bytesOf = (steps: readonly Step[]) => steps.reduce((sum, { stroke }) => sum + stroke.bytes, 0);

/** @param count of requests, at least two */
export function divide({ opening, middle, closing }: Steps, count: number): readonly (readonly Step[])[] {
  const requests = Array.from({ length: count }, (_, index): Step[] => (index === 0 ? [...opening] : []));
  const share = bytesOf([...opening, ...middle, ...closing]) / count;
  let before = bytesOf(opening);
  for (const step of middle) {
    // By its middle, so that a large step goes where most of it belongs.
    const place = Math.floor((before + step.stroke.bytes / 2) / share);
    requests[Math.min(place, count - 1)]!.push(step);
    before += step.stroke.bytes;
  }
  requests[count - 1]!.push(...closing);
  return requests;
}
