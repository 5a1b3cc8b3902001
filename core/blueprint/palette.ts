/**
 * The colours. Within one key any two fills stay apart in normal sight and under protanopia, deuteranopia and
 * tritanopia (CIEDE2000 of 15 or more) and in greyscale (ΔL* of 8 or more), and carry their text at 4.5 : 1 or better:
 * tests/core/blueprint/palette.test.ts keeps that true.
 */
import type { Severity } from '../diagnostics/codes.js';
import type { Status } from '../entry/fields.js';
import type { Timeline } from '../plan/schema.js';
import type { Colour } from './blueprint.js';

/** A fill and the colour of text on it. */
export interface Swatch {
  readonly fill: Colour;
  readonly text: Colour;
}

/** One hue from light to dark: the longer the term, the deeper the blue. */
export const timelinePalette: Readonly<Record<Timeline, Swatch>> = {
  'Short Term': { fill: '#CFE6F5', text: '#12324F' },
  'Medium Term': { fill: '#6FB1DC', text: '#0A2540' },
  'Long Term': { fill: '#1B4F8A', text: '#FFFFFF' },
};

export const statusPalette: Readonly<Record<Status, Swatch>> = {
  'Not started': { fill: '#E9ECEF', text: '#343A40' },
  'In progress': { fill: '#F7C948', text: '#3B2A00' },
  Completed: { fill: '#1E7B4F', text: '#FFFFFF' },
  'On hold': { fill: '#C58BD6', text: '#2E0F38' },
  Dropped: { fill: '#3D4451', text: '#FFFFFF' },
};

export const severityPalette: Readonly<Record<Severity, Swatch>> = {
  error: { fill: '#A61B29', text: '#FFFFFF' },
  warning: { fill: '#F5B942', text: '#3B2A00' },
  information: { fill: '#DDEBF7', text: '#12324F' },
};

/** Everything that carries no meaning by its colour. */
export const neutral = {
  ink: '#1F2933',
  muted: '#52606D',
  /** Title bars, pillar bands and the headings of the plan's columns. */
  navy: '#1F3A5F',
  /** Headings of the columns that a unit fills in. */
  teal: '#0B5D51',
  link: '#1B4F8A',
  alert: '#A61B29',
  /** Lines and signs of a warning: dark enough to be seen on white. */
  caution: '#B45309',
  paper: '#FFFFFF',
  /** Cells of the plan: not to be typed in. */
  plan: '#F4F6F8',
  /** Cells in which the unit has no part, or which are derived. */
  closed: '#E4E7EB',
  section: '#D9E2EC',
  /** Cells to be typed in on the Guide. */
  input: '#FFFBEA',
  line: '#CBD2D9',
  bar: '#9CC9E8',
  noUpdate: '#FFFFFF',
} as const satisfies Record<string, Colour>;
