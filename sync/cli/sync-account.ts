/** What a sync did, or would do, in words: the cells, what is left for somebody to settle, and what was written. */
import {
  describe,
  isMassClearing,
  type CellState,
  type Diagnostic,
  type Plan,
  type PlannedCell,
  type SideIndex,
  type SyncPlan,
} from '../../core/index.js';
import type { Place } from '../places.js';
import { nameAndPlace } from './account.js';
import { addressOf, columnOf, isChanged, sideNames, syncTable, wordsOf } from './sync-table.js';
import { printable, tone, type Terminal } from './terminal.js';
import { wrapped } from './wrapped.js';

/** The two workbooks, and how each is called. */
export interface SyncedPair {
  readonly places: readonly [Place, Place];
  /** Name of the file, or title of the spreadsheet. */
  readonly names: readonly [string, string];
  readonly diagnostics: readonly [readonly Diagnostic[], readonly Diagnostic[]];
}

/** What is to be told of a sync that was not refused. */
export interface SyncAccount extends SyncedPair {
  readonly plan: SyncPlan;
  readonly cells: readonly PlannedCell[];
  /** Null: nothing was written, this is what would be. */
  readonly written: {
    readonly isWritten: readonly [boolean, boolean];
    readonly backups: readonly [string | null, string | null];
  } | null;
  /** Whether many rows would be cleared of which nobody has said yet, or will not say, that it is meant. */
  readonly clearing: 'fine' | 'to-be-confirmed' | 'not-confirmed';
}

const sides = [0, 1] as const;
const widest = 120;
const widthOf = (terminal: Terminal) => Math.min(terminal.width, widest);
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** A workbook by its name, with the place of a spreadsheet, whose title does not say where it is. */
export function titleOf({ places, names }: Pick<SyncedPair, 'places' | 'names'>, side: SideIndex): string {
  const place = places[side];
  return place.kind === 'path' ? printable(place.path) : nameAndPlace(names[side], place);
}

/** A cell as the person finds it: the row and the column. */
const nameOf = ({ name }: PlannedCell) => printable(`${name.no ?? 'Guide'} ${columnOf(name)}`);

const numbersOf = (cells: readonly PlannedCell[]) => [
  ...new Set(cells.flatMap(({ name }) => (name.no === null ? [] : [name.no]))),
];

/** The rows in which something of this side would be cleared. */
const clearedIn = (cells: readonly PlannedCell[], side: SideIndex) =>
  numbersOf(
    cells.filter(({ states, results }) => states[side].kind === 'value' && results[side].kind === 'blank'),
  );

/** What many rows would lose, for whoever has to say whether that was meant: a line for each workbook. */
export function clearingInWords(
  terminal: Terminal,
  pair: Pick<SyncedPair, 'places' | 'names'>,
  plan: SyncPlan,
): string {
  const shown = 12;
  return sides
    .filter((side) => isMassClearing(plan.clearing[side]))
    .map((side) => {
      const { rows, of } = plan.clearing[side];
      const numbers = clearedIn(plan.cells, side);
      const more = numbers.length > shown ? ` and ${numbers.length - shown} more` : '';
      const words =
        `Something would be cleared in ${rows} of the ${of} rows that say anything in the ${sideNames[side]} workbook, ` +
        `${titleOf(pair, side)}, because it was cleared in the ${sideNames[side === 0 ? 1 : 0]}: ` +
        `${printable(numbers.slice(0, shown).join(', '))}${more}.`;
      return `${wrapped(words, widthOf(terminal), 0)}\n`;
    })
    .join('');
}

/** The findings of an unusable cell, or that there are none. */
function faultOf(cell: PlannedCell, side: SideIndex, diagnostics: readonly Diagnostic[]): string {
  const place = cell.places[side];
  const found = diagnostics.filter(
    ({ at, intervention, field }) =>
      (place !== null && at?.worksheet === place.worksheet && at.range === place.range) ||
      (cell.name.no !== null && intervention === cell.name.no && field === cell.name.field),
  );
  const errors = found.filter(({ severity }) => severity === 'error');
  const words = (errors.length > 0 ? errors : found).map((diagnostic) => {
    const { text, advice } = describe(diagnostic);
    return `${text} ${advice}`;
  });
  return words.length > 0
    ? words.join(' ')
    : 'What stands there cannot be used. Correct it, and sync again; nisp validate says more.';
}

function heldText(account: SyncAccount, terminal: Terminal): string {
  const held = account.cells.flatMap((cell) =>
    cell.outcome.kind === 'held' ? [{ cell, outcome: cell.outcome }] : [],
  );
  if (held.length === 0) return '';
  const lines = held.map(({ cell, outcome: { reason, side } }) => {
    const name = nameOf(cell);
    const where = sideNames[side];
    const why =
      reason === 'unusable'
        ? `${where}, ${addressOf(cell, side) ?? ''}: ${faultOf(cell, side, account.diagnostics[side])}`
        : `${where} has no cell for it: the row or the column was taken away. Put it back there, or build the workbook anew over it, and sync again. The other workbook says: ${wordsOf(cell.name, cell.states[side === 0 ? 1 : 0])}`;
    const text = wrapped(printable(why), widthOf(terminal), 4, 2 + name.length + 2);
    return `  ${tone(terminal, 'strong', name)}  ${text}\n`;
  });
  const heading = `Held: ${held.length}. What cannot be merged yet stays as it is on both sides.`;
  return `\n${tone(terminal, 'warning', heading)}\n${lines.join('')}`;
}

function conflictsText({ cells }: SyncAccount, terminal: Terminal, isDone: boolean): string {
  const open = cells.filter(({ outcome }) => outcome.kind === 'conflict');
  if (open.length === 0) return '';
  const width = widthOf(terminal);
  const blocks = open.map((cell) => {
    const addresses = sides.map((side) => addressOf(cell, side) ?? '');
    const addressWidth = Math.max(...addresses.map((address) => address.length));
    const line = (label: string, address: string, state: CellState) => {
      const start = `    ${label.padEnd(8)}${address.padEnd(addressWidth)}  `;
      const words = wrapped(printable(wordsOf(cell.name, state)), width, start.length);
      return `    ${label.padEnd(8)}${tone(terminal, 'dim', address.padEnd(addressWidth))}  ${words}\n`;
    };
    return [
      `  ${tone(terminal, 'strong', nameOf(cell))}\n`,
      line('before', '', cell.base),
      ...sides.map((side) => line(sideNames[side], addresses[side]!, cell.states[side])),
    ].join('');
  });
  const keeps = isDone
    ? 'keeps its own value, and its worksheet Findings shows all three'
    : 'would keep its own value';
  const advice = [
    'To settle one: agree, enter the right value in one of the two workbooks (or the same in both), and sync again.',
    'To take all of them from one side: sync again with --prefer first, or with --prefer second.',
    ...(open.some(({ base }) => base.kind === 'unknown')
      ? ['Where what stood there before is not known, the two workbooks have not begun with the same.']
      : []),
  ];
  return [
    `\n${tone(terminal, 'bad', `In conflict: ${open.length}. Each workbook ${keeps}.`)}\n`,
    ...blocks,
    ...advice.map((line) => `  ${wrapped(line, width, 2)}\n`),
  ].join('');
}

function writtenText(account: SyncAccount, terminal: Terminal): string {
  const { written, cells } = account;
  if (!written) return '';
  const lines = sides
    .filter((side) => written.isWritten[side])
    .map((side) => {
      const count = cells.filter((cell) => isChanged(cell, side)).length;
      const what = count === 0 ? 'only what it remembers of this sync' : plural(count, 'entry', 'entries');
      const backup = written.backups[side];
      const before = backup === null ? '' : `\n         the file as it was before: ${printable(backup)}`;
      return `${tone(terminal, 'good', 'Written:')} ${sideNames[side]}, ${titleOf(account, side)}: ${what}${before}\n`;
    });
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

function clearingText(account: SyncAccount, terminal: Terminal): string {
  const { clearing, plan } = account;
  if (clearing === 'fine') return '';
  const [heading, advice] =
    clearing === 'not-confirmed'
      ? [
          'Not confirmed: nothing was changed.',
          'If that was meant, sync with --allow-clearing; if not, put the entries back where they were cleared.',
        ]
      : ['To be confirmed:', 'Syncing asks first whether that was meant; --allow-clearing says that it was.'];
  return (
    `\n${tone(terminal, 'bad', heading)}\n${clearingInWords(terminal, account, plan)}` +
    `${wrapped(advice, widthOf(terminal), 0)}\n`
  );
}

/** Kinds of outcome in the order in which they are counted, done and to be done. */
const outcomesInOrder = [
  ['taken', 'taken over', 'to be taken over'],
  ['settled', 'settled', 'to be settled'],
  ['preferred', 'preferred', 'to be preferred'],
  ['same', 'put back', 'to be put back'],
  ['conflict', 'in conflict', 'in conflict'],
  ['held', 'held', 'held'],
] as const;

/** The sum of it, in one line. */
function sumInWords({ cells, plan }: SyncAccount, isDone: boolean): string {
  if (cells.length === 0) {
    return plan.changes.every((changes) => changes.length === 0)
      ? `In step: nothing ${isDone ? 'was' : 'is'} to be done.`
      : `Both say the same. That ${isDone ? 'was' : 'would be'} noted in them, for the next sync.`;
  }
  const counts = outcomesInOrder.flatMap(([kind, done, toBeDone]) => {
    const count = cells.filter(({ outcome }) => outcome.kind === kind).length;
    return count === 0 ? [] : [`${count} ${isDone ? done : toBeDone}`];
  });
  return `${plural(cells.length, 'cell differs', 'cells differ')}: ${counts.join(', ')}.`;
}

/** The unit and quarter, and both workbooks. */
export function headingText(
  terminal: Terminal,
  pair: Pick<SyncedPair, 'places' | 'names'>,
  title: string,
): string {
  const lines = sides.map(
    (side) => `  ${tone(terminal, 'dim', sideNames[side].padEnd(8))}${titleOf(pair, side)}\n`,
  );
  return `${tone(terminal, 'title', title)}\n${lines.join('')}\n`;
}

/** The whole account of a sync, or of a dry run. */
export function accountText(terminal: Terminal, plan: Plan, account: SyncAccount): string {
  const { cells, written, clearing } = account;
  const isDone = written !== null;
  const unit = plan.unitById.get(account.plan.unit)!.name;
  const hint = isDone || clearing === 'not-confirmed' ? '' : ' · dry run, nothing is changed';
  const title = `${plan.shortTitle} · ${account.plan.period.id} · ${unit}${hint}`;
  return [
    headingText(terminal, account, title),
    `${tone(terminal, cells.length === 0 ? 'good' : 'strong', sumInWords(account, isDone))}\n`,
    cells.length === 0 ? '' : `\n${syncTable(terminal, cells, isDone)}`,
    conflictsText(account, terminal, isDone),
    heldText(account, terminal),
    writtenText(account, terminal),
    clearingText(account, terminal),
  ].join('');
}

/** Why the two cannot be synced. */
export function refusalText(terminal: Terminal, pair: SyncedPair): string {
  const faults = sides.flatMap((side) =>
    pair.diagnostics[side]
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => {
        const { text, advice } = describe(diagnostic);
        const line = wrapped(printable(`${text} ${advice}`), widthOf(terminal), 10);
        return `  ${tone(terminal, 'strong', sideNames[side].padEnd(8))}${line}\n`;
      }),
  );
  return (
    headingText(terminal, pair, 'These two cannot be synced') +
    faults.join('') +
    `\n${tone(terminal, 'bad', 'Refused:')} nothing was changed.\n`
  );
}
