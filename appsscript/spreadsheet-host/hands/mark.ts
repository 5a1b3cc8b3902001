/** Makes the marks of worksheets exactly those that are wanted: our lines in the notes of cells. */
import { boundsOf, cellAddress, cellRange, joinedRanges } from '../../../core/index.js';
import type { Mark } from '../../../panel/index.js';
import type { Takes } from '../../messages/methods.js';
import { linesOf, withLines } from '../notes.js';
import { ownWorksheets } from '../own-worksheets.js';

/** Rows below the last that holds anything: marks are looked for there too, for what they were about may be gone. */
const rowsBelow = 100;

/**
 * Blocks of cells that are written one by one. Where more of them differ, all from the first to the last are written at once, for a
 * call for each would take the longer the more was pasted; cells between get back what was just read of them.
 */
const mostBlocks = 8;

/** The lines of each marked cell of a worksheet, by its address. Of two marks on a cell the error gives the sign. */
function linesByCell(marks: readonly Mark[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Pick<Mark, 'severity' | 'text'>>();
  for (const { range, severity, text } of marks) {
    const there = found.get(range);
    if (!there) found.set(range, { severity, text });
    else {
      found.set(range, {
        severity: there.severity === 'error' ? 'error' : severity,
        text: `${there.text}\n${text}`,
      });
    }
  }
  return new Map([...found].map(([cell, mark]) => [cell, linesOf(mark)]));
}

/**
 * Makes the marks in some rows of a worksheet exactly these; marks elsewhere stay as they are. Reads the notes at once, and
 * writes only where they differ.
 * @param marks of this worksheet; those in other rows are passed over
 */
export function markRows(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  { first, last }: { readonly first: number; readonly last: number },
  marks: readonly Mark[],
): void {
  const end = Math.min(last, sheet.getMaxRows(), sheet.getLastRow() + rowsBelow);
  if (end < first) return;
  const notes = sheet.getRange(first, 1, end - first + 1, sheet.getMaxColumns()).getNotes();
  const lines = linesByCell(marks);
  const wanted = notes.map((row, down) =>
    row.map((note, across) => withLines(note, lines.get(cellAddress(first + down, across + 1)) ?? [])),
  );
  const differing = wanted.flatMap((row, down) =>
    row.flatMap((note, across) =>
      note === notes[down]![across] ? [] : [cellRange(first + down, across + 1)],
    ),
  );
  if (differing.length === 0) return;
  const blocks = joinedRanges(differing);
  for (const { top, left, bottom, right } of blocks.length > mostBlocks ? [boundsOf(differing)] : blocks) {
    sheet
      .getRange(top, left, bottom - top + 1, right - left + 1)
      .setNotes(wanted.slice(top - first, bottom - first + 1).map((row) => row.slice(left - 1, right)));
  }
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** As `PanelHost.mark`. Marks of worksheets that are gone are passed over. */
export function mark({ marks }: Takes<'mark'>): void {
  for (const { name, sheet } of ownWorksheets(SpreadsheetApp.getActiveSpreadsheet())) {
    const own = marks.filter(({ worksheet }) => isSame(worksheet, name));
    markRows(sheet, { first: 1, last: Infinity }, own);
  }
}
