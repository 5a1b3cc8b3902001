/** What happens in a history: a list of deeds and syncs, drawn from a seed before anything begins. */
import { cellKeys, coverKey, fields, numbers, type CellKey, type Shown } from './grid.js';
import { typoMark } from './ledger.js';
import { seeded, type Random } from './random.js';
import type { WorkbookKind } from './memory-workbook.js';

/** What befalls a run at one of its steps: it ends there, or the service or the disk refuses. */
export type Trouble = 'kill' | 'unavailable' | 'disk-full' | 'no-access';

export type Step = { readonly at: number; readonly book: number } & (
  | { readonly kind: 'enter'; readonly key: CellKey; readonly entry: Shown }
  /** Puts into the cell what stood in it before the last entry. */
  | { readonly kind: 'put-back' }
  | { readonly kind: 'sort' | 'insert-row' | 'hide' | 'copy' }
  | { readonly kind: 'delete-row'; readonly no: string }
  | { readonly kind: 'move-columns'; readonly fields: readonly [string, string] }
  | { readonly kind: 'rename'; readonly name: string }
  | {
      readonly kind: 'sync';
      readonly other: number;
      readonly prefer: 0 | 1 | null;
      readonly isConfirmed: boolean;
      /** At which of its steps something befalls the run; past its end: nothing. */
      readonly trouble: { readonly step: number; readonly kind: Trouble };
      /** Somebody enters something in one of the two just before one of its steps; null: nobody does. */
      readonly haste: {
        readonly step: number;
        readonly side: 0 | 1;
        readonly key: CellKey;
        readonly entry: Shown;
      } | null;
      /** Of the times that its steps take. */
      readonly seed: number;
    }
);

export interface Plot {
  readonly kinds: readonly WorkbookKind[];
  readonly steps: readonly Step[];
}

const statuses = ['Not started', 'In progress', 'Completed', 'On hold', 'Dropped'];

function entryFor(random: Random, key: CellKey, at: number): Shown {
  if (random.chance(0.2)) return '';
  const field = key.split(' ')[1];
  if (field !== 'remarks' && key !== coverKey && random.chance(0.12)) return `${typoMark}typo ${at}`;
  switch (field) {
    case 'status':
      return random.pick(statuses);
    case 'progress':
      return String(random.below(100) / 100);
    case 'due':
      return `2019-0${1 + random.below(9)}-1${random.below(10)}`;
    default:
      return random.chance(0.1) ? '=1+1' : `note ${at}`;
  }
}

/** Draws a history. @param most how many steps it has, at most */
export function plotOf(seed: number, most = 16): Plot {
  const random = seeded(seed);
  const kinds = Array.from({ length: 2 + random.below(3) }, () => random.pick(['file', 'sheet'] as const));
  // Most of what people enter is about a few cells: there they meet.
  const hot = Array.from({ length: 3 }, () => random.pick(cellKeys));
  const steps: Step[] = [];
  const count = 6 + random.below(most - 5);
  const syncs = 0.3 + random.below(3) / 10;
  let lastKey = hot[0]!;
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    at += random.chance(0.4) ? random.below(6) : 30 + random.below(60);
    const book = random.below(kinds.length + 1);
    if (random.chance(syncs)) {
      const isHub = random.chance(0.75);
      const key = random.chance(0.7) ? lastKey : random.pick(hot);
      const haste = { step: 3 + random.below(7), side: random.pick([0, 1] as const), key };
      steps.push({
        at,
        book: isHub ? 0 : book,
        kind: 'sync',
        other: 1 + random.below(kinds.length),
        prefer: random.chance(0.08) ? random.pick([0, 1] as const) : null,
        isConfirmed: random.chance(0.7),
        trouble: {
          step: random.chance(0.35) ? random.below(10) : Infinity,
          kind: random.pick(['kill', 'kill', 'unavailable', 'disk-full', 'no-access']),
        },
        haste: random.chance(0.3) ? { ...haste, entry: entryFor(random, key, at) } : null,
        seed: random.below(2 ** 31),
      });
      continue;
    }
    const roll = random.below(100);
    if (roll < 70) {
      const key = random.chance(0.7) ? random.pick(hot) : random.pick(cellKeys);
      lastKey = key;
      steps.push({ at, book, kind: 'enter', key, entry: entryFor(random, key, at) });
    } else if (roll < 80) steps.push({ at, book, kind: 'put-back' });
    else if (roll < 84) steps.push({ at, book, kind: 'sort' });
    else if (roll < 87) steps.push({ at, book, kind: 'insert-row' });
    else if (roll < 90) {
      const [first, ...others] = fields;
      steps.push({ at, book, kind: 'move-columns', fields: [first, random.pick(others)] });
    } else if (roll < 92) steps.push({ at, book, kind: 'hide' });
    else if (roll < 94) steps.push({ at, book, kind: 'rename', name: `Matrix of ${at}` });
    else if (roll < 95) steps.push({ at, book, kind: 'delete-row', no: random.pick(numbers) });
    else steps.push({ at, book, kind: 'copy' });
  }
  return { kinds, steps };
}
