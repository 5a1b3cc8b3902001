/** What a host reads from a workbook that was just painted: the reference that every host is compared with. */
import type { Blueprint, Cell, Style, Validation, Worksheet } from '../blueprint/blueprint.js';
import { columnLetters, rangeOf } from '../entry/a1.js';
import type { CellContent } from '../entry/cell.js';
import type { CellSnapshot, ValidationSnapshot, WorkbookSnapshot, WorksheetSnapshot } from './snapshot.js';

function contentOf(cell: Cell, style: Style | undefined): CellContent | null {
  const value = cell.kind === 'formula' ? cell.result : cell.kind === 'number' ? cell.value : null;
  if (typeof value === 'number') {
    return style?.numberFormat?.includes('%')
      ? { kind: 'number', value, format: 'percent' }
      : { kind: 'number', value };
  }
  if (typeof value === 'string') return value === '' ? null : { kind: 'text', text: value };
  if (cell.kind === 'text') return cell.text === '' ? null : { kind: 'text', text: cell.text };
  return cell.kind === 'date' ? { kind: 'date', date: cell.date } : null;
}

function cellOf(cell: Cell, column: number, { styles }: Blueprint): CellSnapshot[] {
  const style = styles[cell.style];
  const content = contentOf(cell, style);
  if (!content && cell.kind !== 'formula' && style?.fill === undefined) return [];
  return [
    {
      column,
      content,
      ...(cell.kind === 'formula' ? { formula: cell.formula } : {}),
      ...(style?.fill === undefined ? {} : { fill: style.fill }),
    },
  ];
}

const validationTypes = {
  list: 'list',
  number: 'decimal',
  date: 'date',
  'text-length': 'text-length',
} as const satisfies Record<Validation['kind'], ValidationSnapshot['type']>;

function worksheetOf(worksheet: Worksheet, blueprint: Blueprint): WorksheetSnapshot {
  return {
    name: worksheet.name,
    visibility: worksheet.visibility,
    rows: worksheet.rows.flatMap((row, index) => {
      const cells = row.cells.flatMap((cell, column) => cellOf(cell, column + 1, blueprint));
      return cells.length > 0 ? [{ row: index + 1, hidden: row.hidden ?? false, cells }] : [];
    }),
    hiddenColumns: worksheet.columns.flatMap(({ hidden }, index) =>
      hidden ? [rangeOf(`${columnLetters(index + 1)}:${columnLetters(index + 1)}`)] : [],
    ),
    merges: worksheet.merges.map(rangeOf),
    validations: worksheet.validations.map((validation) => ({
      type: validationTypes[validation.kind],
      ranges: validation.ranges.map(rangeOf),
      formula: validation.kind === 'list' ? validation.listName : null,
    })),
    conditionalFormats: worksheet.conditionalFormats.map((format) => rangeOf(format.range)),
    isProtected: worksheet.protection !== null,
    isFiltered: false,
  };
}

/** What a host reads out of a workbook that was painted from this blueprint and not touched. */
export function snapshotOf(blueprint: Blueprint): WorkbookSnapshot {
  return {
    worksheets: blueprint.worksheets.map((worksheet) => worksheetOf(worksheet, blueprint)),
    definedNames: blueprint.names.map(({ name, worksheet, range: text }) => {
      const { top, left, bottom, right } = rangeOf(text);
      const first = `$${columnLetters(left)}$${top}`;
      const last = `$${columnLetters(right)}$${bottom}`;
      const quoted = /^\w+$/.test(worksheet) ? worksheet : `'${worksheet.replaceAll("'", "''")}'`;
      return { name, refersTo: `${quoted}!${first === last ? first : `${first}:${last}`}` };
    }),
  };
}
