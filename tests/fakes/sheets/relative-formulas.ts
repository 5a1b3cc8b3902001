/** Formulas as Sheets keeps them with a rule of many cells: what has no `$` says how far away it is, as in R1C1 notation. */
import { cellAddress } from '../../../core/index.js';
import { parseReference, type Coordinate, type Corner } from '../spreadsheet/formulas/references.js';
import { tokensOf } from '../spreadsheet/formulas/tokens.js';
import { Unsupported } from './errors.js';

const mark = /\uE000(-?\d+),(-?\d+)\uE001/g;

function distance({ at, isFixed }: Coordinate, from: number, formula: string): number {
  if (isFixed) throw new Unsupported(`what stays fixed in the formula of a validation, ${formula}`);
  return at - from;
}

/** A formula that is written for a cell, in the form that means the same for every cell. */
export function relativeFormula(formula: string, row: number, column: number): string {
  const corner = (one: Corner) =>
    `\uE000${distance(one.row, row, formula)},${distance(one.column, column, formula)}\uE001`;
  const texts = tokensOf(formula).map((token) => {
    if (token.kind !== 'reference') return token.text;
    const { worksheet, from, to, whole } = token.reference;
    if (worksheet !== null || whole !== null) throw new Unsupported(`${token.text} in a validation`);
    return to ? `${corner(from)}:${corner(to)}` : corner(from);
  });
  return `=${texts.join('')}`;
}

/** The formula as it is written for a cell; a reference that leads off the worksheet is `#REF!`. */
export function formulaAt(relative: string, row: number, column: number): string {
  return relative.replace(mark, (_, down: string, right: string) => {
    const [atRow, atColumn] = [row + Number(down), column + Number(right)];
    const address = atRow < 1 || atColumn < 1 ? '#REF!' : cellAddress(atRow, atColumn);
    return parseReference(address) ? address : '#REF!';
  });
}
