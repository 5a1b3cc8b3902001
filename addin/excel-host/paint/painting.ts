/** What one painting is about: the worksheets of a blueprint, and the workbook that they come to. */
import type { Blueprint, Placement, Worksheet } from '../../../core/index.js';
import type { Present, PresentWorksheet } from './present.js';

export interface Painting {
  readonly blueprint: Blueprint;
  /** Worksheets that are painted, the one by which the workbook is recognised first. */
  readonly worksheets: readonly Worksheet[];
  /** All worksheets of the blueprint are painted. */
  readonly isWhole: boolean;
  readonly present: Present;
  readonly placement: Placement;
  /** The worksheet that people see first, if it is not there yet. */
  readonly first: Worksheet | null;
  /** The name of a blank worksheet that becomes this first one, or null. */
  readonly blank: string | null;
}

/** How the worksheet stands in the workbook, if it does. */
export const presentOf = (
  { present }: Pick<Painting, 'present'>,
  { name }: Worksheet,
): PresentWorksheet | undefined => present.worksheets.get(name.toLowerCase());

/** Worksheets that are to be painted and are not there. */
export const missingOf = (painting: Painting): readonly Worksheet[] =>
  painting.worksheets.filter((worksheet) => !presentOf(painting, worksheet));
