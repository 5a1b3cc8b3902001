/** What cells hold, as scripts read and write it: values, formulas, and what is shown. */
import { gridOf } from '../spreadsheet/ranges.js';
import { cellAt, isHeld } from './cells.js';
import { writeCells } from './contents.js';
import { blank, enterFormula, enterValue } from './entry.js';
import { checkGrid, inGrid } from './grids.js';
import type { On, Part } from './objects.js';
import { onBoth, rangeOfOn } from './ranges-of.js';
import { scriptValueAt, shownAt } from './shown.js';

type Values = readonly (readonly unknown[])[];
type Texts = readonly (readonly string[])[];

function valuesOf(on: On<'Range'>) {
  const { worksheet, range } = rangeOfOn(on);
  return gridOf(range, (row, column) => scriptValueAt(on.program, worksheet, row, column));
}

function shownOf(on: On<'Range'>) {
  const { worksheet, range } = rangeOfOn(on);
  return gridOf(range, (row, column) => shownAt(on.program, worksheet, row, column));
}

function formulasOf(on: On<'Range'>) {
  const { worksheet, range } = rangeOfOn(on);
  return gridOf(range, (row, column) => cellAt(worksheet, row, column).formula ?? '');
}

const setters = onBoth({
  setValue: ({ program, execution }, { worksheet, ranges }, value: unknown) => {
    writeCells(program, worksheet, ranges, execution.user.email, (cell) =>
      enterValue(value, cell, program.workbook),
    );
  },
  setFormula: ({ program, execution }, { worksheet, ranges }, formula: string) => {
    const entry = formula === '' ? blank : enterFormula(formula, program.workbook);
    writeCells(program, worksheet, ranges, execution.user.email, () => entry);
  },
});

export const rangeValues: readonly Part[] = [
  setters,
  {
    Range: {
      getValues: valuesOf,
      getValue: (on) => valuesOf(on)[0]![0],
      getDisplayValues: shownOf,
      getDisplayValue: (on) => shownOf(on)[0]![0],
      getFormulas: formulasOf,
      getFormula: (on) => formulasOf(on)[0]![0],
      setValues: (on, values: Values) => {
        const { worksheet, range } = rangeOfOn(on);
        const { workbook } = on.program;
        checkGrid(range, values);
        writeCells(on.program, worksheet, [range], on.execution.user.email, (cell, row, column) =>
          enterValue(inGrid(range, values, row, column), cell, workbook),
        );
        return on.me;
      },
      setFormulas: (on, formulas: Texts) => {
        const { worksheet, range } = rangeOfOn(on);
        const { workbook } = on.program;
        checkGrid(range, formulas);
        writeCells(on.program, worksheet, [range], on.execution.user.email, (_cell, row, column) => {
          const formula = inGrid(range, formulas, row, column);
          return formula === '' ? blank : enterFormula(formula, workbook);
        });
        return on.me;
      },
      isBlank: (on) => {
        const { worksheet, range } = rangeOfOn(on);
        return !gridOf(range, (row, column) => isHeld(cellAt(worksheet, row, column)))
          .flat()
          .includes(true);
      },
    },
  },
];
