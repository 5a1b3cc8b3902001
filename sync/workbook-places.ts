/** The workbooks that people mean by places: a folder means the workbooks in it. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../core/index.js';
import { fileError, workbooksAt } from './files.js';
import { placeText, type Place } from './places.js';
import type { Source } from './sources.js';

/**
 * The workbooks at these places, in order; each is named once.
 * @throws HostError for a path that is not there
 */
export async function expandPlaces(places: readonly Place[]): Promise<Place[]> {
  const expanded: Place[] = [];
  for (const place of places) {
    if (place.kind === 'sheet') expanded.push(place);
    else expanded.push(...(await workbooksAt([place.path])).map((path): Place => ({ kind: 'path', path })));
  }
  return [...new Map(expanded.map((place) => [placeText(place), place])).values()];
}

/** A place of a unit, with the workbooks that are there by now. */
export interface ExpandedSource {
  readonly source: Source;
  /** Empty: nothing has come yet. */
  readonly places: readonly Place[];
}

/**
 * The workbooks at the places of units. A file or folder that is not there is no fault: it may not have come yet.
 * @throws HostError for a path that cannot be looked at
 */
export async function expandSources(sources: readonly Source[]): Promise<ExpandedSource[]> {
  const expand = async ({ place }: Source): Promise<readonly Place[]> => {
    try {
      return await expandPlaces([place]);
    } catch (error) {
      if (error instanceof HostError && error.code === 'not-found') return [];
      throw error;
    }
  };
  return Promise.all(sources.map(async (source) => ({ source, places: await expand(source) })));
}

/**
 * The file that is meant to be written at a path: the path itself, or one of the usual name in the folder that it is.
 * @throws HostError for a path that cannot be looked at
 */
export async function fileToWrite(path: string, usualName: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return join(path, usualName);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(path, cause);
  }
  return /\.xlsx$/i.test(path) ? path : join(path, usualName);
}
