/** Puts back what pasting destroyed: looks at everything that is ours, writes only what differs, and says what it was. */
import { restoredParts, type Repairable } from '../../../panel/index.js';
import type { Gives, Takes } from '../../messages/methods.js';
import { refuseDecimalComma } from '../paint/locale.js';
import { touching } from '../paint/touching.js';
import { examineConditionalFormats } from './conditional-formats.js';
import { examineFormulas } from './formulas.js';
import { examineLooks, findLostLooks } from './looks.js';
import { examineNames } from './names.js';
import { patientOf, type Mending, type Patient } from './patient.js';
import { examineProtection } from './protection.js';
import { examineValidations } from './validations.js';
import { examineVisibility } from './visibility.js';

/** All that differs in a worksheet, in the order in which it is mended. */
function examine(patient: Patient, what: readonly Repairable[]): readonly Mending[] {
  const asks = (one: Repairable) => what.includes(one);
  const lost = asks('format') ? findLostLooks(patient) : new Map<never, never>();
  return [
    ...(asks('validation') ? examineValidations(patient, new Set([...lost.values()].flat())) : []),
    ...(asks('conditional-format') ? examineConditionalFormats(patient) : []),
    ...examineLooks(patient, lost),
    ...(asks('formula') ? examineFormulas(patient) : []),
    ...(asks('protection') ? examineProtection(patient) : []),
    ...(asks('visibility') ? examineVisibility(patient) : []),
  ];
}

/**
 * As `PanelHost.repair`. Of a cell's contents nothing but our own formulas is ever written. The number of calls does not grow
 * with rows; it does with bands, conditional formats, names and what is hidden, and with blocks of formulas that are lost.
 * Google Sheets does not tell of lines around cells.
 * @param blueprint with all names of the workbook: validations and conditional formats are about them
 * @throws HostError `not-writable` where the spreadsheet writes formulas in another way; with what was touched, if it fails
 */
export function repair({ blueprint, what }: Takes<'repair'>): Gives<'repair'> {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  refuseDecimalComma(spreadsheet);
  return touching((touched) => {
    const mended: { readonly worksheet: string; readonly mending: Mending }[] = [];
    const mend = (worksheet: string, mendings: readonly Mending[]) => {
      if (mendings.length > 0) touched.push(worksheet);
      for (const mending of mendings) {
        mending.mend();
        mended.push({ worksheet, mending });
      }
    };
    // Names first: what else is put back is about them.
    if (what.includes('name')) {
      for (const [worksheet, mending] of examineNames(blueprint, spreadsheet)) mend(worksheet, [mending]);
    }
    for (const wanted of blueprint.worksheets) {
      const sheet = spreadsheet.getSheetByName(wanted.name);
      if (sheet) mend(wanted.name, examine(patientOf(wanted, blueprint, sheet), what));
    }
    const order = [
      ...blueprint.worksheets.map(({ name }) => name),
      ...mended.map(({ worksheet }) => worksheet),
    ];
    return [
      ...restoredParts(
        mended.map(({ worksheet, mending }) => ({ what: mending.what, worksheet, ranges: mending.ranges })),
        [...new Set(order)],
      ),
    ];
  });
}
