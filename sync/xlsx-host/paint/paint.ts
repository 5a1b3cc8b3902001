/** Paints a blueprint as the bytes of an .xlsx file. */
import {
  writeXlsx,
  type Cell as WriterCell,
  type CellStyle,
  type ConditionalRule,
  type DataValidation,
  type WriteSheet,
} from 'hucre/xlsx';
import {
  absoluteAddress,
  quotedName,
  rangeOf,
  textConstant,
  type Blueprint,
  type Cell,
  type ConditionalFormat,
  type ConditionalStyle,
  type PaintReport,
  type PrintSetup,
  type Protection,
  type Style,
  type Validation,
  type Worksheet,
} from '../../../core/index.js';
import { chartFor } from './charts.js';
import { finishPackage } from './finish.js';
import { checkLimits } from './limits.js';
import { noteAuthor } from './notes.js';
import { openWritten } from './written.js';
import { cellText, dateSerial, defaultFont, looksLikeFormula } from './text.js';

/** Name of the custom property of the file that holds the template version. */
export const templateVersionProperty = 'NISP template version';

/** What Excel adds to a column's width for the space at both sides of the text, in characters. */
const columnPadding = 5 / 7;
const margins = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 };

const rgb = (colour: string) => ({ rgb: colour.slice(1).toUpperCase() });
const solid = (colour: string) =>
  ({ type: 'pattern', pattern: 'solid', fgColor: rgb(colour), bgColor: rgb(colour) }) as const;

function styleFor(style: Style): CellStyle {
  const { font, borders } = style;
  const side = (name: keyof NonNullable<Style['borders']>) => {
    const border = borders?.[name];
    return border && { [name]: { style: border.style, color: rgb(border.colour) } };
  };
  return {
    font: {
      name: font.name,
      size: font.size,
      color: rgb(font.colour),
      ...(font.bold && { bold: true }),
      ...(font.italic && { italic: true }),
      ...(font.underline && { underline: true }),
    },
    ...(style.fill && { fill: { type: 'pattern', pattern: 'solid', fgColor: rgb(style.fill) } }),
    ...(borders && { border: { ...side('top'), ...side('right'), ...side('bottom'), ...side('left') } }),
    alignment: {
      vertical: style.vertical,
      // Indentation counts from a side, and only aligned text has one.
      ...((style.horizontal ?? style.indent) && { horizontal: style.horizontal ?? 'left' }),
      ...(style.wrap && { wrapText: true }),
      ...(style.indent && { indent: style.indent }),
      readingOrder: style.readingOrder ?? 'ltr',
    },
    ...(style.numberFormat && style.numberFormat !== 'General' && { numFmt: style.numberFormat }),
  };
}

/** Cell formats of a workbook by style, lock and quotation, each made once. */
function formatsOf(blueprint: Blueprint): (style: string, unlocked: boolean, quoted: boolean) => CellStyle {
  const made = new Map<string, CellStyle>();
  const styles = new Map(Object.entries(blueprint.styles));
  return (name, unlocked, quoted) => {
    const key = `${unlocked ? 'u' : 'l'}${quoted ? 'q' : '-'}${name}`;
    const known = made.get(key);
    if (known) return known;
    const style = styles.get(name);
    if (!style) throw new Error(`Blueprint: no style is called "${name}"`);
    const format: CellStyle = {
      ...styleFor(style),
      // `hidden` stands for quotePrefix until the package is finished.
      ...((unlocked || quoted) && { protection: { locked: !unlocked, ...(quoted && { hidden: true }) } }),
    };
    made.set(key, format);
    return format;
  };
}

function contentFor(cell: Cell): Partial<WriterCell> {
  switch (cell.kind) {
    case 'blank':
      return {};
    case 'text': {
      const text = cellText(cell.text);
      // As a plain string the writer would make an error value of text such as #N/A.
      const value = cell.text.startsWith('#') ? { richText: [{ text }] } : { value: text };
      if (!cell.link) return value;
      const { worksheet, range, tooltip } = cell.link;
      return {
        ...value,
        hyperlink: {
          target: '',
          location: `${quotedName(worksheet)}!${range}`,
          tooltip: cellText(tooltip),
          display: text,
        },
      };
    }
    case 'number':
      return { value: cell.value };
    case 'date':
      return { value: dateSerial(cell.date) };
    case 'formula':
      return {
        formula: cell.formula,
        formulaResult: typeof cell.result === 'string' ? cellText(cell.result) : cell.result,
      };
  }
}

/** Which cells of a worksheet a person may type in; nothing is locked where nothing is protected. */
function unlockedIn(worksheet: Worksheet): {
  has(row: number, column: number): boolean;
  readonly addresses: string[];
} {
  const addresses = new Set<string>();
  for (const text of worksheet.protection?.unlocked ?? []) {
    const { top, left, bottom, right } = rangeOf(text);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) addresses.add(`${row - 1},${column - 1}`);
    }
  }
  return { has: (row, column) => addresses.has(`${row},${column}`), addresses: [...addresses] };
}

function cellsFor(
  worksheet: Worksheet,
  format: ReturnType<typeof formatsOf>,
): Map<string, Partial<WriterCell>> {
  const cells = new Map<string, Partial<WriterCell>>();
  const unlocked = unlockedIn(worksheet);
  worksheet.rows.forEach((row, rowIndex) => {
    row.cells.forEach((cell, column) => {
      const quoted = cell.kind === 'text' && looksLikeFormula(cell.text);
      cells.set(`${rowIndex},${column}`, {
        ...contentFor(cell),
        style: format(cell.style, unlocked.has(rowIndex, column), quoted),
        ...(cell.note !== undefined && { comment: { author: noteAuthor, text: cell.note } }),
      });
    });
  });
  for (const address of unlocked.addresses) {
    if (!cells.has(address)) cells.set(address, { style: { protection: { locked: false } } });
  }
  return cells;
}

function conditionalStyle(style: ConditionalStyle): CellStyle {
  return {
    ...((style.textColour ?? style.bold) && {
      font: { ...(style.bold && { bold: true }), ...(style.textColour && { color: rgb(style.textColour) }) },
    }),
    // Programs differ in which of the two colours they take for a conditional fill.
    ...(style.fill && { fill: solid(style.fill) }),
  };
}

function ruleFor(format: ConditionalFormat, index: number): ConditionalRule {
  const common = { range: format.range, priority: index + 1 };
  switch (format.kind) {
    case 'text-equals':
      return {
        ...common,
        type: 'cellIs',
        operator: 'equal',
        formula: textConstant(format.text),
        style: conditionalStyle(format.style),
        stopIfTrue: true,
      };
    case 'formula':
      return {
        ...common,
        type: 'expression',
        formula: format.formula,
        style: conditionalStyle(format.style),
        stopIfTrue: true,
      };
    case 'data-bar':
      return {
        ...common,
        type: 'dataBar',
        dataBar: {
          cfvo: [
            { type: 'num', value: String(format.min) },
            { type: 'num', value: String(format.max) },
          ],
          // Eight digits: the writer passes a data bar's colour on as it is.
          color: `FF${rgb(format.colour).rgb}`,
        },
      };
  }
}

function criterionFor(
  validation: Validation,
): Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'> {
  switch (validation.kind) {
    case 'list':
      return { type: 'list', formula1: validation.listName };
    case 'number':
      return validation.max === null
        ? { type: 'decimal', operator: 'greaterThanOrEqual', formula1: String(validation.min) }
        : {
            type: 'decimal',
            operator: 'between',
            formula1: String(validation.min),
            formula2: String(validation.max),
          };
    case 'date':
      return {
        type: 'date',
        operator: 'between',
        formula1: String(dateSerial(validation.min)),
        formula2: String(dateSerial(validation.max)),
      };
    case 'text-length':
      return { type: 'textLength', operator: 'lessThanOrEqual', formula1: String(validation.max) };
  }
}

function validationFor(validation: Validation): DataValidation {
  return {
    ...criterionFor(validation),
    range: validation.ranges.join(' '),
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    errorStyle: validation.onInvalid === 'reject' ? 'stop' : 'warning',
    inputTitle: cellText(validation.prompt.title),
    inputMessage: cellText(validation.prompt.text),
    errorTitle: cellText(validation.error.title),
    errorMessage: cellText(validation.error.text),
  };
}

function protectionFor(protection: Protection, worksheet: Worksheet): NonNullable<WriteSheet['protection']> {
  const allowed = new Set(protection.allow);
  return {
    sheet: true,
    // Charts stay where they are; elsewhere people may add notes of their own.
    ...(worksheet.charts.length > 0 && { objects: true }),
    ...(allowed.has('filter') && { autoFilter: true }),
    ...(allowed.has('sort') && { sort: true }),
    ...(allowed.has('format-columns') && { formatColumns: true }),
    ...(allowed.has('format-rows') && { formatRows: true }),
  };
}

/** `&` begins a code in a footer. */
function footerFor({ left, pageNumbers }: PrintSetup['footer']): string {
  const text = left && `&L${cellText(left).replaceAll('&', '&&')}`;
  return pageNumbers ? `${text}&RPage &P of &N` : text;
}

function sheetFor(worksheet: Worksheet, format: ReturnType<typeof formatsOf>): WriteSheet {
  const { print, frozen, protection } = worksheet;
  const footer = footerFor(print.footer);
  return {
    name: worksheet.name,
    hidden: worksheet.visibility === 'hidden',
    veryHidden: worksheet.visibility === 'very-hidden',
    columns: worksheet.columns.map(({ width, hidden }) => ({
      width: Math.round((width + columnPadding) * 256) / 256,
      ...(hidden && { hidden: true }),
    })),
    rowDefs: new Map(
      worksheet.rows.map(({ height, hidden, outlineLevel }, index) => [
        index,
        { height, ...(hidden && { hidden: true }), ...(outlineLevel && { outlineLevel }) },
      ]),
    ),
    cells: cellsFor(worksheet, format),
    merges: worksheet.merges.map(rangeOf).map(({ top, left, bottom, right }) => ({
      startRow: top - 1,
      startCol: left - 1,
      endRow: bottom - 1,
      endCol: right - 1,
    })),
    conditionalRules: worksheet.conditionalFormats.map(ruleFor),
    dataValidations: worksheet.validations.map(validationFor),
    ...(protection && { protection: protectionFor(protection, worksheet) }),
    ...(worksheet.autoFilter !== null && { autoFilter: { range: worksheet.autoFilter } }),
    ...((frozen.rows > 0 || frozen.columns > 0) && { freezePane: { ...frozen } }),
    outlineProperties: { summaryBelow: false },
    charts: worksheet.charts.map((chart) => chartFor(chart, worksheet)),
    pageSetup: {
      paperSize: print.paper,
      orientation: print.orientation,
      margins,
      ...(print.fitToWidth && { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }),
    },
    ...(footer && { headerFooter: { oddFooter: footer } }),
    view: {
      showGridLines: worksheet.showGridLines,
      zoomScale: worksheet.zoom,
      tabColor: rgb(worksheet.tabColour),
    },
  };
}

/** Names that the format itself gives a meaning, scoped to their worksheet. The writer leaves worksheet names unquoted. */
function builtInNames(worksheet: Worksheet): { name: string; range: string; scope: string }[] {
  const { print, autoFilter, name } = worksheet;
  const on = (range: string) => absoluteAddress(name, range);
  const titles = [print.repeatColumns, print.repeatRows].filter((range) => range !== undefined);
  return [
    ...(autoFilter === null ? [] : [{ name: '_xlnm._FilterDatabase', range: on(autoFilter), scope: name }]),
    ...(print.area === undefined ? [] : [{ name: '_xlnm.Print_Area', range: on(print.area), scope: name }]),
    ...(titles.length === 0
      ? []
      : [{ name: '_xlnm.Print_Titles', range: titles.map(on).join(','), scope: name }]),
  ];
}

export interface PaintOptions {
  /** Worksheets of the workbook that this one is to be grafted into: links may lead to them too. */
  readonly neighbours?: readonly string[];
}

/**
 * Paints a whole workbook. The same blueprint gives the same bytes.
 * @returns the bytes of the .xlsx file, and what the format cannot say (nothing: it can say all that a blueprint can)
 * @throws Error for a blueprint that breaks a limit of the format: a bug of whoever built it
 */
export async function paintWorkbook(
  blueprint: Blueprint,
  { neighbours = [] }: PaintOptions = {},
): Promise<{ bytes: Uint8Array; omitted: PaintReport['omitted'] }> {
  checkLimits(blueprint, neighbours);
  const { title, subject, creator, description, created } = blueprint.properties;
  const date = new Date(`${created}T00:00:00Z`);
  const active = blueprint.worksheets.findIndex((worksheet) => worksheet.visibility === 'visible');
  const format = formatsOf(blueprint);
  const written = await writeXlsx({
    sheets: blueprint.worksheets.map((worksheet) => sheetFor(worksheet, format)),
    defaultFont,
    activeSheet: active,
    namedRanges: [
      ...blueprint.names.map(({ name, worksheet, range }) => ({
        name,
        range: absoluteAddress(worksheet, range),
      })),
      ...blueprint.worksheets.flatMap(builtInNames),
    ],
    properties: {
      title,
      subject,
      creator,
      description,
      lastModifiedBy: creator,
      created: date,
      modified: date,
      custom: { [templateVersionProperty]: blueprint.templateVersion },
    },
  });
  const painted = openWritten(written);
  finishPackage(painted, blueprint, active);
  return { bytes: painted.close(), omitted: [] };
}
