/** Paints what the spreadsheet keeps unseen: the keys of columns, the version of the template, and that it was painted. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { columnKeyName, templateKeyName, type Blueprint } from '../../../core/index.js';
import { dimensionRange, type Painter, type Request } from './canvas.js';

/** The key of the mark that a painting leaves. */
export const paintedKeyName = 'nisp-painted';

const create = (
  metadataKey: string,
  metadataValue: string,
  location: sheets_v4.Schema$DeveloperMetadataLocation,
  metadataId?: number,
): Request => ({
  createDeveloperMetadata: {
    developerMetadata: {
      ...(metadataId === undefined ? {} : { metadataId }),
      metadataKey,
      metadataValue,
      location,
      visibility: 'DOCUMENT',
    },
  },
});

const remove = (metadataId: number): Request => ({
  deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId } } },
});

/** Each column has its key once, however often it is painted. */
export const paintColumnKeys: Painter = ({ sheetId, worksheet: { columns }, columnKeys }) => [
  ...columnKeys.map(remove),
  ...columns.flatMap(({ key }, index) =>
    key === undefined
      ? []
      : [
          create(columnKeyName, key, {
            dimensionRange: dimensionRange(sheetId, 'COLUMNS', index + 1, index + 1),
          }),
        ],
  ),
];

/** Numbers of what a spreadsheet keeps under a key. */
export const numbersOf = (
  { developerMetadata = [] }: sheets_v4.Schema$Spreadsheet,
  key: string,
): readonly number[] =>
  developerMetadata.flatMap(({ metadataId, metadataKey }) =>
    metadataKey === key && typeof metadataId === 'number' ? [metadataId] : [],
  );

/** By this others find out what the spreadsheet is, without reading any of its cells. Of a workbook that no unit fills in nothing is said. */
export function paintTemplateVersion(
  { templateVersion, worksheets }: Blueprint,
  spreadsheet: sheets_v4.Schema$Spreadsheet,
): readonly Request[] {
  if (!worksheets.some(({ role }) => role === 'metadata')) return [];
  return [
    ...numbersOf(spreadsheet, templateKeyName).map(remove),
    create(templateKeyName, templateVersion, { spreadsheet: true }),
  ];
}

/**
 * A mark with a number that no other painting has: by it one knows, where the answer got lost, whether it was done; and a painting
 * that is asked for twice is refused the second time, for a number is given once.
 */
export const paintMark = (
  { templateVersion }: Blueprint,
  spreadsheet: sheets_v4.Schema$Spreadsheet,
  number: number,
): readonly Request[] => [
  ...numbersOf(spreadsheet, paintedKeyName).map(remove),
  create(paintedKeyName, templateVersion, { spreadsheet: true }, number),
];
