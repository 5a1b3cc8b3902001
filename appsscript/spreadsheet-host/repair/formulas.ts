/** Puts back our own formulas. No other value is touched. */
import {
  bareFormula,
  gridOver,
  joinedAddresses,
  joinedRanges,
  rangeAddress,
  type Cell,
} from '../../../core/index.js';
import { setLook, numberFormat } from './looks.js';
import { blockOf, type Mending, type OwnCell, type Patient } from './patient.js';

type FormulaCell = OwnCell & { readonly cell: Extract<Cell, { kind: 'formula' }> };
const holdsFormula = (own: OwnCell): own is FormulaCell => own.cell.kind === 'formula';

/** One call to look; to mend, one for each block of cells that lost their formulas. */
export function examineFormulas(patient: Patient): readonly Mending[] {
  const { cells, sheet } = patient;
  const ours = cells.filter(holdsFormula);
  if (ours.length === 0) return [];
  const found = blockOf(patient).getFormulas();
  const lost = ours.filter(
    ({ at, cell }) => bareFormula(found[at.top - 1]![at.left - 1]!) !== bareFormula(`=${cell.formula}`),
  );
  if (lost.length === 0) return [];
  const mend = () => {
    // In a cell of text a formula would stay the text that it is written as.
    setLook(patient, numberFormat, lost);
    for (const block of joinedRanges(lost.map(({ at }) => at))) {
      const formulas = gridOver(
        block,
        lost.map(({ at, cell }) => [at, `=${cell.formula}`]),
      );
      sheet.getRange(rangeAddress(block)).setFormulas(formulas as string[][]);
    }
    // A formula takes on the format of the cells that it is about.
    setLook(patient, numberFormat, lost);
  };
  return [{ what: 'formula', ranges: joinedAddresses(lost.map(({ at }) => at)), mend }];
}
