/** Developer metadata as the API answers it. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { DeveloperMetadata } from '../../sheets/workbook.js';
import { dimensionRangeOf } from '../messages/ranges.js';

function locationMessage(
  location: DeveloperMetadata['location'],
): sheets_v4.Schema$DeveloperMetadataLocation {
  switch (location.kind) {
    case 'spreadsheet':
      return { locationType: 'SPREADSHEET', spreadsheet: true };
    case 'sheet':
      return { locationType: 'SHEET', sheetId: location.sheetId };
    case 'row':
    case 'column': {
      const isRow = location.kind === 'row';
      const { sheetId, at } = location;
      return {
        locationType: isRow ? 'ROW' : 'COLUMN',
        dimensionRange: dimensionRangeOf(sheetId, isRow ? 'ROWS' : 'COLUMNS', at, at),
      };
    }
  }
}

/** What scripts keep for their own project alone is not seen through the API. */
export const isSeen = ({ visibility, project }: DeveloperMetadata): boolean =>
  visibility === 'DOCUMENT' || project === 'rest';

export const metadataMessage = ({
  id,
  key,
  value,
  visibility,
  location,
}: DeveloperMetadata): sheets_v4.Schema$DeveloperMetadata => ({
  metadataId: id,
  metadataKey: key,
  ...(value === null ? {} : { metadataValue: value }),
  location: locationMessage(location),
  visibility,
});
