/** The built-in plan: Annex A of the National Internal Security Policy 2018-2023, 177 interventions. */
import annexA from './annex-a.json' with { type: 'json' };
import bodies from './bodies.json' with { type: 'json' };
import header from './nisp-2018.json' with { type: 'json' };
import priorities from './priorities.json' with { type: 'json' };
import { loadPlan } from './load.js';
import type { Plan } from './schema.js';

/** The built-in plan as a plan file: what `loadPlan` takes, and the pattern for a province's own plan. */
export const nispPlanFile = { ...header, bodies, interventions: annexA, priorities };

function load(): Plan {
  const read = loadPlan(nispPlanFile);
  if (!read.ok) throw new Error(`The built-in plan is broken: ${JSON.stringify(read.diagnostics)}`);
  return read.plan;
}

let loaded: Plan | null = null;

/** `nispPlan`, loaded when it is first asked for: for programs that start anew at every edit and seldom need it. */
export function builtInPlan(): Plan {
  loaded ??= load();
  return loaded;
}

/** Annex A of NISP 2018-2023. Its timelines are null: the policy prints them as a colour only. */
export const nispPlan: Plan = /* @__PURE__ */ builtInPlan();
