/** A stacked chart of the fake Excel as a plain sketch: bars to scale, with their categories and series. */
import { cellAt } from '../cells.js';
import type { Value } from '../../spreadsheet/formulas/index.js';
import { cellsOf, parseRange, splitAddress } from '../../spreadsheet/ranges.js';
import { findWorksheet, type Chart, type Workbook } from '../workbook.js';

/** What stands in the cells of an address. */
function valuesAt(workbook: Workbook, address: string | null): Value[] {
  const { worksheet, rest } = splitAddress(address ?? '');
  const range = parseRange(rest);
  const found = worksheet === null ? null : findWorksheet(workbook, worksheet);
  if (!range || !found) return [];
  return [...cellsOf(range)].map(([row, column]) => cellAt(found, row, column)?.value ?? null);
}

const numberOf = (value: Value | undefined) => (typeof value === 'number' ? value : 0);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function element(name: string, className: string, ...inside: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.append(...inside);
  return made;
}

/** The cells that a chart covers; null if nobody has said where it stands. */
export const placeOfChart = ({ settings }: Chart) => parseRange(textOf(settings.get('position')));

/** @returns a figure, to be placed and sized by the caller */
export function sketchChart(workbook: Workbook, { series, settings }: Chart): HTMLElement {
  const isBar = textOf(settings.get('chartType')).startsWith('Bar');
  const categories = valuesAt(workbook, series[0]?.categories ?? null);
  const stacks = series.map(({ name, values, settings: looks }) => ({
    name,
    colour: textOf(looks.get('format/fill/color')),
    values: valuesAt(workbook, values).map(numberOf),
  }));
  const totals = categories.map((_category, index) =>
    stacks.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  const scale = Math.max(1, ...totals);
  const bars = categories.map((category, index) => {
    const pieces = stacks.map(({ colour, values }) => {
      const piece = element('span', 'chart-piece');
      piece.style.background = colour;
      piece.style[isBar ? 'width' : 'height'] = `${((values[index] ?? 0) / scale) * 100}%`;
      return piece;
    });
    return element(
      'div',
      'chart-bar',
      element('span', 'chart-category', textOf(category)),
      element('span', 'chart-stack', ...pieces),
    );
  });
  const keys = stacks.map(({ name, colour }) => {
    const swatch = element('span', 'chart-swatch');
    swatch.style.background = colour;
    return element('span', 'chart-key', swatch, name);
  });
  return element(
    'figure',
    isBar ? 'chart chart-bars' : 'chart chart-columns',
    element('figcaption', '', textOf(settings.get('title/text'))),
    element('div', 'chart-plot', ...bars),
    element('div', 'chart-keys', ...keys),
  );
}
