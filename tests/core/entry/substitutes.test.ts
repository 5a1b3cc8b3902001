/** The formulas that stand for what a program has no means of its own for. */
import { expect, test } from 'vitest';
import { checksLength, lengthFormula, namesAsTexts } from '../../../core/index.js';

test.each([
  [`AND($T6="counted",$O6<=NISP_AsOf)`, `AND($T6="counted",$O6<=INDIRECT("NISP_AsOf"))`],
  [`ISNUMBER(A1)*NISP_due`, `ISNUMBER(A1)*INDIRECT("NISP_due")`],
  [`"NISP_AsOf"&TRUE&"a ""b"" c"`, `"NISP_AsOf"&TRUE&"a ""b"" c"`],
  [`COUNTIF(NISP_status,A6)>1`, `COUNTIF(INDIRECT("NISP_status"),A6)>1`],
])('names in a rule’s formula are given as text: %s', (formula, written) => {
  expect(namesAsTexts(formula)).toBe(written);
});

test.each([
  [lengthFormula(50), true],
  ['=LEN(A1)<=32767', true],
  ['= IFERROR( LEN(B2)<5,TRUE)', true],
  ['=A1>LEN(B1)', false],
  ['=LENB', false],
])('%s checks the length of a text: %s', (formula, isSo) => {
  expect(checksLength(formula)).toBe(isSo);
});
