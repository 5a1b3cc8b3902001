/** Limits of the .xlsx format, beyond which Excel refuses a file or silently repairs it. A blueprint keeps within them. */
import { lastColumn, rangeOf, type Blueprint, type Validation, type Worksheet } from '../../../core/index.js';
import { dateSerial } from './text.js';

/** Source: Excel specifications and limits; [MS-OI29500] 2.1.768-2.1.771 for validations. */
const limits = {
  text: 32_767,
  formula: 8192,
  note: 32_767,
  validationTitle: 32,
  validationText: 255,
  tooltip: 255,
  footer: 255,
  name: 255,
  property: 255,
  rowHeight: 409.5,
  columnWidth: 255,
  outlineLevel: 7,
  indent: 15,
  zoom: [10, 400],
  /** Not the format's: cells are unlocked one by one, and a mistaken whole-column range would make a million of them. */
  unlockedCells: 200_000,
} as const;

function refuse(where: string, what: string): never {
  throw new Error(`Blueprint: ${where}: ${what}`);
}

function atMost(where: string, what: string, size: number, limit: number): void {
  if (size > limit) refuse(where, `${what} is ${size}, more than ${limit}`);
}

function checkValidation(where: string, validation: Validation, names: ReadonlySet<string>): void {
  for (const part of ['prompt', 'error'] as const) {
    atMost(where, `length of the ${part}'s title`, validation[part].title.length, limits.validationTitle);
    atMost(where, `length of the ${part}'s text`, validation[part].text.length, limits.validationText);
  }
  validation.ranges.forEach(rangeOf);
  if (validation.ranges.length === 0) refuse(where, 'a validation covers no range');
  switch (validation.kind) {
    case 'list':
      if (!names.has(validation.listName.toLowerCase()))
        refuse(where, `no named range "${validation.listName}"`);
      return;
    case 'date':
      if (dateSerial(validation.min) > dateSerial(validation.max))
        refuse(where, 'the first date is after the last');
      return;
    case 'number':
      if (validation.max !== null && validation.min > validation.max)
        refuse(where, 'the minimum is above the maximum');
      return;
    case 'text-length':
      return;
  }
}

function checkCells(worksheet: Worksheet, linkable: ReadonlySet<string>): void {
  worksheet.rows.forEach((row, rowIndex) => {
    const at = `${worksheet.name} row ${rowIndex + 1}`;
    atMost(at, 'height', row.height, limits.rowHeight);
    atMost(at, 'outline level', row.outlineLevel ?? 0, limits.outlineLevel);
    atMost(at, 'number of cells', row.cells.length, lastColumn);
    for (const cell of row.cells) {
      if (cell.note !== undefined) atMost(at, 'length of a note', cell.note.length, limits.note);
      if (cell.kind === 'text') {
        atMost(at, 'length of a text', cell.text.length, limits.text);
        if (!cell.link) continue;
        atMost(at, 'length of a tooltip', cell.link.tooltip.length, limits.tooltip);
        if (!linkable.has(cell.link.worksheet)) refuse(at, 'a link leads to no worksheet');
        rangeOf(cell.link.range);
      } else if (cell.kind === 'number') {
        if (!Number.isFinite(cell.value)) refuse(at, `${cell.value} is not a number that a cell can hold`);
      } else if (cell.kind === 'formula') {
        atMost(at, 'length of a formula', cell.formula.length, limits.formula);
        if (cell.formula.startsWith('=')) refuse(at, 'a formula begins with its own equals sign');
        if (typeof cell.result === 'number' && !Number.isFinite(cell.result))
          refuse(at, 'a formula has no finite result');
      }
    }
  });
}

/** Ranges that are only passed on are read here once, so that a broken one does not reach the file. */
function checkRanges({ name, autoFilter, conditionalFormats, charts, print }: Worksheet): void {
  for (const format of conditionalFormats) {
    format.range.split(' ').forEach(rangeOf);
    if (format.kind === 'data-bar' && format.min >= format.max) refuse(name, 'a data bar has no length');
  }
  const others = [
    autoFilter,
    print.area,
    print.repeatRows,
    print.repeatColumns,
    ...charts.flatMap((chart) => [
      chart.anchor,
      chart.categories,
      ...chart.series.map(({ values }) => values),
    ]),
  ];
  for (const range of others) if (range) rangeOf(range);
}

function checkMerges(worksheet: Worksheet): void {
  const merges = worksheet.merges.map((text) => ({ text, ...rangeOf(text) }));
  merges.forEach((a, index) => {
    const other = merges
      .slice(index + 1)
      .find((b) => a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right);
    if (other) refuse(worksheet.name, `merges ${a.text} and ${other.text} overlap`);
  });
}

function checkWorksheet(
  worksheet: Worksheet,
  names: ReadonlySet<string>,
  linkable: ReadonlySet<string>,
): void {
  const { name, print, zoom } = worksheet;
  if (zoom < limits.zoom[0] || zoom > limits.zoom[1]) refuse(name, `zoom of ${zoom} %`);
  atMost(name, "length of the footer's text", print.footer.left.length, limits.footer - 20);
  for (const column of worksheet.columns) atMost(name, 'width of a column', column.width, limits.columnWidth);
  const unlocked = (worksheet.protection?.unlocked ?? []).map(rangeOf);
  const count = unlocked.reduce(
    (sum, range) => sum + (range.bottom - range.top + 1) * (range.right - range.left + 1),
    0,
  );
  atMost(name, 'number of unlocked cells', count, limits.unlockedCells);
  for (const validation of worksheet.validations) {
    checkValidation(`${name}!${validation.ranges.join(' ')}`, validation, names);
  }
  checkCells(worksheet, linkable);
  checkMerges(worksheet);
  checkRanges(worksheet);
}

/**
 * @param neighbours worksheets beside those of the blueprint that links may lead to
 * @throws Error naming the first place where a blueprint breaks a limit of the format
 */
export function checkLimits(blueprint: Blueprint, neighbours: readonly string[] = []): void {
  if (!blueprint.worksheets.some((worksheet) => worksheet.visibility === 'visible')) {
    refuse('workbook', 'no worksheet is visible');
  }
  const worksheetNames = new Set(blueprint.worksheets.map((worksheet) => worksheet.name));
  const names = new Set<string>();
  for (const { name, worksheet, range } of blueprint.names) {
    if (names.has(name.toLowerCase())) refuse('named ranges', `two are called "${name}"`);
    names.add(name.toLowerCase());
    atMost('named ranges', 'length of a name', name.length, limits.name);
    if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) || /^[A-Za-z]{1,3}\d+$|^[RrCc]$/.test(name)) {
      refuse('named ranges', `"${name}" is not a name`);
    }
    if (!worksheetNames.has(worksheet)) refuse('named ranges', `"${name}" is on no worksheet`);
    rangeOf(range);
  }
  const linkable = new Set([...worksheetNames, ...neighbours]);
  for (const worksheet of blueprint.worksheets) checkWorksheet(worksheet, names, linkable);
}
