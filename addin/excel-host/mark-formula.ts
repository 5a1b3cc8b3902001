/** The conditional formats that are marks of ours, told apart from people's own by their formula. */
import { neutral, type Colour } from '../../core/index.js';
import type { Mark } from '../../panel/index.js';

type MarkSeverity = Mark['severity'];

/** Always true, and means nothing to a person; the words in it are how a mark is found again, in later sessions too. */
export function markFormula(severity: MarkSeverity): string {
  return `="nisp-mark ${severity}"<>""`;
}

/** The severity of a mark's formula; null if the formula is not of a mark. */
export function severityOfFormula(formula: string): MarkSeverity | null {
  const found = /"nisp-mark (error|warning)"/.exec(formula)?.[1];
  return found === undefined ? null : (found as MarkSeverity);
}

/** Shape as well as colour: a closed box for an error, a broken one for a warning. */
const lines: Readonly<
  Record<MarkSeverity, { readonly style: 'Continuous' | 'Dash'; readonly color: Colour }>
> = {
  error: { style: 'Continuous', color: neutral.alert },
  warning: { style: 'Dash', color: neutral.caution },
};

const sides = ['top', 'right', 'bottom', 'left'] as const;

/** Adds a mark to cells, before all other conditional formats there. Only a border: fill and text stay as they show. */
export function addMark(cells: Excel.Range | Excel.RangeAreas, severity: MarkSeverity): void {
  const { custom } = cells.conditionalFormats.add('Custom');
  custom.rule.formula = markFormula(severity);
  for (const side of sides) custom.format.borders[side].set({ ...lines[severity] });
}
