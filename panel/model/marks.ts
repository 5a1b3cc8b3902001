/** Which cells are marked because of findings. */
import { describe, parseRange, type Diagnostic } from '../../core/index.js';
import type { Mark } from '../panel-host.js';

function textOf(finding: Diagnostic): string {
  const { text, advice } = describe(finding);
  return advice === '' ? text : `${text} ${advice}`;
}

/**
 * A mark on each cell that an error or a warning is about; of several findings the worst gives the severity, and each a line
 * of the text, the worst first. Ranges and notes get none.
 */
export function marksOf(findings: readonly Diagnostic[]): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const finding of findings) {
    const { severity, at } = finding;
    if (severity === 'information' || at?.worksheet === undefined || at.range === undefined) continue;
    const range = parseRange(at.range);
    if (range?.top !== range?.bottom || range?.left !== range?.right) continue;
    const place = `${at.worksheet}!${at.range}`;
    const text = textOf(finding);
    const there = marks.get(place);
    if (!there) marks.set(place, { worksheet: at.worksheet, range: at.range, severity, text });
    else if (severity === 'error' && there.severity === 'warning') {
      marks.set(place, { ...there, severity, text: `${text}\n${there.text}` });
    } else marks.set(place, { ...there, text: `${there.text}\n${text}` });
  }
  return [...marks.values()];
}

export function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  const isSame = (mark: Mark, { worksheet, range, severity, text }: Mark) =>
    mark.worksheet === worksheet && mark.range === range && mark.severity === severity && mark.text === text;
  return a.length === b.length && a.every((mark, index) => isSame(mark, b[index]!));
}
