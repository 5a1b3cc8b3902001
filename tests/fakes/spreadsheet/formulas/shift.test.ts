/** Formulas are written anew for another cell, and follow the cells that they refer to. */
import { describe, expect, test } from 'vitest';
import { lastRow, type CellRange } from '../../../../core/index.js';
import { adjustFormula, shiftFormula } from './index.js';

describe('for another cell', () => {
  test.each([
    ['=$T6="counted"', 3, 2, '=$T9="counted"'],
    ['AND(ISNUMBER($O6),$O6<=NISP_AsOf)', 1, 5, 'AND(ISNUMBER($O7),$O7<=NISP_AsOf)'],
    ['=A1+$A1+A$1+$A$1', 2, 3, '=D3+$A3+D$1+$A$1'],
    ["=SUM( 'Roll-up'!B2:$C$9 )", 1, 1, "=SUM( 'Roll-up'!C3:$C$9 )"],
    ["='Bob''s'!A1", 1, 0, "='Bob''s'!A2"],
    ['="A1"&LOG10+NISP_A1', 4, 4, '="A1"&LOK14+NISP_A1'],
    ['=A2', -2, 0, '=#REF!'],
    ['=XFD1', 0, 1, '=#REF!'],
    ['=A1', 0, 0, '=A1'],
    ['=SUM(A:$B)+SUM(1:$2)', 1, 1, '=SUM(B:$B)+SUM(2:$2)'],
  ])('%s, %i down and %i across: %s', (formula, rows, columns, expected) => {
    expect(shiftFormula(formula, rows, columns)).toBe(expected);
  });
});

describe('after cells moved', () => {
  const down = ({ top, left, bottom, right }: CellRange): CellRange =>
    bottom === lastRow ? { top, left, bottom, right } : { top: top + 2, left, bottom: bottom + 2, right };
  test.each([
    ['=A1+$B$2+SUM(A1:A9)', '=A3+$B$4+SUM(A3:A11)'],
    ['=Own!A1+Other!A1', '=Own!A3+Other!A1'],
    ["='oWN'!A1", '=oWN!A3'],
    // The corners keep their signs, wherever they were written.
    ['=SUM(B$9:$A1)', '=SUM(A$3:$B11)'],
    ['="A1"&Name', '="A1"&Name'],
    ['=Own!$1:$5', '=Own!$3:$7'],
    ['=Own!$A:$C', '=Own!$A:$C'],
    ['=Own!#REF!+A1', '=Own!#REF!+A3'],
  ])('%s becomes %s', (formula, expected) => {
    expect(adjustFormula(formula, 'Own', 'Own', down)).toBe(expected);
  });
  test('of another worksheet', () => {
    expect(adjustFormula('=A1+Own!A1', 'Other', 'Own', down)).toBe('=A1+Own!A3');
  });
  test('what is gone is an error', () => {
    expect(adjustFormula("=A1+'Own'!A1:B2", 'Own', 'Own', () => null)).toBe('=#REF!+Own!#REF!');
  });
});
