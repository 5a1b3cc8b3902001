/** Which timeline a painted cell means by its colour. */
import { neutral, timelinePalette } from '../blueprint/palette.js';
import { timelines, type Timeline } from '../plan/schema.js';

/** A colour in CIELAB (D65): lightness 0 to 100, then green to red, then blue to yellow. */
type Lab = readonly [lightness: number, a: number, b: number];

function labOf(colour: string): Lab | null {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null;
  const linear = (offset: number) => {
    const share = parseInt(colour.slice(offset, offset + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const [red, green, blue] = [linear(1), linear(3), linear(5)];
  const root = (share: number) =>
    share > 216 / 24_389 ? Math.cbrt(share) : (share * 24_389) / 3_132 + 4 / 29;
  const x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = root(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = root((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The colours that a timeline cell can have, and what they mean: a timeline, or nothing. */
const known: readonly { readonly lab: Lab; readonly timeline: Timeline | null }[] = [
  ...timelines.map((timeline) => ({ lab: labOf(timelinePalette[timeline].fill)!, timeline })),
  ...[neutral.paper, neutral.plan, neutral.closed, neutral.section, neutral.input].map((fill) => ({
    lab: labOf(fill)!,
    timeline: null,
  })),
];

/** Distance (CIE 1976) up to which a fill is taken for a known one: other programs shift colours a little. */
const nearEnough = 10;

/** The timeline whose colour a fill (`#RRGGBB`) is, or null if it is none of them or means nothing. */
export function timelineOfFill(fill: string): Timeline | null {
  const lab = labOf(fill);
  if (!lab) return null;
  let nearest: Timeline | null = null;
  let least = nearEnough;
  for (const { lab: other, timeline } of known) {
    const distance = Math.hypot(lab[0] - other[0], lab[1] - other[1], lab[2] - other[2]);
    if (distance > least) continue;
    least = distance;
    nearest = timeline;
  }
  return nearest;
}
