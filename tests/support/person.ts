/** A person at a spreadsheet program: what is typed, sorted, inserted and moved in LibreOffice itself. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from './libreoffice.js';
import { runBasic } from './programs.mjs';

/** One thing done in a worksheet. Ranges and cells are A1 notation, columns letters, rows numbers from 1. */
export type Deed =
  /** Text is entered as text, numbers as numbers. In a locked cell of a protected worksheet nothing comes of it. */
  | { readonly kind: 'type'; readonly cell: string; readonly value: string | number }
  | { readonly kind: 'unprotect' }
  /** Sorts whole rows by one column, upwards. */
  | { readonly kind: 'sort'; readonly range: string; readonly by: string }
  | { readonly kind: 'insert-rows'; readonly before: number; readonly count: number }
  | { readonly kind: 'delete-rows'; readonly first: number; readonly count: number }
  | { readonly kind: 'insert-columns'; readonly before: string; readonly count: number }
  | { readonly kind: 'delete-columns'; readonly first: string; readonly count: number }
  /** Cuts a range and pastes it where `to` is its first cell: references and names follow. */
  | { readonly kind: 'move'; readonly range: string; readonly to: string };

export interface Sitting {
  readonly file: string;
  readonly deeds: readonly (Deed & { readonly worksheet: string })[];
}

/** A StarBasic text: characters that a line of its source cannot hold are spelled out. */
function basicText(value: string): string {
  const parts = value.split(/([^\x20-\x7E])/u).map((part, index) => {
    if (index % 2 === 0) return `"${part.replaceAll('"', '""')}"`;
    return Array.from({ length: part.length }, (_, unit) => `Chr(${part.charCodeAt(unit)})`).join(' & ');
  });
  return parts.filter((part) => part !== '""').join(' & ') || '""';
}

function statement(deed: Deed): string {
  switch (deed.kind) {
    case 'type': {
      const value = typeof deed.value === 'number' ? String(deed.value) : basicText(deed.value);
      return `TypeIn sheet, "${deed.cell}", ${value}`;
    }
    case 'unprotect':
      return 'sheet.unprotect("")';
    case 'sort':
      return `SortRows sheet, "${deed.range}", "${deed.by}1"`;
    case 'insert-rows':
      return `sheet.Rows.insertByIndex(${deed.before - 1}, ${deed.count})`;
    case 'delete-rows':
      return `sheet.Rows.removeByIndex(${deed.first - 1}, ${deed.count})`;
    case 'insert-columns':
      return `sheet.Columns.insertByIndex(ColumnOf(sheet, "${deed.before}1"), ${deed.count})`;
    case 'delete-columns':
      return `sheet.Columns.removeByIndex(ColumnOf(sheet, "${deed.first}1"), ${deed.count})`;
    case 'move':
      return (
        `sheet.moveRange(sheet.getCellRangeByName("${deed.to}").getCellAddress(), ` +
        `sheet.getCellRangeByName("${deed.range}").getRangeAddress())`
      );
  }
}

const library = `
Function Property(name As String, value As Variant) As Object
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Property = made
End Function

Function ColumnOf(sheet As Object, cell As String) As Long
  ColumnOf = sheet.getCellRangeByName(cell).CellAddress.Column
End Function

' A script may write where the program's window would refuse to.
Sub TypeIn(sheet As Object, address As String, value As Variant)
  Dim cell As Object
  cell = sheet.getCellRangeByName(address)
  If sheet.isProtected() And cell.CellProtection.IsLocked Then Exit Sub
  If VarType(value) = 8 Then cell.setString(value) Else cell.setValue(value)
End Sub

Sub SortRows(sheet As Object, address As String, cell As String)
  Dim rows As Object
  rows = sheet.getCellRangeByName(address)
  Dim field As New com.sun.star.table.TableSortField
  field.Field = ColumnOf(sheet, cell) - rows.RangeAddress.StartColumn
  field.IsAscending = True
  rows.sort(Array(Property("SortFields", Array(field)), Property("ContainsHeader", False)))
End Sub

Function Opened(url As String) As Object
  Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, Array(Property("Hidden", True)))
End Function

Sub Saved(book As Object, url As String)
  book.calculateAll()
  book.storeToURL(url, Array(Property("FilterName", "Calc MS Excel 2007 XML")))
  book.close(True)
End Sub
`;

/**
 * Does all that in LibreOffice, which recalculates and saves each workbook, in one start of the program.
 * @returns the saved files, in the order of `sittings`
 * @throws Error if LibreOffice could not do it, saying what it said
 */
export async function sitAt(sittings: readonly Sitting[]): Promise<string[]> {
  const folder = temporaryFolder();
  const log = join(folder, 'faults.txt');
  const saved = sittings.map(({ file }) => join(folder, basename(file)));
  if (new Set(saved).size < saved.length) throw new Error('Two of the files have one name.');
  const url = (path: string) => `"${pathToFileURL(path).href}"`;
  const subs = sittings.map(
    ({ file, deeds }, index) =>
      `Sub Sitting${index}\nDim book As Object, sheet As Object\nbook = Opened(${url(file)})\n` +
      deeds
        .map((deed) => `sheet = book.Sheets.getByName(${basicText(deed.worksheet)})\n${statement(deed)}`)
        .join('\n') +
      `\nSaved book, ${url(saved[index]!)}\nEnd Sub\n`,
  );
  const main = `
Sub Main
  On Error GoTo Fault
${sittings.map((_, index) => `  Sitting${index}`).join('\n')}
  StarDesktop.terminate()
  Exit Sub
Fault:
  Open ${basicText(log)} For Output As #1
  Print #1, Error & " (line " & Erl & ")"
  Close #1
  StarDesktop.terminate()
End Sub
`;
  await runBasic(library + subs.join('') + main, { recalculate: true });
  if (existsSync(log)) throw new Error(`LibreOffice: ${readFileSync(log, 'utf8')}`);
  return saved;
}
