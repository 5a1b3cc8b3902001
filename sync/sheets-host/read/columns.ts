/** What is told of the columns of a worksheet: which are hidden, and the keys of fields that the spreadsheet keeps with them. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  columnKeyName,
  columnLetters,
  rangeOf,
  type CellRange,
  type WorksheetSnapshot,
} from '../../../core/index.js';

/** Each column that is hidden, from its first row to the last that there can be. */
export const hiddenColumnsOf = ({
  columnMetadata = [],
  startColumn,
}: sheets_v4.Schema$GridData): readonly CellRange[] =>
  columnMetadata.flatMap(({ hiddenByUser, hiddenByFilter }, across) => {
    const letters = columnLetters((startColumn ?? 0) + across + 1);
    return hiddenByUser || hiddenByFilter ? [rangeOf(`${letters}:${letters}`)] : [];
  });

/** In ascending order of column. */
export const columnKeysOf = ({
  columnMetadata = [],
  startColumn,
}: sheets_v4.Schema$GridData): NonNullable<WorksheetSnapshot['columnKeys']> =>
  columnMetadata.flatMap(({ developerMetadata = [] }, across) =>
    developerMetadata.flatMap(({ metadataKey, metadataValue }) =>
      metadataKey === columnKeyName && metadataValue
        ? [{ column: (startColumn ?? 0) + across + 1, key: metadataValue }]
        : [],
    ),
  );
