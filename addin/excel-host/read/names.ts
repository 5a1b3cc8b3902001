/** Reads the names that a workbook defines. */
import type { DefinedName } from '../../../core/index.js';

export function loadNames({ names }: Excel.Workbook): Excel.NamedItemCollection {
  names.load('items/name,items/formula,items/scope,items/visible');
  return names;
}

/** Names of the workbook as a whole that a person sees, after the sync; constants and formulas among them. */
export const definedNamesOf = ({ items }: Excel.NamedItemCollection): readonly DefinedName[] =>
  items
    .filter(({ scope, visible }) => scope === 'Workbook' && visible)
    .map(({ name, formula }) => ({ name, refersTo: String(formula).replace(/^=/, '') }));
