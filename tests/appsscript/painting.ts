/** Paints blueprints piece by piece in the fake Google Sheets, as the sidebar asks for it. */
import { beginPaint, finishPaint, paintWorksheet } from '../../appsscript/spreadsheet-host/paint/paint.js';
import type { Gives } from '../../appsscript/messages/methods.js';
import type { Blueprint } from '../../core/index.js';
import type { Workbook } from '../fakes/sheets/workbook.js';

export type Fingerprints = Gives<'beginPaint'>['fingerprints'];

/** The one worksheet of a blueprint, with all names. */
export const only = (blueprint: Blueprint, name: string): Blueprint => ({
  ...blueprint,
  worksheets: blueprint.worksheets.filter((worksheet) => worksheet.name === name),
});

/**
 * Paints worksheets of a blueprint; all of them unless told otherwise. The services must be globals.
 * @returns what stands in the worksheets then, and which were left as they are
 */
export function paint(
  blueprint: Blueprint,
  names: readonly string[] = blueprint.worksheets.map(({ name }) => name),
  known: Fingerprints = [],
): { readonly untouched: readonly string[]; readonly fingerprints: Fingerprints } {
  const { untouched, fingerprints } = beginPaint({ blueprint, names, known });
  const all = new Map([...known, ...fingerprints]);
  for (const { name, role } of blueprint.worksheets) {
    if (!names.includes(name) || role === 'metadata') continue;
    const painted = paintWorksheet({ blueprint: only(blueprint, name), known: all.get(name) ?? null });
    all.set(name, painted.fingerprint);
  }
  finishPaint({ blueprint, names });
  return { untouched, fingerprints: [...all] };
}

/** All that a spreadsheet keeps, but for the numbers that Google gives to charts and the like: each time others. */
export const stateOf = (workbook: Workbook): unknown =>
  JSON.parse(
    JSON.stringify(workbook, (key, value: unknown) => (key === 'id' || key === 'lastId' ? undefined : value)),
  );
