/** Where a blueprint's worksheets go in a workbook that is there already, and when they must not go there at all. */
import type { Blueprint } from '../blueprint/blueprint.js';
import { knownTemplateVersions } from '../entry/template.js';
import { findTemplate } from '../snapshot/metadata.js';
import { parseReference } from '../snapshot/reference.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';
import { HostError } from './host.js';

/** What painting does to the worksheets of a workbook. */
export interface Placement {
  /** Names of the worksheets that stay as they are, in order. */
  readonly untouched: readonly string[];
  /** Names of all worksheets afterwards, in order. */
  readonly order: readonly string[];
}

const folded = (name: string) => name.toLowerCase();
const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** Worksheets of the blueprint that a person gave another name: by the named ranges that lead to them. */
function findRenamed(
  snapshot: WorkbookSnapshot,
  blueprint: Blueprint,
  metadata: string,
): ReadonlyMap<string, string> {
  const known = new Set(blueprint.worksheets.map(({ name }) => folded(name)));
  const present = new Set(snapshot.worksheets.map(({ name }) => folded(name)));
  const target = new Map(snapshot.definedNames.map(({ name, refersTo }) => [folded(name), refersTo]));
  const renamed = new Map<string, string>();
  const add = (wanted: string, found: string) => {
    if (!known.has(folded(found)) && present.has(folded(found))) renamed.set(found, wanted);
  };
  for (const { name, worksheet } of blueprint.names) {
    const reference = parseReference(target.get(folded(name)) ?? '');
    if (reference) add(worksheet, reference.worksheet);
  }
  for (const { name, role } of blueprint.worksheets) if (role === 'metadata') add(name, metadata);
  return renamed;
}

/** Worksheets of ours stay among each other's places, in the blueprint's order; new ones follow the last of them. */
function arrange(present: readonly string[], ours: readonly string[]): string[] {
  const isOurs = new Set(ours.map(folded));
  const places = present.flatMap((name, index) => (isOurs.has(folded(name)) ? [index] : []));
  const order: string[] = [];
  let next = 0;
  present.forEach((name, index) => {
    if (!isOurs.has(folded(name))) order.push(name);
    else order.push(...ours.slice(next, (next = index === places.at(-1) ? ours.length : next + 1)));
  });
  return [...order, ...ours.slice(next)];
}

/**
 * Finds out what painting a blueprint over a workbook does to its worksheets. Every host asks this before it changes
 * anything. A workbook is ours if it has the worksheet `_nisp`; worksheets are told apart by name, whatever the letter
 * case.
 * @param sheets names of everything that has a tab, in order, where the snapshot leaves some out (chart sheets)
 * @throws HostError `template-version` if the workbook has a layout that is not known here, `foreign-worksheet` if a
 *   worksheet of a person's own bears a name of ours, one of ours bears another name, or the blueprint is of another kind
 *   than the workbook; `touched` is empty
 */
export function placeWorksheets(
  snapshot: WorkbookSnapshot,
  blueprint: Blueprint,
  sheets: readonly string[] = snapshot.worksheets.map(({ name }) => name),
): Placement {
  const ours = blueprint.worksheets.map(({ name }) => name);
  const isOurs = new Set(ours.map(folded));
  const untouched = sheets.filter((name) => !isOurs.has(folded(name)));
  const found = findTemplate(snapshot);
  if (!found) {
    const taken = sheets.filter((name) => isOurs.has(folded(name)));
    if (taken.length > 0) {
      throw new HostError(
        'foreign-worksheet',
        `The workbook was not made by NISP Matrix and has worksheets of these names already: ${list(taken)}. ` +
          'Rename them, or choose another workbook.',
      );
    }
  } else {
    if (!blueprint.worksheets.some(({ role }) => role === 'metadata')) {
      throw new HostError(
        'foreign-worksheet',
        'The workbook is one that a reporting unit fills in; another kind of workbook is not painted over it. ' +
          'Choose another workbook.',
      );
    }
    if (!knownTemplateVersions.includes(found.template)) {
      throw new HostError(
        'template-version',
        `The workbook was built by a version that is not known here: “${found.template}”. Update this program first.`,
      );
    }
    const [renamed] = findRenamed(snapshot, blueprint, found.worksheet);
    if (renamed) {
      const [name, wanted] = renamed;
      throw new HostError(
        'foreign-worksheet',
        `The worksheet “${wanted}” has been renamed to “${name}”. Name it “${wanted}” again, so that it is not there twice.`,
      );
    }
  }
  return { untouched, order: arrange(sheets, ours) };
}
