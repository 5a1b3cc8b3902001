/** Charts: what the writer is told, and what is added to the parts that it makes. */
import type { SheetChart } from 'hucre/xlsx';
import { absoluteAddress, chartLooks, rangeOf, type Chart, type Worksheet } from '../../../core/index.js';
import { gridOf } from './geometry.js';
import { cellText, defaultFont, xmlText } from './text.js';

const textColour = chartLooks.text.slice(1);
const gridColour = chartLooks.grid.slice(1);

/** The writer's description of a chart of this worksheet. */
export function chartFor(chart: Chart, worksheet: Worksheet): SheetChart {
  const anchor = rangeOf(chart.anchor);
  const bar = chart.kind === 'stacked-bar';
  const reference = (range: string) => absoluteAddress(worksheet.name, range);
  return {
    type: bar ? 'bar' : 'column',
    barGrouping: 'stacked',
    gapWidth: chartLooks.gap,
    title: cellText(chart.title),
    titleFontSize: chartLooks.titleSize,
    titleBold: true,
    titleColor: textColour,
    titleFontFamily: defaultFont.name,
    altText: cellText(chart.description),
    frameTitle: cellText(chart.title),
    legend: 'bottom',
    anchor: {
      from: { row: anchor.top - 1, col: anchor.left - 1 },
      to: { row: anchor.bottom - 1, col: anchor.right - 1 },
    },
    series: chart.series.map(({ name, values, colour }) => ({
      name: cellText(name),
      values: reference(values),
      categories: reference(chart.categories),
      color: colour.slice(1),
    })),
    chartSpaceFillColor: 'FFFFFF',
    axes: {
      // A bar chart begins at the bottom unless told otherwise; the table beside it begins at the top.
      x: { reverse: bar, majorTickMark: 'none', tickLblPos: 'low' },
      y: {
        gridlines: { major: true },
        scale: { min: 0 },
        numberFormat: { formatCode: '0', sourceLinked: false },
        majorTickMark: 'none',
        ...(bar && { crosses: 'max' }),
      },
    },
  };
}

const { inset } = chartLooks;
const emuPerPixel = 9525;

/** The drawing part with each chart a little inside the cells that it covers. */
export function finishDrawing(xml: string, worksheet: Worksheet): string {
  const grid = gridOf(worksheet);
  const corner = (name: string, column: number, columnOffset: number, row: number, rowOffset: number) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>${columnOffset * emuPerPixel}</xdr:colOff>` +
    `<xdr:row>${row}</xdr:row><xdr:rowOff>${rowOffset * emuPerPixel}</xdr:rowOff></xdr:${name}>`;
  let next = 0;
  return xml.replace(/<xdr:from>.*?<\/xdr:to>/g, () => {
    const { top, left, bottom, right } = rangeOf(worksheet.charts[next++]!.anchor);
    const endX = Math.max(0, grid.column(right - 1) - inset);
    const endY = Math.max(0, grid.row(bottom - 1) - inset);
    return corner('from', left - 1, inset, top - 1, inset) + corner('to', right - 1, endX, bottom - 1, endY);
  });
}

/** The edge of a series: grey around a colour that would be lost on white, none around the rest. */
function edgeOf(colour: string): string {
  const channel = (at: number) => parseInt(colour.slice(at, at + 2), 16);
  const lightness = 0.299 * channel(1) + 0.587 * channel(3) + 0.114 * channel(5);
  return lightness > 215 ? line(chartLooks.edge.slice(1)) : '<a:ln><a:noFill/></a:ln>';
}

function line(colour: string): string {
  return `<a:ln w="9525"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln>`;
}

/** The values of a range's cells, row by row, as a chart's cache keeps them; null for blank. */
function cachedValues(worksheet: Worksheet, range: string): (string | number | null)[] {
  const { top, left, bottom, right } = rangeOf(range);
  const values: (string | number | null)[] = [];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const cell = worksheet.rows[row - 1]?.cells[column - 1];
      values.push(
        cell?.kind === 'text'
          ? cell.text
          : cell?.kind === 'number'
            ? cell.value
            : cell?.kind === 'formula'
              ? cell.result
              : null,
      );
    }
  }
  return values;
}

function cache(kind: 'str' | 'num', values: readonly (string | number | null)[]): string {
  const points = values.flatMap((value, index) =>
    value === null || (kind === 'num' && typeof value !== 'number')
      ? []
      : [`<c:pt idx="${index}"><c:v>${xmlText(String(value))}</c:v></c:pt>`],
  );
  const format = kind === 'num' ? '<c:formatCode>General</c:formatCode>' : '';
  return `<c:${kind}Cache>${format}<c:ptCount val="${values.length}"/>${points.join('')}</c:${kind}Cache>`;
}

/**
 * The chart part with what the writer leaves out: the values last seen (viewers that do not calculate show an empty
 * chart without them), the font, edges, and grid lines that stay in the background.
 */
export function finishChart(xml: string, chart: Chart, worksheet: Worksheet): string {
  // The writer puts down each series' categories and then its values.
  const ranges = chart.series.flatMap((series) => [chart.categories, series.values]);
  let next = 0;
  let nextEdge = 0;
  const font =
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="${textColour}"/>` +
    `</a:solidFill><a:latin typeface="${defaultFont.name}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
  return (
    xml
      .replace(
        /<c:(str|num)Ref>(<c:f>[^<]*<\/c:f>)<\/c:\1Ref>/g,
        (_, kind: 'str' | 'num', reference: string) =>
          `<c:${kind}Ref>${reference}${cache(kind, cachedValues(worksheet, ranges[next++]!))}</c:${kind}Ref>`,
      )
      .replace(/<a:ln><a:solidFill>.*?<\/a:solidFill><\/a:ln>/g, () =>
        edgeOf(chart.series[nextEdge++]!.colour),
      )
      .replace(
        '<c:majorGridlines/>',
        `<c:majorGridlines><c:spPr>${line(gridColour)}</c:spPr></c:majorGridlines>`,
      )
      // Left out, a program may draw them.
      .replaceAll(
        '<c:majorTickMark val="none"/>',
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>',
      )
      .replaceAll('<c:crossAx ', `<c:spPr>${line(gridColour)}</c:spPr><c:crossAx `)
      .replace('</c:chartSpace>', `${font}</c:chartSpace>`)
  );
}
