/** A person who enters things into a workbook that is a file, and saves it. */
import { readFileSync } from 'node:fs';
import { cellBefore, type NewValue, type Plan } from '../../core/index.js';
import type { FieldKey } from '../../core/entry/fields.js';
import { checkBytes } from '../../sync/xlsx-host/check.js';
import { changeableFile } from '../../sync/xlsx-host/changeable.js';

/** The cells of the worksheet Matrix, by number and field. */
function cellsIn(path: string, plan: Plan) {
  const { submission } = checkBytes(readFileSync(path), { plan, file: path, hash: null, received: null });
  return (no: string, field: FieldKey) => submission!.entries.get(no)!.cells.get(field)!;
}

/** Enters values; null clears a cell. */
export async function enter(
  path: string,
  plan: Plan,
  entries: readonly (readonly [no: string, field: FieldKey, value: NewValue])[],
): Promise<void> {
  const cellOf = cellsIn(path, plan);
  const workbook = changeableFile(path);
  const { snapshot } = await workbook.read();
  const worksheet = 'Matrix';
  await workbook.change(
    entries.map(([no, field, value]) => {
      const range = cellOf(no, field);
      return { worksheet, range, value, before: cellBefore(snapshot, worksheet, range) };
    }),
  );
}
