/** What a sync makes of cells, as a table: what stood there before, what each workbook says, and what comes of it. */
import {
  columnHeader,
  coverLabels,
  sameState,
  stateInWords,
  type CellState,
  type PlannedCell,
  type SideIndex,
} from '../../core/index.js';
import { printable, table, tone, type Terminal, type Tone } from './terminal.js';
import { cutToLines, shortened } from './wrapped.js';

/** The two workbooks, as they are called throughout the output and by `--prefer`. */
export const sideNames = ['first', 'second'] as const;
export type SideName = (typeof sideNames)[number];

const otherSide = (side: SideIndex): SideIndex => (side === 0 ? 1 : 0);

/** The heading of a cell's column, or what stands beside a cell of the cover. */
export function columnOf({ no, field }: PlannedCell['name']): string {
  return no === null ? coverLabels[field] : columnHeader(field);
}

/** What a cell holds, in words. */
export function wordsOf({ no, field }: PlannedCell['name'], state: CellState): string {
  return stateInWords(no === null ? null : field, state);
}

/** True if what a person entered in this side's cell while it was written over is put back there. */
export const isPutBack = ({ restored, results, states }: PlannedCell, side: SideIndex): boolean =>
  restored[side] !== null && sameState(results[side], states[side]);

/** True if the cell of this side is to hold something else than it does. */
export const isChanged = (cell: PlannedCell, side: SideIndex): boolean =>
  isPutBack(cell, side) || !sameState(cell.results[side], cell.states[side]);

/** A value takes no more lines of the table than this. */
const mostLines = 3;
const longestWorksheetName = 16;

/** Where a cell stands. */
export function addressOf({ places }: PlannedCell, side: SideIndex): string | null {
  const place = places[side];
  return place && `${printable(place.worksheet)}!${place.range}`;
}

function shortAddress({ places }: PlannedCell, side: SideIndex): string {
  const place = places[side];
  return place ? ` ${shortened(printable(place.worksheet), longestWorksheetName)}!${place.range}` : '';
}

interface Happening {
  readonly tone: Tone;
  readonly text: string;
}

const why = { taken: '', settled: 'settled, ', preferred: 'preferred, ' } as const;

/** What comes of a cell, in words that begin with a sign. */
function happeningOf(cell: PlannedCell): Happening {
  const { outcome, results } = cell;
  switch (outcome.kind) {
    case 'same':
      return { tone: 'good', text: '= both say so' };
    case 'conflict':
      return { tone: 'bad', text: '≠ conflict, both kept' };
    case 'held':
      return { tone: 'warning', text: '! held, see below' };
    case 'taken':
    case 'settled':
    case 'preferred': {
      const to = otherSide(outcome.from);
      const arrow = to === 1 ? '→' : '←';
      const verb = results[to].kind === 'blank' ? 'cleared in' : 'to';
      return {
        tone: results[to].kind === 'blank' ? 'warning' : 'good',
        text: `${arrow} ${why[outcome.kind]}${verb} ${sideNames[to]}${shortAddress(cell, to)}`,
      };
    }
  }
}

const puttingBack = (cell: PlannedCell, side: SideIndex): Happening => ({
  tone: 'warning',
  text: `↺ put back in ${sideNames[side]}${shortAddress(cell, side)}`,
});

/** Which sides' values are shown as those that count. */
function toneOfValue({ outcome }: PlannedCell, side: SideIndex): Tone | null {
  if (outcome.kind === 'conflict') return 'bad';
  if ('from' in outcome) return outcome.from === side ? 'good' : 'dim';
  return outcome.kind === 'held' && outcome.side === side ? 'warning' : null;
}

const widest = 120;
/** Of a column of values; in a terminal that is narrower still, lines are longer than it. */
const narrowest = 10;
/** Of what comes of a cell, where the terminal has no room for more. */
const shortHappening = 24;
/** Spaces between columns. */
const gap = 2;

/** How wide the values and the happenings may be, beside the columns that are as wide as what stands in them. */
function widthsFor(terminal: Terminal, fixed: number, longestHappening: number) {
  const room = Math.min(terminal.width, widest) - fixed - 5 * gap;
  const wide = Math.floor((room - longestHappening) / 3);
  // On a narrow terminal, happenings are broken into lines before the values become too narrow to read.
  const isWide = wide >= narrowest + 3 || longestHappening <= shortHappening;
  const happening = isWide ? longestHappening : shortHappening;
  return { happening, value: Math.max(narrowest, Math.floor((room - happening) / 3)) };
}

/** The cells as a table. @param isDone false: nothing was changed, this is what would be */
export function syncTable(terminal: Terminal, cells: readonly PlannedCell[], isDone: boolean): string {
  const rows = cells.map((cell) => ({
    cell,
    no: cell.name.no === null ? 'Guide' : printable(cell.name.no),
    column: columnOf(cell.name),
    happenings: [
      happeningOf(cell),
      ...([0, 1] as const).filter((side) => isPutBack(cell, side)).map((side) => puttingBack(cell, side)),
    ],
  }));
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const noWidth = longest(['No.', ...rows.map(({ no }) => no)]);
  const columnWidth = longest(['Column', ...rows.map(({ column }) => column)]);
  const happeningHeader = isDone ? 'What happened' : 'What would happen';
  const { happening: happeningWidth, value: width } = widthsFor(
    terminal,
    noWidth + columnWidth,
    longest([happeningHeader, ...rows.flatMap(({ happenings }) => happenings.map(({ text }) => text))]),
  );
  const value = (cell: PlannedCell, state: CellState, shown: Tone | null) => {
    const text = cutToLines(printable(wordsOf(cell.name, state)), width, mostLines);
    const name = state.kind === 'blank' ? 'dim' : shown;
    return name === null ? text : tone(terminal, name, text);
  };
  return table(
    terminal,
    [
      { header: 'No.', width: noWidth },
      { header: 'Column', width: columnWidth },
      { header: 'Before', width },
      { header: 'First', width },
      { header: 'Second', width },
      { header: happeningHeader, width: happeningWidth },
    ],
    rows.map((row) => [
      tone(terminal, 'strong', row.no),
      row.column,
      value(row.cell, row.cell.base, null),
      value(row.cell, row.cell.states[0], toneOfValue(row.cell, 0)),
      value(row.cell, row.cell.states[1], toneOfValue(row.cell, 1)),
      row.happenings.map(({ tone: name, text }) => tone(terminal, name, text)).join('\n'),
    ]),
  ).replace(/ +$/gmu, '');
}
