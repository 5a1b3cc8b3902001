/** Small plan files for tests: one by hand, and any number of valid ones drawn by fast-check. */
import fc from 'fast-check';
import type { PlanFile } from '../../core/plan/schema.js';

type Row = PlanFile['interventions'][number];

/** A row of a plan file. */
export function planRow(no: string, more: Partial<Row> = {}): Row {
  return {
    no,
    parent: /[a-z]$/.test(no) ? no.slice(0, -1) : null,
    pillar: 'first',
    section: 'Opening',
    intervention: `Intervention ${no}`,
    interventionSource: 'test',
    responsibility: 'Ministry',
    bodies: ['ministry'],
    units: null,
    indicators: 'Made',
    timeline: null,
    budget: '-',
    readingNotes: [],
    sectionHNotes: [],
    ...more,
  };
}

/** A plan of two pillars, three units and five rows; 2 is a container. */
export const smallPlanFile: PlanFile = {
  id: 'small-plan',
  title: 'A small plan',
  shortTitle: 'Small',
  version: '1',
  validity: { from: '2018-01-01', to: '2020-12-31' },
  goals: [{ id: 'peace', name: 'Peace' }],
  pillars: [
    { id: 'first', name: 'First', goal: 'peace' },
    { id: 'second', name: 'Second', goal: null },
  ],
  units: [
    { id: 'centre', name: 'Centre', shortName: 'Centre', level: 'federal' },
    { id: 'north', name: 'North', shortName: 'North', level: 'provincial' },
    { id: 'south', name: 'South', shortName: 'South', level: 'provincial' },
  ],
  judicialSeats: { 'high-court': 'provincial' },
  bodies: [
    { id: 'ministry', shortName: 'Ministry', name: 'Ministry', level: 'federal' },
    { id: 'department', shortName: 'Department', name: 'Department', level: 'provincial' },
    { id: 'high-court', shortName: 'High Court', name: 'High Court', level: 'judicial' },
    { id: 'academy', shortName: 'Academy', name: 'Academy', level: 'judicial' },
  ],
  interventions: [
    planRow('1'),
    planRow('2', { indicators: null, bodies: [], responsibility: null }),
    planRow('2a', { bodies: ['department'] }),
    planRow('2b'),
    planRow('3', { pillar: 'second', section: null, bodies: ['high-court'] }),
  ],
  priorities: [{ no: 1, pillar: 'first', text: 'First things first', interventions: ['2'], notes: [] }],
};

const bodyIds = smallPlanFile.bodies.map(({ id }) => id);
const anyBodies = fc.subarray(bodyIds, { minLength: 1 });
const anyBudget = fc.constantFrom('-', null, '', 'TBD by MoI', 'As finalized by MoF', 'MoI/MoD');
const anyTop = fc.record({
  bodies: anyBodies,
  indicators: fc.constantFrom('Made', null),
  budget: anyBudget,
  subItems: fc.array(fc.record({ bodies: anyBodies, budget: anyBudget }), { maxLength: 3 }),
});
/** A pillar as a list of sections with their top-level rows. Headings are kept apart by their place. */
const anyPillar = fc.array(
  fc.record({
    heading: fc.constantFrom('Reform', 'Reform: courts & “police”', 'مدارس', 'متفرق'),
    rows: fc.array(anyTop, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Any valid plan file with one to four pillars; the first section of every second pillar has no heading. */
export const anyPlanFile: fc.Arbitrary<PlanFile> = fc
  .tuple(fc.array(anyPillar, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 40 }))
  .map(([pillars, start]) => {
    const interventions: Row[] = [];
    let number = start;
    for (const [place, sections] of pillars.entries()) {
      for (const [index, { heading, rows }] of sections.entries()) {
        const section = index === 0 && place % 2 === 1 ? null : `${heading} ${index + 1}`;
        const common = { pillar: `pillar-${place + 1}`, section };
        for (const { subItems, ...top } of rows) {
          interventions.push(planRow(String(number), { ...common, ...top }));
          for (const [at, subItem] of subItems.entries()) {
            interventions.push(planRow(`${number}${'abc'.charAt(at)}`, { ...common, ...subItem }));
          }
          number += 1;
        }
      }
    }
    return {
      ...smallPlanFile,
      pillars: pillars.map((_, place) => ({
        id: `pillar-${place + 1}`,
        name: `Pillar ${place + 1}`,
        goal: place === 0 ? 'peace' : null,
      })),
      interventions,
      priorities: [
        { no: 1, pillar: 'pillar-1', text: 'All of it', interventions: [String(start)], notes: [] },
      ],
    };
  });
