/** Charts as the API says them, and back. The model keeps where a chart's cells are; all else of its specification as it is given. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Area, Chart } from '../../sheets/workbook.js';
import { notEmulated } from '../errors.js';
import { gridRangeOfArea, sheetIdOf } from './ranges.js';

type Spec = sheets_v4.Schema$ChartSpec;
type Data = sheets_v4.Schema$ChartData;
type Position = sheets_v4.Schema$OverlayPosition;

/** What of a chart that came through the API its options hold; its ranges are kept by the model. */
interface Said {
  /** With as many empty sources as it had ranges. */
  readonly spec: Spec;
  readonly position: Pick<Position, 'widthPixels' | 'heightPixels'>;
}

const dataOf = ({ basicChart }: Spec): readonly Data[] => [
  ...(basicChart?.domains ?? []).flatMap(({ domain }) => domain ?? []),
  ...(basicChart?.series ?? []).flatMap(({ series }) => series ?? []),
];

/** The ranges of a specification: of its domains, then of its series. */
export const sourcesOf = (spec: Spec): readonly sheets_v4.Schema$GridRange[] =>
  dataOf(spec).flatMap(({ sourceRange }) => sourceRange?.sources ?? []);

/** A specification with other ranges, in the same order. */
function withSources(spec: Spec, ranges: readonly sheets_v4.Schema$GridRange[]): Spec {
  const copy = structuredClone(spec);
  const left = [...ranges];
  for (const { sourceRange } of dataOf(copy))
    if (sourceRange?.sources) sourceRange.sources = left.splice(0, sourceRange.sources.length);
  return copy;
}

const blank = (spec: Spec) =>
  withSources(
    spec,
    sourcesOf(spec).map(() => ({})),
  );

/** What the model keeps of a chart's specification. */
export function contentOf(
  spec: Spec,
  areas: readonly Area[],
  position: Position,
): Pick<Chart, 'type' | 'ranges' | 'options' | 'headers'> {
  const { widthPixels, heightPixels } = position;
  const size = {
    ...(widthPixels == null ? {} : { widthPixels }),
    ...(heightPixels == null ? {} : { heightPixels }),
  };
  const said: Said = { spec: blank(spec), position: size };
  return {
    type: spec.basicChart?.chartType ?? 'BASIC_CHART_TYPE_UNSPECIFIED',
    ranges: areas,
    options: { ...said },
    headers: spec.basicChart?.headerCount ?? -1,
  };
}

const isSaid = (options: object): options is Said => 'spec' in options;

/** How large a chart is, if it was said. */
export const positionOf = ({ options }: Chart): Said['position'] => (isSaid(options) ? options.position : {});

/** Of a chart that a script or a person made: what the API tells of it as far as the model knows. */
function guessed({ type, options, ranges: [domain, ...series], headers }: Chart): Spec {
  const { title } = options;
  const dataAt = (area: Area): Data => ({ sourceRange: { sources: [gridRangeOfArea(area)] } });
  return {
    ...(typeof title === 'string' ? { title } : {}),
    basicChart: {
      chartType: type,
      domains: domain ? [{ domain: dataAt(domain) }] : [],
      series: series.map((area) => ({ series: dataAt(area) })),
      ...(headers < 0 ? {} : { headerCount: headers }),
    },
  };
}

export function chartMessage(sheetId: number, chart: Chart): sheets_v4.Schema$EmbeddedChart {
  const { id, anchor, options, ranges } = chart;
  const said = isSaid(options) ? options : null;
  if (said && sourcesOf(said.spec).length !== ranges.length)
    throw notEmulated('a chart of which cells are gone');
  return {
    chartId: id,
    spec: said ? withSources(said.spec, ranges.map(gridRangeOfArea)) : guessed(chart),
    position: {
      overlayPosition: {
        anchorCell: {
          ...sheetIdOf(sheetId),
          ...(anchor.row === 1 ? {} : { rowIndex: anchor.row - 1 }),
          ...(anchor.column === 1 ? {} : { columnIndex: anchor.column - 1 }),
        },
        ...(anchor.offsetX === 0 ? {} : { offsetXPixels: anchor.offsetX }),
        ...(anchor.offsetY === 0 ? {} : { offsetYPixels: anchor.offsetY }),
        widthPixels: 600,
        heightPixels: 371,
        ...said?.position,
      },
    },
  };
}
