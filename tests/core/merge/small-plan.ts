/** A plan small enough for property tests: three units, a container with two sub-items, rows that not all units share. */
import { loadPlan } from '../../../core/plan/load.js';
import type { Plan, PlanFile } from '../../../core/plan/schema.js';

const row = (
  no: string,
  more: Partial<PlanFile['interventions'][number]> = {},
): PlanFile['interventions'][number] => ({
  no,
  parent: null,
  pillar: 'first',
  section: null,
  intervention: `Intervention ${no}`,
  interventionSource: 'annex-a',
  responsibility: null,
  bodies: ['both'],
  units: ['north', 'south', 'centre'],
  indicators: 'Done or not',
  timeline: null,
  budget: 'TBD by the centre',
  readingNotes: [],
  sectionHNotes: [],
  ...more,
});

const file: PlanFile = {
  id: 'small-plan',
  title: 'A small plan',
  shortTitle: 'Small',
  version: '1',
  validity: { from: '2018-01-01', to: '2023-12-31' },
  goals: [],
  pillars: [
    { id: 'first', name: 'First', goal: null },
    { id: 'second', name: 'Second', goal: null },
  ],
  units: [
    { id: 'south', name: 'The South', shortName: 'South', level: 'provincial' },
    { id: 'north', name: 'The North', shortName: 'North', level: 'provincial' },
    { id: 'centre', name: 'The Centre', shortName: 'Centre', level: 'federal' },
  ],
  judicialSeats: {},
  bodies: [{ id: 'both', shortName: 'B', name: 'Body', level: 'provincial' }],
  interventions: [
    row('1'),
    row('2', { units: ['north', 'south'], timeline: 'Long Term', budget: '-' }),
    row('3', { indicators: null }),
    row('3a', { parent: '3' }),
    row('3b', { parent: '3', units: ['centre'] }),
    row('4', { pillar: 'second' }),
  ],
  priorities: [],
};

function load(): Plan {
  const loaded = loadPlan(file);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.plan;
}

export const smallPlan = load();
