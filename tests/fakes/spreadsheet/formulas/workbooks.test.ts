/** Every formula of the workbooks that we build gives what the core computed for it. */
import { describe, expect, test } from 'vitest';
import {
  buildUnitWorkbook,
  cellAddress,
  nispPlan,
  parseRange,
  worksheetNames,
  type Blueprint,
  type Cell,
  type CellRange,
  type UnitWorkbookInput,
} from '../../../../core/index.js';
import { period, randomEntries, workbooks } from '../../../sync/workbook/workbooks.js';
import { sourceOf } from './blueprint-source.js';
import { evaluate, shiftFormula, type Value } from './index.js';

const isSame = (a: Value, b: Value) =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-12 * Math.abs(b) : a === b;

function compared(blueprint: Blueprint) {
  const source = sourceOf(blueprint);
  const differences: unknown[] = [];
  let count = 0;
  for (const { name, rows } of blueprint.worksheets) {
    rows.forEach(({ cells }, row) => {
      cells.forEach((cell, column) => {
        if (cell.kind !== 'formula') return;
        const value = source.cell(name, row + 1, column + 1);
        count += 1;
        if (!isSame(value, cell.result)) {
          differences.push({ name, cell: cellAddress(row + 1, column + 1), value, ...cell });
        }
      });
    });
  }
  return { differences, count };
}

const random = nispPlan.units.flatMap(({ id }) =>
  [11, 12].map((seed): readonly [string, UnitWorkbookInput] => [
    `${id}, seed ${seed}`,
    {
      plan: nispPlan,
      unit: id,
      period,
      entries: randomEntries(nispPlan, id, seed, { everywhere: seed === 12 }),
    },
  ]),
);

describe('formulas of workbooks', () => {
  test.each([...workbooks, ...random])('%s', (_, input) => {
    const { differences, count } = compared(buildUnitWorkbook(input));
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(200);
  });

  test.each(random)('the rule for overdue rows holds for as many as the roll-up counts: %s', (_, input) => {
    const blueprint = buildUnitWorkbook(input);
    const source = sourceOf(blueprint);
    const { matrix, rollUp } = worksheetNames;
    const rules = blueprint.worksheets.find(({ name }) => name === matrix)!.conditionalFormats;
    const [rule] = rules.flatMap((one) => (one.kind === 'formula' ? [one] : []));
    const { top, left, bottom }: CellRange = parseRange(rule!.range)!;
    let overdue = 0;
    for (let row = top; row <= bottom; row += 1) {
      const formula = shiftFormula(rule!.formula, row - top, 0);
      if (evaluate(formula, { worksheet: matrix, row, column: left }, source) === true) overdue += 1;
    }
    const rows = blueprint.worksheets.find(({ name }) => name === rollUp)!.rows;
    const at = (text: string) => (cell: Cell) => cell.kind === 'text' && cell.text === text;
    const heading = rows.find(({ cells }) => cells.some(at('Overdue')))!.cells.findIndex(at('Overdue'));
    const total = rows.find(({ cells }) => cells[0] && at('All pillars')(cells[0]))?.cells[heading];
    expect(total).toMatchObject({ kind: 'formula', result: overdue });
    expect(overdue).toBeGreaterThan(0);
  });
});
