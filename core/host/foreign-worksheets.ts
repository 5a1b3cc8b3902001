/** Worksheets of a person's own that stand in the way of ours. */
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { worksheetNames } from '../entry/template.js';
import { findTemplate } from '../snapshot/metadata.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';

const ours: ReadonlySet<string> = new Set(Object.values(worksheetNames).map((name) => name.toLowerCase()));

/**
 * The worksheets because of which no unit's workbook can be painted here: they bear names of ours in a workbook that is
 * none of ours. Painting would refuse (`placeWorksheets`); this says so before anybody asks for it.
 */
export function findForeignWorksheets(snapshot: WorkbookSnapshot): readonly Diagnostic[] {
  if (findTemplate(snapshot)) return [];
  return snapshot.worksheets
    .filter(({ name }) => ours.has(name.toLowerCase()))
    .map(({ name }) => diagnose('repaint/foreign-worksheet', { found: name }, { at: { worksheet: name } }));
}
