/** Puts back how cells look: fonts, fills, alignment, and the lines around them. */
import { rangeAddress } from '../../../core/index.js';
import { looks, type Look } from '../paint/looks.js';
import { brought } from '../requirements.js';
import type { Steps } from '../steps.js';
import { borderLayers } from './borders.js';
import { damagedCells, findDamage, layersOver, mendDamage } from './layers.js';
import type { Mending, Patient } from './mending.js';
import { isEqual, propertyAt } from './property.js';

/** Of a cell without a fill Excel says that it is white, and so it looks. */
const isSameFill = (found: unknown, wanted: unknown) =>
  isEqual(found === '' ? '#FFFFFF' : found, wanted === '' ? '#FFFFFF' : String(wanted));

const propertyOf = ({ path, set }: Look) =>
  propertyAt(path, set, path === 'fill/color' ? { isSame: isSameFill } : {});

/** Two syncs. */
export function* examineLooks(patient: Patient): Steps<readonly Mending[]> {
  const { styles, isSupported } = patient;
  const layers = looks
    .filter(({ since }) => since === undefined || isSupported(brought[since]))
    .flatMap((look) => layersOver(patient, propertyOf(look), (style) => look.of(styles[style]!)));
  const borders = new Set(borderLayers(patient));
  const damage = yield* findDamage(patient, [...layers, ...borders]);
  if (damage.length === 0) return [];
  const damagedLines = damage.filter(({ layer }) => borders.has(layer));
  const damaged = new Set(
    damage.flatMap(({ layer, cells }) => (borders.has(layer) ? [] : cells)).map((cell) => rangeAddress(cell)),
  );
  return [
    {
      what: 'format',
      ranges: damagedCells(damage),
      mend: () => {
        // All looks of such a cell, in their order: an alignment that is set takes the indentation along.
        const whole = layers.map((layer) => ({
          layer,
          cells: layer.cells.filter((cell) => damaged.has(rangeAddress(cell))),
        }));
        mendDamage(patient, [...whole, ...damagedLines]);
      },
    },
  ];
}
