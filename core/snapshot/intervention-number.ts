/** Reads an intervention's number out of a cell, however it was typed. */
import type { CellContent } from '../entry/cell.js';
import { foldText } from '../entry/fold.js';

const longestNumber = 30;

/**
 * The number that a cell gives, in the plan's form: `5a` for ` 5 A `, `5(a)`, `5a.`, `No. 5-a`; `5` for 5, `5.0`, `۵`.
 * Null if the cell gives none. Whether the plan has it is another question.
 */
export function readInterventionNumber(content: CellContent): string | null {
  if (content.kind === 'number') {
    const { value } = content;
    return Number.isInteger(value) && value > 0 && value < 10_000 ? String(value) : null;
  }
  if (content.kind !== 'text' || content.text.length > longestNumber) return null;
  const match =
    /^(?:(?:s\. ?)?no\.? ?|# ?)?\(?0{0,3}([1-9]\d{0,3})(?:\.0{1,4})?[ .)-]{0,2}\(?([a-z]?)[.)]{0,2}$/.exec(
      foldText(content.text),
    );
  return match ? match[1]! + match[2]! : null;
}
