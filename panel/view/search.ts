/** Finding interventions by number or by words. */
import { foldText, type Intervention, type Plan } from '../../core/index.js';

/**
 * The interventions that a person may mean, likeliest first: the number itself, numbers that begin so, then those whose
 * text, body, indicator or heading hold every word.
 */
export function findInterventions(plan: Plan, query: string): readonly Intervention[] {
  const folded = foldText(query);
  const words = folded.split(' ').filter((word) => word !== '');
  if (words.length === 0) return [];
  const ranks: [Intervention[], Intervention[], Intervention[]] = [[], [], []];
  for (const intervention of plan.interventions) {
    const { no, text, responsibility, indicators, section } = intervention;
    if (no === folded) ranks[0].push(intervention);
    else if (/^\d/.test(folded) && no.startsWith(folded)) ranks[1].push(intervention);
    else {
      const all = foldText([text, responsibility ?? '', indicators ?? '', section ?? ''].join(' '));
      if (words.every((word) => all.includes(word))) ranks[2].push(intervention);
    }
  }
  return ranks.flat();
}
