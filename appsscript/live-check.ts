/** Checks what a person edits while no panel is open, and marks it: what Google runs after each edit. */
import { checkWorkbook, builtInPlan, readAsOf } from '../core/index.js';
import { marksOf } from '../panel/index.js';
import { ifUnlocked } from './lock.js';
import { markRows } from './spreadsheet-host/hands/mark.js';
import { isMatrix } from './spreadsheet-host/own-worksheets.js';
import { readForEntries } from './spreadsheet-host/read/entries.js';

/** What Google says of an edit. */
export type Edit = Pick<GoogleAppsScript.Events.SheetsOnEdit, 'range' | 'source'>;

/** A trigger has 30 seconds in all. Whoever holds the lock for longer builds or repairs, and marks what is wrong then. */
const patience = 5_000;

/** Reading happens under the lock: of two who edit, the one who checks last sees what both wrote. */
function checkRows({ range, source }: Edit): void {
  const sheet = range.getSheet();
  if (!isMatrix(sheet, source)) return;
  ifUnlocked(patience, () => {
    const snapshot = readForEntries(source, sheet);
    if (!snapshot) return;
    const asOf = readAsOf(snapshot);
    const { submission, diagnostics } = checkWorkbook(snapshot, {
      plan: builtInPlan(),
      file: '',
      hash: null,
      received: null,
      ...(asOf === null ? {} : { asOf }),
    });
    if (!submission) return;
    const { worksheet } = submission.source;
    const marks = marksOf(diagnostics).filter((mark) => mark.worksheet === worksheet);
    const first = range.getRow();
    markRows(sheet, { first, last: first + range.getNumRows() - 1 }, marks);
  });
}

/**
 * Checks the rows of the matrix that were edited, however many, and makes their marks what they are to be. Nothing but our
 * own lines in the notes of these rows is written. Never throws: what fails leaves the marks as they were, and the next
 * edit, or the panel, makes up for it.
 * @param edit absent if somebody runs it by hand
 */
export function checkEdit(edit: Edit | undefined): void {
  if (!edit) return;
  try {
    checkRows(edit);
  } catch {
    // Nobody asked for anything, so nobody is told; and what would go to Google's log may quote what stands in cells.
  }
}
