/** How charts look in every host, as far as the blueprint does not say it. */
import type { Colour } from './blueprint.js';

export const chartLooks = {
  text: '#404040',
  /** Lines of the grid: they stay in the background. */
  grid: '#D9D9D9',
  /** Around bars that would be lost on white. */
  edge: '#8C8C8C',
  /** Points. */
  titleSize: 12,
  /** Between bars, in percent of their own width. */
  gap: 50,
  /** Pixels left free around a chart, so that neighbours and the edge of the paper do not touch its frame. */
  inset: 5,
} as const satisfies Record<string, Colour | number>;
