/** Puts back how cells look: fonts, fills, alignment and number formats, and the lines around cells that lost anything of it. */
import {
  cellAddress,
  groupBy,
  joinedAddresses,
  notOurs,
  type Border,
  type Style,
} from '../../../core/index.js';
import { paintBorders } from '../paint/borders.js';
import { numberFormatOf } from '../paint/contents.js';
import { lookOf } from '../paint/looks.js';
import { blockOf, type Mending, type OwnCell, type Patient } from './patient.js';

type Range = GoogleAppsScript.Spreadsheet.Range;
type RangeList = GoogleAppsScript.Spreadsheet.RangeList;

/** Values of enumerations are objects, and have their names as texts. */
type Told = string | number | { readonly toString: () => string } | null;

/** One property of how cells look. */
export interface Look {
  /** As Google Sheets tells it; null: as cells have it that nobody changed. */
  readonly of: (style: Style) => string | number | null;
  /** Of all cells of a block, in one call. */
  readonly read: (block: Range) => readonly (readonly Told[])[];
  readonly set: (cells: RangeList, style: Style) => unknown;
  /** What cells that nobody changed tell, in small letters. */
  readonly standard?: RegExp;
}

/** `0.###############` is how the service writes what its menu calls Automatic. */
export const numberFormat: Look = {
  of: numberFormatOf,
  read: (block) => block.getNumberFormats(),
  set: (cells, style) => cells.setNumberFormat(numberFormatOf(style)),
  standard: /^(|general|0\.#{15})$/,
};

const looks: readonly Look[] = [
  {
    of: lookOf.fontFamily,
    read: (block) => block.getFontFamilies(),
    set: (cells, style) => cells.setFontFamily(lookOf.fontFamily(style)),
  },
  {
    of: lookOf.fontSize,
    read: (block) => block.getFontSizes(),
    set: (cells, style) => cells.setFontSize(lookOf.fontSize(style)),
  },
  {
    of: lookOf.fontColour,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what is to come in its place takes two calls for each cell
    read: (block) => block.getFontColors(),
    set: (cells, style) => cells.setFontColor(lookOf.fontColour(style)),
  },
  {
    of: lookOf.fontWeight,
    read: (block) => block.getFontWeights(),
    set: (cells, style) => cells.setFontWeight(lookOf.fontWeight(style)),
  },
  {
    of: lookOf.fontStyle,
    read: (block) => block.getFontStyles(),
    set: (cells, style) => cells.setFontStyle(lookOf.fontStyle(style)),
  },
  {
    of: lookOf.fontLine,
    read: (block) => block.getFontLines(),
    set: (cells, style) => cells.setFontLine(lookOf.fontLine(style)),
  },
  {
    of: lookOf.background,
    read: (block) => block.getBackgrounds(),
    set: (cells, style) => cells.setBackground(lookOf.background(style)),
    standard: /^#ffffff$/,
  },
  {
    of: lookOf.horizontal,
    read: (block) => block.getHorizontalAlignments(),
    set: (cells, style) => cells.setHorizontalAlignment(lookOf.horizontal(style)),
    standard: /^general(-left|-right)?$/,
  },
  {
    of: lookOf.vertical,
    read: (block) => block.getVerticalAlignments(),
    set: (cells, style) => cells.setVerticalAlignment(lookOf.vertical(style)),
  },
  {
    of: (style) => (lookOf.isWrapped(style) ? 'WRAP' : 'OVERFLOW'),
    read: (block) => block.getWrapStrategies(),
    set: (cells, style) => {
      const { WRAP, OVERFLOW } = SpreadsheetApp.WrapStrategy;
      return cells.setWrapStrategy(lookOf.isWrapped(style) ? WRAP : OVERFLOW);
    },
  },
  {
    of: (style) => (lookOf.isLeftToRight(style) ? 'LEFT_TO_RIGHT' : null),
    read: (block) => block.getTextDirections(),
    set: (cells, style) =>
      cells.setTextDirection(lookOf.isLeftToRight(style) ? SpreadsheetApp.TextDirection.LEFT_TO_RIGHT : null),
    standard: /^$/,
  },
  numberFormat,
];

/** Colours come in small letters or capitals. */
const textOf = (value: Told) => (value === null ? '' : value.toString().toLowerCase());

function isAsWanted({ of, standard }: Look, found: Told, style: Style): boolean {
  const [told, wanted] = [textOf(found), textOf(of(style))];
  const isStandard = (text: string) => text === '' || standard?.test(text) === true;
  return told === wanted || (standard !== undefined && isStandard(told) && isStandard(wanted));
}

/** Gives cells a property of their own styles, in two calls for each value of it. */
export function setLook({ sheet }: Patient, look: Look, cells: readonly OwnCell[]): void {
  for (const group of groupBy(cells, ({ style }) => textOf(look.of(style))).values()) {
    look.set(sheet.getRangeList([...joinedAddresses(group.map(({ at }) => at))]), group[0]!.style);
  }
}

/** The cells that lost a property, for each property. */
export type LostLooks = ReadonlyMap<Look, readonly OwnCell[]>;

/** In one call for each property. */
export function findLostLooks(patient: Patient): LostLooks {
  if (patient.cells.length === 0) return new Map();
  const block = blockOf(patient);
  return new Map(
    looks.flatMap((look) => {
      const found = look.read(block);
      const lost = patient.cells.filter(
        ({ at, style }) => !isAsWanted(look, found[at.top - 1]![at.left - 1]!, style),
      );
      return lost.length === 0 ? [] : [[look, lost] as const];
    }),
  );
}

const bordersOf = ({ style }: OwnCell) => JSON.stringify(style.borders ?? {});

/** Takes lines away where cells have none. */
function clearLines({ sheet }: Patient, cells: readonly OwnCell[]): void {
  for (const group of groupBy(cells, bordersOf).values()) {
    const { top, right, bottom, left } = group[0]!.style.borders ?? {};
    const isNone = (...lines: readonly (Border | undefined)[]) =>
      lines.every((line) => line === undefined) ? false : null;
    const sides = [isNone(top), isNone(left), isNone(bottom), isNone(right)] as const;
    if (sides.every((side) => side === null)) continue;
    sheet
      .getRangeList([...joinedAddresses(group.map(({ at }) => at))])
      .setBorder(...sides, isNone(left, right), isNone(top, bottom));
  }
}

/**
 * Draws the lines around some cells, and those of their neighbours with other lines, which they share. Google Sheets does not
 * tell which lines there are: nobody would notice lines alone that are gone.
 */
function drawLines(patient: Patient, lost: ReadonlySet<OwnCell>): void {
  const { wanted, blueprint, sheet, cells } = patient;
  const byAddress = new Map(cells.map((one) => [cellAddress(one.at.top, one.at.left), one]));
  const drawn = new Set(lost);
  for (const one of lost) {
    const { top, left } = one.at;
    const beside = [
      [top - 1, left],
      [top + 1, left],
      [top, left - 1],
      [top, left + 1],
    ] as const;
    for (const [row, column] of beside) {
      const neighbour = byAddress.get(cellAddress(row, column));
      if (neighbour && bordersOf(neighbour) !== bordersOf(one)) drawn.add(neighbour);
    }
  }
  clearLines(patient, [...lost]);
  const plain: Style = { font: { name: '', size: 1, colour: '#000000' }, vertical: 'top' };
  const rows = wanted.rows.map((row, down) => ({
    ...row,
    cells: row.cells.map((cell, across) => {
      const own = byAddress.get(cellAddress(down + 1, across + 1));
      return own && drawn.has(own) ? cell : { ...cell, style: notOurs };
    }),
  }));
  paintBorders({
    blueprint: { ...blueprint, styles: { ...blueprint.styles, [notOurs]: plain } },
    worksheet: { ...wanted, rows },
    sheet,
  });
}

/** @param lost what `findLostLooks` found */
export function examineLooks(patient: Patient, lost: LostLooks): readonly Mending[] {
  if (lost.size === 0) return [];
  const mend = () => {
    for (const [look, cells] of lost) setLook(patient, look, cells);
    // A number format changes by typing: it is no sign that the lines were lost, too.
    const pasted = [...lost].flatMap(([look, cells]) => (look === numberFormat ? [] : cells));
    drawLines(patient, new Set(pasted));
  };
  const ranges = joinedAddresses([...lost.values()].flat().map(({ at }) => at));
  return [{ what: 'format', ranges, mend }];
}
