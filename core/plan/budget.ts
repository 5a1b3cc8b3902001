/** Reads the printed budget of Annex A into its four kinds. */
import type { PlannedBudget } from './schema.js';

/**
 * What the budget column of Annex A says.
 * `-` or an empty cell → none · `TBD by MoI` → to be determined · `As finalized by MoF` and `As decided by …` → as
 * finalized · a bare name (`MoI/MoD`) → borne by. The printed text is kept as it is.
 * Source: Annex A prints `TBD to MoH` (97a) and `TBD of Dept. of Social Protection` (97b) for `TBD by`.
 */
export function parseBudget(printed: string | null): PlannedBudget {
  const text = printed?.trim() ?? '';
  if (printed === null || text === '' || text === '-') return { kind: 'none', by: null, printed };
  const determined = /^TBD(?: (?:by|to|of))? ?(.*)$/i.exec(text);
  if (determined) return { kind: 'to-be-determined', by: determined[1] ?? '', printed };
  const finalized = /^As (?:finali[sz]ed|decided) by (.+)$/i.exec(text);
  if (finalized) return { kind: 'as-finalized', by: finalized[1]!, printed };
  return { kind: 'borne', by: text, printed };
}
