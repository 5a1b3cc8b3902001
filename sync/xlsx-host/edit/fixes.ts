/** Applies the repairs that findings propose to a person's own workbook. */
import { parseRange, type CellRange, type Fix } from '../../../core/index.js';
import { closeDraft, openDraft } from '../package/draft.js';
import { patchCells, type CellChange, type Unchanged } from './patch.js';
import { lacksList, paintedValidation, putValidation } from './validations.js';
import { findSheet, readWorkbookPart } from '../package/workbook-part.js';

/**
 * Why a repair was not made: as for a changed cell, or
 * - `no-worksheet`: the workbook has no such worksheet
 * - `no-validation`: the painted workbook has no validation for the field
 * - `no-list`: the validation offers a named list that the workbook has lost
 */
export type NotApplied = Unchanged | 'no-worksheet' | 'no-validation' | 'no-list';

export interface AppliedFixes {
  readonly bytes: Uint8Array;
  readonly applied: readonly Fix[];
  readonly notApplied: readonly { readonly fix: Fix; readonly reason: NotApplied }[];
}

type ValueFix = Exclude<Fix, { kind: 'restore-validation' }>;
type ValidationFix = Extract<Fix, { kind: 'restore-validation' }>;

function grouped<T extends Fix>(fixes: readonly T[], key: (fix: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const fix of fixes) groups.set(key(fix), [...(groups.get(key(fix)) ?? []), fix]);
  return [...groups.values()];
}

const worksheetKey = ({ worksheet }: Fix) => worksheet.toLowerCase();

function changeFor(fix: ValueFix): CellChange & { readonly fix: ValueFix } {
  const { worksheet, range } = fix;
  return { worksheet, range, value: fix.kind === 'set-value' ? fix.value : null, fix };
}

/**
 * Makes repairs in a workbook: values through `patchCells`, lost validations copied from a painted workbook. Applying the
 * same repairs again changes nothing.
 *
 * @param bytes the person's workbook
 * @param paintedWorkbook a workbook painted from the same template, whose validations are put back; null if there are
 *   none to put back
 * @throws HostError `not-a-workbook` for a damaged file
 */
export function applyFixes(
  bytes: Uint8Array,
  fixes: readonly Fix[],
  paintedWorkbook: Uint8Array | null,
): AppliedFixes {
  const applied: Fix[] = [];
  const notApplied: { fix: Fix; reason: NotApplied }[] = [];
  const sheets = readWorkbookPart(openDraft(bytes));
  const known = fixes.filter((fix) => {
    if (findSheet(sheets, fix.worksheet)?.kind === 'worksheet') return true;
    notApplied.push({ fix, reason: 'no-worksheet' });
    return false;
  });

  const values = known.filter((fix): fix is ValueFix => fix.kind !== 'restore-validation');
  const { bytes: patched, changed, unchanged } = patchCells(bytes, values.map(changeFor));
  applied.push(...changed.map(({ fix }) => fix));
  notApplied.push(...unchanged.map(({ change: { fix }, reason }) => ({ fix, reason })));

  const lost = known.filter((fix): fix is ValidationFix => fix.kind === 'restore-validation');
  if (lost.length === 0) return { bytes: patched, applied, notApplied };
  const draft = openDraft(patched);
  const workbook = readWorkbookPart(draft);
  const source = paintedWorkbook && openDraft(paintedWorkbook);
  const sourceBook = source && readWorkbookPart(source);
  for (const group of grouped(lost, (fix) => `${fix.field}!${worksheetKey(fix)}`)) {
    const [{ worksheet, field }] = group as [ValidationFix];
    const validation = source && sourceBook && paintedValidation(source, sourceBook, field);
    const ranges: CellRange[] = [];
    for (const fix of group) {
      const range = parseRange(fix.range);
      if (!validation) notApplied.push({ fix, reason: 'no-validation' });
      else if (lacksList(workbook, validation)) notApplied.push({ fix, reason: 'no-list' });
      else if (!range) notApplied.push({ fix, reason: 'not-a-cell' });
      else {
        ranges.push(range);
        applied.push(fix);
      }
    }
    if (validation && ranges.length > 0) {
      putValidation(draft, findSheet(workbook, worksheet)!.part, validation, ranges);
    }
  }
  return { bytes: closeDraft(draft), applied, notApplied };
}
