/** What holds for every blueprint, whoever built it: the faults of one, in words. */
import type { Blueprint, Cell, Worksheet } from '../../core/blueprint/blueprint.js';
import { cellAddress, parseRange, type CellRange } from '../../core/entry/a1.js';

const plainName = /^[^[\]:*?/\\]+$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

const isWithin = (inner: CellRange, outer: CellRange) =>
  inner.top >= outer.top &&
  inner.left >= outer.left &&
  inner.bottom <= outer.bottom &&
  inner.right <= outer.right;

const overlap = (a: CellRange, b: CellRange) =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** Google Sheets does not merge what is frozen with what is not. */
const crosses = ({ top, left, bottom, right }: CellRange, { rows, columns }: Worksheet['frozen']) =>
  (top <= rows && rows < bottom) || (left <= columns && columns < right);

/** The rows and columns that a worksheet has. */
export function extentOf(worksheet: Worksheet): CellRange {
  return { top: 1, left: 1, bottom: worksheet.rows.length, right: worksheet.columns.length };
}

/** Addresses of every cell of ranges, for ranges known to be small. */
export function addressesIn(ranges: readonly string[]): string[] {
  return ranges.flatMap((text) => {
    const { top, left, bottom, right } = parseRange(text)!;
    return Array.from({ length: bottom - top + 1 }, (_, row) =>
      Array.from({ length: right - left + 1 }, (_unused, column) => cellAddress(top + row, left + column)),
    ).flat();
  });
}

/** The cell at an address; undefined beyond the end of its row. */
export function cellAt({ rows }: Worksheet, address: string): Cell | undefined {
  const { top, left } = parseRange(address)!;
  return rows[top - 1]?.cells[left - 1];
}

/** What a cell shows as text; blank cells and everything else give ''. */
export function textAt(worksheet: Worksheet, address: string): string {
  const cell = cellAt(worksheet, address);
  return cell?.kind === 'text' ? cell.text : '';
}

/** Ranges that must lie within the worksheet, with what they are for. */
function rangesOf(worksheet: Worksheet): (readonly [string, string])[] {
  const { merges, conditionalFormats, validations, protection, autoFilter, charts, print } = worksheet;
  return [
    ...merges.map((range) => ['merge', range] as const),
    ...conditionalFormats.map(({ range }) => ['conditional format', range] as const),
    ...validations.flatMap(({ ranges }) => ranges.map((range) => ['validation', range] as const)),
    ...(protection?.unlocked ?? []).map((range) => ['unlocked', range] as const),
    ...(autoFilter === null ? [] : [['filter', autoFilter] as const]),
    ...charts.flatMap(({ anchor, categories, series }) => [
      ['chart', anchor] as const,
      ['categories', categories] as const,
      ...series.map(({ values }) => ['series', values] as const),
    ]),
    ...(print.area === undefined ? [] : [['print area', print.area] as const]),
  ];
}

function faultsOfCell(cell: Cell, blueprint: Blueprint): string[] {
  const faults: string[] = [];
  if (!Object.hasOwn(blueprint.styles, cell.style)) faults.push(`style ${cell.style} is not known`);
  if (cell.note?.trim() === '') faults.push('its note is empty');
  switch (cell.kind) {
    case 'blank':
      break;
    case 'text': {
      if (cell.text === '') faults.push('a text that is empty is a blank cell');
      if (!cell.link) break;
      const { worksheet: name, range, tooltip } = cell.link;
      const target = blueprint.worksheets.find((worksheet) => worksheet.name === name);
      const place = parseRange(range);
      if (target?.visibility !== 'visible' || !place || !isWithin(place, extentOf(target))) {
        faults.push(`its link leads nowhere: ${name}!${range}`);
      } else if ((cellAt(target, range)?.kind ?? 'blank') === 'blank') {
        faults.push(`its link leads to a blank cell: ${name}!${range}`);
      }
      if (tooltip === '' || tooltip.length > 255) faults.push(`tooltip of ${tooltip.length} letters`);
      break;
    }
    case 'number':
      if (!Number.isFinite(cell.value)) faults.push(`${cell.value} is no number`);
      break;
    case 'date':
      if (!isoDate.test(cell.date)) faults.push(`${cell.date} is no date`);
      break;
    case 'formula':
      if (cell.formula.startsWith('=')) faults.push('the formula has an equals sign of its own');
      if (typeof cell.result === 'number' && !Number.isFinite(cell.result)) faults.push('no finite result');
      break;
  }
  return faults;
}

function faultsOfValidations(worksheet: Worksheet, blueprint: Blueprint): string[] {
  return worksheet.validations.flatMap((validation) => {
    const { prompt, error, ranges } = validation;
    const faults: string[] = [];
    if (ranges.length === 0) faults.push('covers nothing');
    for (const { title, text } of [prompt, error]) {
      if (title === '' || title.length > 32) faults.push(`title of ${title.length} letters`);
      if (text === '' || text.length > 255) faults.push(`text of ${text.length} letters`);
    }
    if (validation.kind === 'list') {
      const name = blueprint.names.find((candidate) => candidate.name === validation.listName);
      const list = blueprint.worksheets.find((candidate) => candidate.name === name?.worksheet);
      const items = name && list ? addressesIn([name.range]).map((address) => textAt(list, address)) : [];
      if (JSON.stringify(items) !== JSON.stringify(validation.allowed)) {
        faults.push(`${validation.listName} holds ${items.join(', ')}`);
      }
    }
    return faults.map((fault) => `validation “${prompt.title}”: ${fault}`);
  });
}

function faultsOfCharts(worksheet: Worksheet): string[] {
  return worksheet.charts.flatMap(({ title, description, categories, series, anchor }) => {
    const labels = addressesIn([categories]);
    const faults: string[] = [];
    if (title === '' || description === '') faults.push('has no words');
    if (labels.some((address) => textAt(worksheet, address) === '')) faults.push('a category without a name');
    for (const { name, values } of series) {
      const cells = addressesIn([values]).map((address) => cellAt(worksheet, address));
      const isNumeric = cells.every((cell) => cell?.kind === 'number' || cell?.kind === 'formula');
      if (cells.length !== labels.length || !isNumeric) faults.push(`series “${name}” is not its numbers`);
    }
    if (addressesIn([anchor]).some((address) => (cellAt(worksheet, address)?.kind ?? 'blank') !== 'blank')) {
      faults.push('covers cells that hold something');
    }
    return faults.map((fault) => `chart “${title}”: ${fault}`);
  });
}

function faultsOfLayout(worksheet: Worksheet): string[] {
  const { rows, columns, frozen, merges, autoFilter, print, zoom } = worksheet;
  const faults: string[] = [];
  const extent = extentOf(worksheet);
  for (const [what, text] of rangesOf(worksheet)) {
    const range = parseRange(text);
    if (!range || !isWithin(range, extent)) faults.push(`${what} ${text} is not within the worksheet`);
  }
  merges.forEach((text, index) => {
    const range = parseRange(text)!;
    const other = merges.slice(index + 1).find((candidate) => overlap(range, parseRange(candidate)!));
    if (other !== undefined) faults.push(`merges ${text} and ${other} overlap`);
    if (crosses(range, frozen)) faults.push(`merge ${text} reaches across what is frozen`);
    const [, ...covered] = addressesIn([text]);
    const lost = covered.find((address) => (cellAt(worksheet, address)?.kind ?? 'blank') !== 'blank');
    if (lost !== undefined) faults.push(`merge ${text} hides what stands in ${lost}`);
  });
  if (frozen.rows > rows.length || frozen.columns > columns.length)
    faults.push('more is frozen than there is');
  if (autoFilter !== null) {
    const { top, left, right } = parseRange(autoFilter)!;
    for (let column = left; column <= right; column += 1) {
      if (textAt(worksheet, cellAddress(top, column)) === '')
        faults.push(`no heading to filter by: ${column}`);
    }
  }
  rows.forEach(({ height, cells, outlineLevel = 0 }, index) => {
    if (height <= 0 || height > 409.5) faults.push(`row ${index + 1} is ${height} points high`);
    if (cells.length > columns.length) faults.push(`row ${index + 1} is longer than the columns`);
    if (outlineLevel > (rows[index - 1]?.outlineLevel ?? 0) + 1) {
      faults.push(`row ${index + 1} is outlined below nothing`);
    }
  });
  for (const { width } of columns) if (width <= 0 || width > 255) faults.push(`a column is ${width} wide`);
  const { paper, orientation, repeatRows } = print;
  if (worksheet.visibility === 'visible') {
    if (orientation !== 'landscape' || !['a3', 'a4'].includes(paper)) faults.push('prints on other paper');
    if (!print.fitToWidth || !print.footer.pageNumbers) faults.push('prints without width or page numbers');
  }
  if (repeatRows !== undefined) {
    const { top, bottom } = parseRange(repeatRows)!;
    if (top !== 1 || bottom !== frozen.rows) faults.push(`repeats ${repeatRows}, freezes ${frozen.rows}`);
  }
  if (zoom < 10 || zoom > 400) faults.push(`zoom of ${zoom} %`);
  return faults;
}

/** Everything about a blueprint that no workbook of any program could have; [] for a sound one. */
export function faultsOf(blueprint: Blueprint): string[] {
  const { worksheets, names, properties } = blueprint;
  const sheetNames = worksheets.map(({ name }) => name.toLowerCase());
  const faults = [
    ...repeated(sheetNames).map((name) => `two worksheets are called ${name}`),
    ...repeated(names.map(({ name }) => name.toLowerCase())).map((name) => `two ranges are called ${name}`),
    ...worksheets
      .filter(({ name }) => name.length > 31 || !plainName.test(name) || /^'|'$/.test(name))
      .map(({ name }) => `no worksheet may be called ${name}`),
    ...Object.entries(properties)
      .filter(([, value]) => value.trim() === '')
      .map(([key]) => `property ${key} is empty`),
  ];
  for (const { name, worksheet: on, range } of names) {
    const worksheet = worksheets.find((candidate) => candidate.name === on);
    const place = parseRange(range);
    if (!worksheet || !place || !isWithin(place, extentOf(worksheet))) {
      faults.push(`${name} is not within a worksheet: ${on}!${range}`);
    }
  }
  for (const worksheet of worksheets) {
    const own = [
      ...faultsOfLayout(worksheet),
      ...faultsOfValidations(worksheet, blueprint),
      ...faultsOfCharts(worksheet),
      ...worksheet.rows.flatMap(({ cells }, row) =>
        cells.flatMap((cell, column) =>
          faultsOfCell(cell, blueprint).map((fault) => `${cellAddress(row + 1, column + 1)}: ${fault}`),
        ),
      ),
    ];
    faults.push(...own.map((fault) => `${worksheet.name}: ${fault}`));
  }
  return faults;
}

/** The styles that the cells of a blueprint use. */
export function usedStyles(blueprint: Blueprint): Set<string> {
  return new Set(
    blueprint.worksheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ style }) => style))),
  );
}
