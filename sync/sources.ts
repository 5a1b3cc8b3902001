/** The secretariat's list of where each unit's workbook is: `sources.json`. */
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { diagnose, type Diagnostic, type Plan } from '../core/index.js';
import { parsePlace, placeText, type Place } from './places.js';
import { repeatedKeys } from './repeated-keys.js';

const placeMeaning =
  'A file, a folder (its .xlsx files), or a Google Sheet by its address or as sheets:ID. Paths start from the folder of this list.';

const sourceSchema = z.union(
  [
    z.string().describe(placeMeaning),
    z.strictObject({
      place: z.string().describe(placeMeaning),
      name: z.string().optional().describe('What people call it; shown beside the place.'),
    }),
  ],
  { error: 'write a place as text, or as { "place": …, "name": … }' },
);

const sourcesFileSchema = z.strictObject({
  $schema: z.string().optional(),
  units: z
    .record(
      z.string(),
      z.union([sourceSchema, z.array(sourceSchema).min(1)], {
        error: 'write a place as text or as { "place": …, "name": … }, or a list of places',
      }),
    )
    .describe(
      'By id of the reporting unit: where its workbook is. What is handed out goes to the first place.',
    ),
});

/** The JSON Schema of `sources.json`. */
export function sourcesJsonSchema(): unknown {
  return z.toJSONSchema(sourcesFileSchema);
}

/** One place of a unit's workbook. */
export interface Source {
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly place: Place;
  /** What people call it, where the list says so. */
  readonly name: string | null;
  /** Where it stands in the list: `units.punjab[1]`. */
  readonly path: string;
}

export type LoadedSources =
  /** In the plan's order of units, and of each in the order of the list; the findings are warnings. */
  | { readonly ok: true; readonly sources: readonly Source[]; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A path in the file as people read it: `units.punjab[1].place`. */
function jsonPath(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'the top' : text.replace(/^\./, '');
}

function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: (error as SyntaxError).message };
  }
}

/** The places of one unit, as the list states them. */
function placesOf(
  unit: string,
  stated: z.infer<typeof sourcesFileSchema>['units'][string],
  folder: string,
): { readonly sources: readonly Source[]; readonly diagnostics: readonly Diagnostic[] } {
  const sources: Source[] = [];
  const diagnostics: Diagnostic[] = [];
  const isList = Array.isArray(stated);
  for (const [index, one] of (isList ? stated : [stated]).entries()) {
    const path = jsonPath(isList ? ['units', unit, index] : ['units', unit]);
    const { place: text, name = null } = typeof one === 'string' ? { place: one } : one;
    const parsed = parsePlace(text, path);
    if (!parsed.ok) {
      diagnostics.push(parsed.diagnostic);
      continue;
    }
    const place: Place =
      parsed.place.kind === 'path' && resolve(folder, parsed.place.path) !== resolve(parsed.place.path)
        ? { kind: 'path', path: join(folder, parsed.place.path) }
        : parsed.place;
    sources.push({ unit, place, name, path });
  }
  return { sources, diagnostics };
}

/** The sources without those that come twice, and what is to be said of these. */
function withoutRepetition(sources: readonly Source[]) {
  const first = new Map<string, Source>();
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const { place, path, unit } = source;
    const key = place.kind === 'path' ? resolve(place.path) : placeText(place);
    const before = first.get(key);
    if (!before) first.set(key, source);
    else {
      const code = before.unit === unit ? 'sources/place-twice' : 'sources/place-shared';
      diagnostics.push(diagnose(code, { path, found: placeText(place), first: before.path }));
    }
  }
  return { sources: [...first.values()], diagnostics };
}

/**
 * Reads the text of a `sources.json`.
 * @param folder the folder that it lies in, from which its paths start
 */
export function loadSources(
  text: string,
  { plan, folder }: { readonly plan: Plan; readonly folder: string },
): LoadedSources {
  const json = parseJson(text);
  if ('problem' in json) {
    return { ok: false, diagnostics: [diagnose('sources/not-json', { problem: json.problem })] };
  }
  const { success, data, error } = sourcesFileSchema.safeParse(json.value);
  if (!success) {
    const invalid = error.issues.map(({ path, message }) =>
      diagnose('sources/invalid', { path: jsonPath(path), problem: message }),
    );
    return { ok: false, diagnostics: invalid };
  }
  const stated = new Map(Object.entries(data.units));
  const known = plan.units.map(({ id }) => id);
  const ofUnits = known.flatMap((unit) =>
    stated.has(unit) ? [placesOf(unit, stated.get(unit)!, folder)] : [],
  );
  const { sources, diagnostics: repeated } = withoutRepetition(ofUnits.flatMap((of) => of.sources));
  const diagnostics = [
    ...repeatedKeys(text).flatMap(({ path, key }) =>
      path.join() === 'units' ? [diagnose('sources/unit-twice', { unit: key })] : [],
    ),
    ...[...stated.keys()]
      .filter((unit) => !plan.unitById.has(unit))
      .map((unit) =>
        diagnose('sources/unit-unknown', {
          path: jsonPath(['units', unit]),
          found: unit,
          known: known.join(', '),
        }),
      ),
    ...ofUnits.flatMap((of) => of.diagnostics),
    ...repeated,
    ...plan.units
      .filter(({ id }) => !stated.has(id))
      .map(({ name }) => diagnose('sources/unit-missing', { unit: name })),
  ];
  return diagnostics.some(({ severity }) => severity === 'error')
    ? { ok: false, diagnostics }
    : { ok: true, sources, diagnostics };
}
