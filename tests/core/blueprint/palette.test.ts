// The promise of the palettes: apart for every eye and in greyscale, and legible.
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  lab65,
  rgb,
  wcagContrast,
  type Color,
} from 'culori';
import { describe, expect, it } from 'vitest';
import {
  severityPalette,
  statusPalette,
  timelinePalette,
  type Swatch,
} from '../../../core/blueprint/palette.js';
import { styles } from '../../../core/blueprint/styles.js';
import type { Style } from '../../../core/blueprint/blueprint.js';

const difference = differenceCiede2000();
const sights = new Map([
  ['normal sight', (colour: Color) => colour],
  ['protanopia', filterDeficiencyProt(1)],
  ['deuteranopia', filterDeficiencyDeuter(1)],
  ['tritanopia', filterDeficiencyTrit(1)],
]);
const lightness = (colour: string) => lab65(colour)!.l;

function pairs(palette: Readonly<Record<string, Swatch>>): (readonly [string, string])[] {
  const names = Object.keys(palette);
  return names.flatMap((first, index) => names.slice(index + 1).map((second) => [first, second] as const));
}

describe.each([
  ['timeline', timelinePalette],
  ['status', statusPalette],
  ['severity', severityPalette],
] as const)('the %s palette', (_, named) => {
  const palette: Readonly<Record<string, Swatch>> = named;

  it.each([...sights])('keeps any two colours at CIEDE2000 of 15 or more in %s', (_, sight) => {
    const seen = (colour: string) => sight(rgb(colour)!);
    for (const [first, second] of pairs(palette)) {
      const apart = difference(seen(palette[first]!.fill), seen(palette[second]!.fill));
      expect(apart, `${first} and ${second}`).toBeGreaterThanOrEqual(15);
    }
  });

  it('keeps any two colours at ΔL* of 8 or more in greyscale', () => {
    for (const [first, second] of pairs(palette)) {
      const apart = Math.abs(lightness(palette[first]!.fill) - lightness(palette[second]!.fill));
      expect(apart, `${first} and ${second}`).toBeGreaterThanOrEqual(8);
    }
  });

  it('carries its text at a contrast of 4.5 or more', () => {
    for (const [name, { fill, text }] of Object.entries(palette)) {
      expect(wcagContrast(fill, text), name).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('the styles', () => {
  it.each(Object.entries<Style>(styles))('%s is legible: contrast of 4.5 or more', (_, style) => {
    expect(wcagContrast(style.fill ?? '#FFFFFF', style.font.colour)).toBeGreaterThanOrEqual(4.5);
  });
});
