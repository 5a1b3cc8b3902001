/** Makes a worksheet of ours as blank as a new one, in its place: people's formulas may refer to it. */
import { colourStyle } from '../read/colours.js';
import { dimensionRange, type Painter, type Request } from './canvas.js';

/** Pixels of columns whose size nobody set. */
const standardWidth = 100;

/** What lies over the cells. What stands in them is written over, with all that belongs to it, by their new contents. */
const uncover: Painter = ({ sheetId, sheet }) => {
  const { charts = [], basicFilter, conditionalFormats = [], rowGroups = [], columnGroups = [] } = sheet;
  return [
    ...charts.flatMap(({ chartId }): Request[] =>
      typeof chartId === 'number' ? [{ deleteEmbeddedObject: { objectId: chartId } }] : [],
    ),
    ...(basicFilter ? [{ clearBasicFilter: { sheetId } }] : []),
    // What is deleted moves up what follows it.
    ...conditionalFormats.map(() => ({ deleteConditionalFormatRule: { sheetId, index: 0 } })),
    ...[...rowGroups, ...columnGroups].flatMap(({ range }): Request[] =>
      range ? [{ deleteDimensionGroup: { range } }] : [],
    ),
    { unmergeCells: { range: { sheetId } } },
  ];
};

/** The worksheet's own properties, with as many rows and columns as it needs. */
const setProperties: Painter = ({ sheetId, size, worksheet: { frozen, tabColour, showGridLines } }) => [
  {
    updateSheetProperties: {
      properties: {
        sheetId,
        tabColorStyle: colourStyle(tabColour),
        gridProperties: {
          rowCount: size.rows,
          columnCount: size.columns,
          frozenRowCount: frozen.rows,
          frozenColumnCount: frozen.columns,
          hideGridlines: !showGridLines,
          rowGroupControlAfter: false,
        },
      },
      fields:
        'tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines,rowGroupControlAfter)',
    },
  },
];

/** Rows and columns are seen and of the size that nobody set; rows are as high as what stands in them. */
const resetLines: Painter = ({ sheetId, size }) => [
  {
    updateDimensionProperties: {
      range: dimensionRange(sheetId, 'COLUMNS', 1, size.columns),
      properties: { hiddenByUser: false, pixelSize: standardWidth },
      fields: 'hiddenByUser,pixelSize',
    },
  },
  {
    updateDimensionProperties: {
      range: dimensionRange(sheetId, 'ROWS', 1, size.rows),
      properties: { hiddenByUser: false },
      fields: 'hiddenByUser',
    },
  },
];

export const prepare: Painter = (canvas) =>
  [uncover, setProperties, resetLines].flatMap((paint) => paint(canvas));
