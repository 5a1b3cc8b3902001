/** The list of sources that a command is given, and the workbooks that it names. */
import { dirname } from 'node:path';
import type { Diagnostic, Plan } from '../../core/index.js';
import type { PlaceToCheck } from '../check-places.js';
import { loadSources, type Source } from '../sources.js';
import { expandSources } from '../workbook-places.js';
import { InputError, readText } from './command.js';

/**
 * Reads `sources.json`.
 * @returns its sources in the plan's order, and warnings
 * @throws InputError, HostError
 */
export async function sourcesOf(
  path: string,
  plan: Plan,
): Promise<{ readonly sources: readonly Source[]; readonly diagnostics: readonly Diagnostic[] }> {
  const loaded = loadSources(await readText(path), { plan, folder: dirname(path) });
  if (!loaded.ok) throw new InputError(path, loaded.diagnostics);
  return loaded;
}

/** A source, and the workbooks to be read of it: none if nothing has come yet. */
export interface SourceToCheck {
  readonly source: Source;
  readonly places: readonly PlaceToCheck[];
}

/**
 * What is to be read of sources. A workbook of another unit than its source says is refused.
 * @param period quarter that it should be of; absent: of any
 */
export async function sourcesToCheck(sources: readonly Source[], period?: string): Promise<SourceToCheck[]> {
  const expanded = await expandSources(sources);
  return expanded.map(({ source, places }) => ({
    source,
    places: places.map((place) => ({
      place,
      expected: { unit: source.unit, ...(period === undefined ? {} : { period }) },
    })),
  }));
}
