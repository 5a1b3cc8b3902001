/** Whether a cell still holds what was expected: asked before anything is written over. */
import type { CellContent } from '../core/index.js';
import type { CellChange } from './panel-host.js';

type Held = NonNullable<CellChange['from']>;

const parts = (content: CellContent | null) => JSON.stringify(Object.entries(content ?? {}).sort());

/** What a formula last showed is no part of what a person put into its cell. */
export function isAsExpected(found: Held, expected: Held): boolean {
  if (found.formula !== undefined || expected.formula !== undefined)
    return found.formula === expected.formula;
  return parts(found.content) === parts(expected.content);
}
