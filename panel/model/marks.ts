/** Which cells are marked because of findings. */
import { parseRange, type Diagnostic } from '../../core/index.js';
import type { Mark } from '../panel-host.js';

/** A mark on each cell that an error or a warning is about; the worse of several wins. Ranges and notes get none. */
export function marksOf(findings: readonly Diagnostic[]): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const { severity, at } of findings) {
    if (severity === 'information' || at?.worksheet === undefined || at.range === undefined) continue;
    const range = parseRange(at.range);
    if (range?.top !== range?.bottom || range?.left !== range?.right) continue;
    const place = `${at.worksheet}!${at.range}`;
    if (severity === 'error' || !marks.has(place)) {
      marks.set(place, { worksheet: at.worksheet, range: at.range, severity });
    }
  }
  return [...marks.values()];
}

export function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  const isSame = (mark: Mark, { worksheet, range, severity }: Mark) =>
    mark.worksheet === worksheet && mark.range === range && mark.severity === severity;
  return a.length === b.length && a.every((mark, index) => isSame(mark, b[index]!));
}
