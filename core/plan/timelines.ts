/** Takes over indicative timelines that a person has read off the printed policy. */
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { timelines, type Plan, type Timeline } from './schema.js';

/**
 * Reads a list of timelines: one intervention a line, `5a,Short Term`; blank lines and lines that begin with
 * `#` are skipped; the first line may be a heading, `intervention,timeline`. `S`, `M`, `L` and the bare words Short, Medium, Long
 * are taken too, in any case.
 * @returns the plan with those timelines, or every fault of the list; a plan is never changed by half of a list.
 */
export function applyTimelines(
  plan: Plan,
  list: string,
):
  | { readonly ok: true; readonly plan: Plan; readonly count: number }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  const faults: Diagnostic[] = [];
  const read = new Map<string, Timeline>();
  let isFirst = true;
  list
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((raw, index) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) return;
      const [first = '', second, ...rest] = line
        .split(/[,;\t]/)
        .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
      const isHeading = isFirst && /^(intervention|no\.?|number)$/i.test(first);
      isFirst = false;
      if (isHeading) return;
      if (second === undefined || rest.some((cell) => cell !== '')) {
        faults.push(diagnose('timelines/invalid', { line: index + 1, found: raw }));
        return;
      }
      const no = first.toLowerCase();
      if (!plan.interventionByNo.has(no))
        faults.push(diagnose('timelines/intervention-unknown', { no: first }));
      else if (read.has(no)) faults.push(diagnose('timelines/duplicate', { no }));
      else {
        const word = second.toLowerCase().replace(/[\s-]+/g, ' ');
        const timeline = timelines.find((name) => {
          const full = name.toLowerCase();
          return word === full || word === full.split(' ')[0] || word === full.charAt(0);
        });
        if (timeline) read.set(no, timeline);
        else faults.push(diagnose('timelines/value-unknown', { no, found: second }));
      }
    });
  if (faults.length > 0) return { ok: false, diagnostics: faults };
  const interventions = plan.interventions.map((row) => ({
    ...row,
    timeline: read.get(row.no) ?? row.timeline,
  }));
  return {
    ok: true,
    plan: { ...plan, interventions, interventionByNo: new Map(interventions.map((row) => [row.no, row])) },
    count: read.size,
  };
}
