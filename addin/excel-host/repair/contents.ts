/** Puts back our own formulas, and the number formats of cells; both are read cell by cell. No other value is touched. */
import {
  bareFormula,
  boundsOf,
  cellRange,
  extentOf,
  gridOver,
  joinedAddresses,
  notOurs,
  rangeAddress,
  type CellRange,
} from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import type { Steps } from '../steps.js';
import type { Mending, Patient } from './mending.js';

interface WantedCell {
  readonly cell: CellRange;
  readonly numberFormat: string;
  /** With its `=`; null for a cell that holds something else, which is nobody's but the person's. */
  readonly formula: string | null;
}

function wantedCells({ wanted, styles }: Patient): readonly WantedCell[] {
  return wanted.rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => {
      if (cell.style === notOurs) return [];
      return [
        {
          cell: cellRange(row + 1, column + 1),
          numberFormat: styles[cell.style]!.numberFormat ?? 'General',
          formula: cell.kind === 'formula' ? `=${cell.formula}` : null,
        },
      ];
    }),
  );
}

/** Formulas and number formats of a worksheet. One sync. */
export function* examineContents(patient: Patient): Steps<readonly Mending[]> {
  const { wanted, sheet } = patient;
  const cells = wantedCells(patient);
  if (cells.length === 0) return [];
  const { rows, columns } = extentOf(wanted);
  const block = rangeIn(sheet, rangeAddress({ top: 1, left: 1, bottom: rows, right: columns }));
  block.load('formulas,numberFormat');
  yield;
  const formulas = block.formulas as readonly (readonly unknown[])[];
  const numberFormats = block.numberFormat as readonly (readonly string[])[];
  const formatOf = ({ top, left }: CellRange) => numberFormats[top - 1]![left - 1]!;
  const formulaOf = ({ top, left }: CellRange) => formulas[top - 1]![left - 1];

  const misshown = cells.filter(({ cell, numberFormat }) => formatOf(cell) !== numberFormat);
  const overwritten = cells.flatMap(({ cell, formula, numberFormat }) =>
    formula === null || bareFormula(String(formulaOf(cell))) === bareFormula(formula)
      ? []
      : [{ cell, formula, numberFormat }],
  );
  const mendings: Mending[] = [];
  const setFormats = (of: readonly WantedCell[]) => {
    if (of.length === 0) return;
    const bounds = boundsOf(of.map(({ cell }) => cell));
    const grid = gridOver(
      bounds,
      of.map(({ cell, numberFormat }) => [cell, numberFormat]),
    );
    rangeIn(sheet, rangeAddress(bounds)).numberFormat = grid;
  };
  if (misshown.length > 0) {
    mendings.push({
      what: 'format',
      ranges: joinedAddresses(misshown.map(({ cell }) => cell)),
      mend: () => {
        setFormats(misshown);
      },
    });
  }
  if (overwritten.length > 0) {
    mendings.push({
      what: 'formula',
      ranges: joinedAddresses(overwritten.map(({ cell }) => cell)),
      mend: () => {
        // In a cell of text a formula would stay the text that it is written as.
        setFormats(overwritten.filter(({ cell }) => formatOf(cell) === '@'));
        const bounds = boundsOf(overwritten.map(({ cell }) => cell));
        const grid = gridOver(
          bounds,
          overwritten.map(({ cell, formula }) => [cell, formula]),
        );
        rangeIn(sheet, rangeAddress(bounds)).formulas = grid;
      },
    });
  }
  return mendings;
}
