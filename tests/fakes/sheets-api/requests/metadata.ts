/** Requests about developer metadata. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { rows } from '../../sheets/structure/axis.js';
import type { DeveloperMetadata } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { maskOfUpdate, selects } from '../masks.js';
import { isSeen, metadataMessage } from '../read/metadata.js';
import { developerMetadata as shape } from '../shapes/worksheets.js';
import { freshId, linesIn, required, worksheetWith, type Change, type Kinds } from './change.js';

type Location = DeveloperMetadata['location'];

function locationOf(on: Change, location: sheets_v4.Schema$DeveloperMetadataLocation): Location {
  const { sheetId, spreadsheet, dimensionRange } = location;
  const said = [sheetId != null, spreadsheet === true, dimensionRange != null].filter(Boolean).length;
  if (said !== 1) throw invalidArgument('Developer metadata must have exactly one location.');
  if (spreadsheet === true) return { kind: 'spreadsheet' };
  if (!dimensionRange) return { kind: 'sheet', sheetId: worksheetWith(on, sheetId).sheetId };
  const { worksheet, axis, span } = linesIn(on, dimensionRange);
  if (span[0] !== span[1])
    throw invalidArgument(
      'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.',
    );
  return { kind: axis === rows ? 'row' : 'column', sheetId: worksheet.sheetId, at: span[0] };
}

function visibilityOf(visibility: string | null | undefined): DeveloperMetadata['visibility'] {
  if (visibility === 'DOCUMENT' || visibility === 'PROJECT') return visibility;
  throw invalidArgument('Developer metadata visibility must be specified.');
}

/** @throws ApiError for filters by anything but metadata itself */
function found(
  { workbook }: Change,
  { developerMetadataLookup, a1Range, gridRange }: sheets_v4.Schema$DataFilter,
): readonly DeveloperMetadata[] {
  if (a1Range != null || gridRange) throw notEmulated('finding developer metadata by a range');
  const lookup = required(developerMetadataLookup, 'dataFilter.developerMetadataLookup');
  if (lookup.metadataLocation || lookup.locationMatchingStrategy != null)
    throw notEmulated('finding developer metadata by its location');
  const { metadataId, metadataKey, metadataValue, locationType, visibility } = lookup;
  return workbook.metadata.filter(
    (one) =>
      isSeen(one) &&
      (metadataId == null || one.id === metadataId) &&
      (metadataKey == null || one.key === metadataKey) &&
      (metadataValue == null || one.value === metadataValue) &&
      (visibility == null || one.visibility === visibility) &&
      (locationType == null || one.location.kind.toUpperCase() === locationType),
  );
}

export const metadataKinds: Kinds = {
  createDeveloperMetadata(on, { developerMetadata }) {
    const said = required(developerMetadata, 'developerMetadata');
    const key = said.metadataKey ?? '';
    if (key === '') throw invalidArgument('Developer metadata key must be specified.');
    if (on.workbook.metadata.some(({ id }) => id === said.metadataId))
      throw invalidArgument(`Developer metadata with the id ${said.metadataId ?? 0} already exists.`);
    const added: DeveloperMetadata = {
      id: said.metadataId ?? freshId(on.workbook),
      key,
      value: said.metadataValue ?? null,
      visibility: visibilityOf(said.visibility),
      project: 'rest',
      location: locationOf(on, required(said.location, 'developerMetadata.location')),
    };
    on.workbook.metadata = [...on.workbook.metadata, added];
    return { createDeveloperMetadata: { developerMetadata: metadataMessage(added) } };
  },
  updateDeveloperMetadata(on, { dataFilters, developerMetadata, fields }) {
    const mask = maskOfUpdate(fields, shape);
    if (selects(mask, 'metadataId')) throw invalidArgument('metadataId may not be updated.');
    const said = required(developerMetadata, 'developerMetadata');
    const wanted = new Set((dataFilters ?? []).flatMap((filter) => found(on, filter)));
    const change: Partial<DeveloperMetadata> = {
      ...(selects(mask, 'metadataKey') ? { key: required(said.metadataKey, 'metadataKey') } : {}),
      ...(selects(mask, 'metadataValue') ? { value: said.metadataValue ?? null } : {}),
      ...(selects(mask, 'visibility') ? { visibility: visibilityOf(said.visibility) } : {}),
      ...(selects(mask, 'location') ? { location: locationOf(on, required(said.location, 'location')) } : {}),
    };
    const changed: DeveloperMetadata[] = [];
    on.workbook.metadata = on.workbook.metadata.map((one) => {
      if (!wanted.has(one)) return one;
      const result = { ...one, ...change };
      changed.push(result);
      return result;
    });
    return { updateDeveloperMetadata: { developerMetadata: changed.map(metadataMessage) } };
  },
  deleteDeveloperMetadata(on, { dataFilter }) {
    const gone = found(on, required(dataFilter, 'dataFilter'));
    on.workbook.metadata = on.workbook.metadata.filter((one) => !gone.includes(one));
    return { deleteDeveloperMetadata: { deletedDeveloperMetadata: gone.map(metadataMessage) } };
  },
};
