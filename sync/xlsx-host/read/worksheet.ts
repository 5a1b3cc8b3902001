/** Reads one worksheet part in one pass. Ranges are kept as ranges; blank cells cost nothing but their parsing. */
import {
  cellAddress,
  dateOfSerial,
  lastColumn,
  lastRow,
  parseRange,
  type CellContent,
  type CellRange,
  type CellSnapshot,
  type RowSnapshot,
  type ValidationSnapshot,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { dateOfIso } from './number-format.js';
import { refuse, shorten } from '../package/refusal.js';
import { movedFormula } from './shared-formula.js';
import { textContent, type SharedString } from './strings.js';
import type { Styles } from './styles.js';
import { isTrue, parseXml, unescapeText, type XmlAttributes } from '../package/xml.js';

/** What all worksheets of one workbook may hold together. */
export const workbookLimits = {
  cells: 2_000_000,
  ranges: 100_000,
  /** Characters of formulas worked out for cells that share one. */
  formulaCharacters: 32_000_000,
  /** Cells looked at to find those under an array formula. */
  arrayCells: 20_000_000,
} as const;

type Limit = keyof typeof workbookLimits;

const limitNames: Readonly<Record<Limit, string>> = {
  cells: 'cells with content',
  ranges: 'ranges with a rule of their own',
  formulaCharacters: 'characters in shared formulas',
  arrayCells: 'cells under array formulas',
};

/** Counts what is read, over all worksheets, and stops at the limits. */
export interface Budget {
  spend(limit: Limit, amount: number): void;
}

export function newBudget(): Budget {
  const spent: Record<Limit, number> = { cells: 0, ranges: 0, formulaCharacters: 0, arrayCells: 0 };
  return {
    spend(limit, amount) {
      spent[limit] += amount;
      if (spent[limit] > workbookLimits[limit]) {
        refuse('file/too-large', {
          what: limitNames[limit],
          limit: workbookLimits[limit],
          found: spent[limit],
        });
      }
    },
  };
}

/** What the cells of a worksheet refer to. */
export interface WorksheetSource {
  readonly name: string;
  readonly visibility: WorksheetSnapshot['visibility'];
  readonly part: string;
  readonly strings: readonly SharedString[];
  readonly styles: Styles;
  readonly dateSystem: 1900 | 1904;
  readonly budget: Budget;
}

const validationTypes: ReadonlyMap<string, ValidationSnapshot['type']> = new Map([
  ['list', 'list'],
  ['whole', 'whole'],
  ['decimal', 'decimal'],
  ['date', 'date'],
  ['time', 'time'],
  ['textLength', 'text-length'],
  ['custom', 'custom'],
]);

const isBlank = (text: string) => text === '' || (text.charCodeAt(0) <= 32 && text.trim() === '');

/** The number that a cell states, or null where it states none. JavaScript reads more as numbers than Excel does. */
function numberOf(text: string): number | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Letters other than e and E: a hexadecimal, octal or binary literal.
    if (code > 57 && code !== 69 && code !== 101) return null;
  }
  return value;
}

/**
 * The index that a text of digits is. A good half of all cells are an index into the shared strings, and all of them
 * into the styles: this is several times as fast as `Number`.
 */
function indexOf(text: string): number {
  let index = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number(text);
    index = index * 10 + digit;
  }
  return index;
}

function numberContent(text: string, style: number, styles: Styles, dateSystem: 1900 | 1904): CellContent {
  const value = numberOf(text);
  if (value === null) return { kind: 'error', error: text };
  switch (styles.kinds[style]) {
    case 'date': {
      const date = dateOfSerial(value, dateSystem);
      return date === null ? { kind: 'error', error: text } : { kind: 'date', date };
    }
    case 'percent':
      return { kind: 'number', value, format: 'percent' };
    default:
      return { kind: 'number', value };
  }
}

function booleanContent(text: string): CellContent {
  const trimmed = text.trim();
  if (trimmed === '1' || trimmed === 'true') return { kind: 'boolean', value: true };
  if (trimmed === '0' || trimmed === 'false') return { kind: 'boolean', value: false };
  return { kind: 'error', error: text };
}

function isoContent(text: string): CellContent {
  const date = dateOfIso(text.trim());
  return date === null ? { kind: 'error', error: text } : { kind: 'date', date };
}

/**
 * Marks the cells under array formulas and data tables: their values are calculated, although the file writes the
 * formula into the first cell only.
 */
function markArrays(
  rows: { readonly row: number; readonly cells: CellSnapshot[] }[],
  arrays: readonly { readonly range: CellRange; readonly formula: string }[],
  budget: Budget,
): void {
  for (const { range, formula } of arrays) {
    let low = 0;
    for (let high = rows.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (rows[middle]!.row < range.top) low = middle + 1;
      else high = middle;
    }
    for (let index = low; index < rows.length && rows[index]!.row <= range.bottom; index += 1) {
      const { cells } = rows[index]!;
      budget.spend('arrayCells', cells.length);
      cells.forEach((cell, at) => {
        if (cell.column < range.left || cell.column > range.right || cell.formula !== undefined) return;
        cells[at] = { ...cell, formula };
      });
    }
  }
}

/**
 * Reads a worksheet.
 * @throws Refusal with the cell, where a cell cannot be what it says
 */
export function readWorksheet(source: WorksheetSource, content: Uint8Array): WorksheetSnapshot {
  const { name, part, strings, styles, dateSystem, budget } = source;
  const damaged = (reason: string, row = 0, column = 0) =>
    refuse(
      'file/damaged',
      { part: shorten(part), reason },
      row > 0 && column > 0 ? { worksheet: name, range: cellAddress(row, column) } : { worksheet: name },
    );

  const rows: { row: number; hidden: boolean; cells: CellSnapshot[] }[] = [];
  const hiddenColumns: CellRange[] = [];
  const merges: CellRange[] = [];
  const validations: ValidationSnapshot[] = [];
  const conditionalFormats: CellRange[] = [];
  const arrays: { range: CellRange; formula: string }[] = [];
  const shared = new Map<string, { formula: string; row: number; column: number }>();
  let isProtected = false;
  let isFiltered = false;

  // Where the parser is.
  let section = '';
  let hasData = false as boolean;
  let inData = false;
  let inCell = false;
  let capture: '' | 'value' | 'formula' | 'inline' | 'criterion' | 'range' = '';
  let hasValue = false;
  let isInline = false;
  let phonetic = 0;

  // The row and cell being read.
  let row = 0;
  let statedRow = 0;
  let highestRow = 0;
  let hidden = false;
  let cells: CellSnapshot[] = [];
  let column = 0;
  let highestColumn = 0;
  let type: string | undefined;
  let style = 0;
  let value = '';
  let inline = '';
  let formula = '';
  let isFormula = false;
  let formulaAttributes: XmlAttributes | null = null;
  let rowsInOrder = true as boolean;
  let cellsInOrder = true;

  // The validation or conditional format being read.
  let rule: { type: ValidationSnapshot['type']; sqref: string; formula: string } | null = null;
  let sqref = '';

  const addRanges = (text: string, ranges: CellRange[]): CellRange[] => {
    const before = ranges.length;
    for (const address of text.trim().split(/\s+/, workbookLimits.ranges + 1)) {
      const range = address.length <= 30 ? parseRange(address) : null;
      if (range) ranges.push(range);
    }
    budget.spend('ranges', ranges.length - before);
    return ranges;
  };

  const openRow = (attributes: XmlAttributes) => {
    const { r } = attributes;
    statedRow = r === undefined ? 0 : Number(r);
    row = r === undefined ? row + 1 : statedRow;
    if (!(row >= 1 && row <= lastRow && Number.isInteger(row)))
      damaged(`row “${shorten(r ?? String(row))}” is outside the worksheet`);
    hidden = isTrue(attributes.hidden) || Number(attributes.ht ?? 1) === 0;
    cells = [];
    column = 0;
    highestColumn = 0;
    cellsInOrder = true;
  };

  const closeRow = () => {
    if (cells.length === 0) return;
    budget.spend('cells', cells.length);
    if (row <= highestRow) rowsInOrder = false;
    else highestRow = row;
    if (!cellsInOrder) {
      cells.sort((a, b) => a.column - b.column);
      const twice = cells.find((cell, index) => cell.column === cells[index - 1]?.column);
      if (twice) damaged('the cell occurs twice', row, twice.column);
    }
    rows.push({ row, hidden, cells });
  };

  const openCell = (attributes: XmlAttributes) => {
    const { r } = attributes;
    if (r === undefined) column += 1;
    else {
      column = 0;
      let at = 0;
      for (; at < r.length; at += 1) {
        const letter = r.charCodeAt(at) & ~32;
        if (letter < 65 || letter > 90) break;
        column = column * 26 + letter - 64;
      }
      let cellRow = 0;
      for (const digitsFrom = at; at < r.length; at += 1) {
        const digit = r.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9 || at - digitsFrom > 7) damaged(`“${shorten(r)}” is not a cell`);
        cellRow = cellRow * 10 + digit;
      }
      if (cellRow !== row) {
        // A row without a number of its own takes the number that its first cell states.
        if (statedRow > 0 || highestColumn > 0 || cellRow < 1 || cellRow > lastRow)
          damaged(`“${shorten(r)}” stands in row ${row}`);
        row = cellRow;
        statedRow = cellRow;
      }
    }
    if (!(column >= 1 && column <= lastColumn)) damaged(`a cell in row ${row} is outside the worksheet`);
    if (column <= highestColumn) cellsInOrder = false;
    else highestColumn = column;
    if (cells.length >= lastColumn) damaged('the cell occurs twice', row, column);
    type = attributes.t;
    const { s } = attributes;
    style = s === undefined ? 0 : indexOf(s);
    value = '';
    inline = '';
    hasValue = false;
    isInline = false;
    isFormula = false;
    inCell = true;
  };

  const cellFormula = (): string => {
    const text = unescapeText(formula);
    const attributes = formulaAttributes!;
    const kind = attributes.t;
    if (kind === 'shared') {
      const key = attributes.si ?? '';
      const first = shared.get(key);
      if (text !== '') shared.set(key, { formula: text, row, column });
      else if (first) {
        budget.spend('formulaCharacters', first.formula.length);
        return movedFormula(first.formula, row - first.row, column - first.column);
      }
    } else if (kind === 'array' || kind === 'dataTable') {
      const range = parseRange((attributes.ref ?? '').slice(0, 30));
      const shown = kind === 'dataTable' ? 'TABLE()' : text;
      if (range && (range.top < range.bottom || range.left < range.right)) {
        budget.spend('ranges', 1);
        arrays.push({ range, formula: shown });
      }
      return shown;
    }
    return text;
  };

  const cellContent = (): CellContent | null => {
    if (isInline && (hasValue || (type !== undefined && type !== 'inlineStr'))) {
      return damaged('the cell has two values', row, column);
    }
    if (isInline || type === 'inlineStr') return textContent(isInline ? inline : value);
    if (type === 'str') return textContent(value);
    if (isBlank(value)) return null;
    switch (type) {
      case undefined:
      case 'n':
        return numberContent(value, style, styles, dateSystem);
      case 's': {
        const text = strings[indexOf(value)];
        if (text === undefined)
          return damaged(`there is no shared string ${shorten(value, 20)}`, row, column);
        return text;
      }
      case 'b':
        return booleanContent(value);
      case 'e':
        return { kind: 'error', error: value };
      case 'd':
        return isoContent(value);
      default:
        return damaged(`the cell is of an unknown type “${shorten(type, 20)}”`, row, column);
    }
  };

  const closeCell = () => {
    inCell = false;
    const found = cellContent();
    const fill = styles.fills[style];
    if (!isFormula) {
      if (found === null && fill === undefined) return;
      cells.push(fill === undefined ? { column, content: found } : { column, content: found, fill });
    } else {
      const text = cellFormula();
      cells.push(
        fill === undefined
          ? { column, content: found, formula: text }
          : { column, content: found, formula: text, fill },
      );
    }
  };

  const openInData = (element: string, attributes: XmlAttributes, depth: number) => {
    switch (depth) {
      case 3:
        if (element === 'row') openRow(attributes);
        break;
      case 4:
        if (element === 'c') openCell(attributes);
        break;
      default:
        if (!inCell) return;
        if (depth === 5) {
          // Of two values each program would take another.
          if (element === 'v') {
            if (hasValue) damaged('the cell has two values', row, column);
            capture = 'value';
            hasValue = true;
          } else if (element === 'f') {
            if (isFormula) damaged('the cell has two formulas', row, column);
            capture = 'formula';
            formula = '';
            isFormula = true;
            formulaAttributes = attributes;
          } else if (element === 'is') {
            if (isInline) damaged('the cell has two values', row, column);
            isInline = true;
          }
        } else if (isInline) {
          if (element === 't' && phonetic === 0) capture = 'inline';
          else if (element === 'rPh') phonetic += 1;
        }
    }
  };

  const closeInData = (element: string, depth: number) => {
    switch (depth) {
      case 2:
        inData = false;
        break;
      case 3:
        if (element === 'row') closeRow();
        break;
      case 4:
        if (inCell) closeCell();
        break;
      default:
        capture = '';
        if (element === 'rPh' && inCell) phonetic -= 1;
    }
  };

  const openElsewhere = (element: string, attributes: XmlAttributes, depth: number) => {
    if (depth === 1 && element !== 'worksheet')
      damaged(`it is not a worksheet but “${shorten(element, 20)}”`);
    if (depth === 2) {
      section = element;
      if (element === 'sheetData') {
        if (hasData) damaged('it has two tables of cells');
        hasData = true;
        inData = true;
      } else if (element === 'sheetProtection') isProtected = isTrue(attributes.sheet);
      else if (element === 'conditionalFormatting') addRanges(attributes.sqref ?? '', conditionalFormats);
    }
    switch (element) {
      case 'col': {
        const left = Math.max(1, Number(attributes.min));
        const right = Math.min(lastColumn, Number(attributes.max));
        const isHidden = isTrue(attributes.hidden) || Number(attributes.width ?? 1) === 0;
        if (
          section === 'cols' &&
          isHidden &&
          Number.isInteger(left) &&
          Number.isInteger(right) &&
          left <= right
        ) {
          budget.spend('ranges', 1);
          hiddenColumns.push({ top: 1, left, bottom: lastRow, right });
        }
        break;
      }
      case 'mergeCell':
        if (section === 'mergeCells') addRanges(attributes.ref ?? '', merges);
        break;
      case 'filterColumn':
        if (section === 'autoFilter') isFiltered = true;
        break;
      case 'dataValidation':
      case ':dataValidation':
        rule = {
          type: validationTypes.get(attributes.type ?? '') ?? 'any',
          sqref: attributes.sqref ?? '',
          formula: '',
        };
        break;
      case 'formula1':
      case ':formula1':
        if (rule) capture = 'criterion';
        break;
      // In the extension list the ranges of a rule are an element, not an attribute.
      case ':sqref':
        capture = 'range';
        sqref = '';
        break;
      default:
    }
  };

  const closeElsewhere = (element: string) => {
    switch (element) {
      case 'formula1':
      case ':formula1':
        capture = '';
        break;
      case ':sqref':
        capture = '';
        if (rule) rule.sqref = sqref;
        break;
      case ':conditionalFormatting':
        addRanges(sqref, conditionalFormats);
        sqref = '';
        break;
      case 'dataValidation':
      case ':dataValidation':
        if (!rule) return;
        validations.push({
          type: rule.type,
          ranges: addRanges(rule.sqref, []),
          formula: rule.formula.trim() || null,
        });
        rule = null;
        sqref = '';
        break;
      default:
    }
  };

  parseXml(part, content, {
    open(element, attributes, depth) {
      if (inData) openInData(element, attributes, depth);
      else openElsewhere(element, attributes, depth);
    },
    close(element, depth) {
      if (inData) closeInData(element, depth);
      else closeElsewhere(element);
    },
    text(text) {
      switch (capture) {
        case 'value':
          value += text;
          break;
        case 'inline':
          inline += text;
          break;
        case 'formula':
          formula += text;
          break;
        case 'criterion':
          rule!.formula += text;
          break;
        case 'range':
          sqref += text;
          break;
        default:
      }
    },
  });

  if (!hasData) damaged('it has no table of cells');
  if (!rowsInOrder) {
    rows.sort((a, b) => a.row - b.row);
    const twice = rows.find((candidate, index) => candidate.row === rows[index - 1]?.row);
    if (twice) damaged(`row ${twice.row} occurs twice`, twice.row, twice.cells[0]!.column);
  }
  markArrays(rows, arrays, budget);
  return {
    name,
    visibility: source.visibility,
    rows: rows satisfies RowSnapshot[],
    hiddenColumns,
    merges,
    validations,
    conditionalFormats,
    isProtected,
    isFiltered,
  };
}
