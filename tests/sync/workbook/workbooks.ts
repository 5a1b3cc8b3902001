/** Differently filled workbooks: units, plans and entries for the tests that look through a spreadsheet program. */
import fc from 'fast-check';
import {
  hasPart,
  loadPlan,
  nispPlan,
  parsePeriod,
  statuses,
  timelines,
  type EntryValues,
  type Plan,
  type PlanFile,
  type Status,
  type UnitWorkbookInput,
} from '../../../core/index.js';
import { planRow, smallPlanFile } from '../../support/plans.js';

export const period = parsePeriod('2019-Q1')!;

/** A day so many days after (or before) an ISO date. */
export function daysAfter(iso: string, days: number): string {
  const day = 86_400_000;
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** Amounts with paisas, so that sums are not exact in binary. */
const anyAmount = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 99_999_999 }).map((paisas) => paisas / 100),
);
const anyDay = fc.oneof(
  // Around the as-of date, where due turns into not yet due.
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 2 }).map((days) => daysAfter(period.end, days)) },
  { weight: 3, arbitrary: fc.integer({ min: -500, max: 1500 }).map((days) => daysAfter(period.end, days)) },
);
const anyValues: fc.Arbitrary<EntryValues> = fc.record(
  {
    timeline: fc.constantFrom(...timelines),
    status: fc.constantFrom(...statuses),
    progress: fc.oneof(
      fc.constantFrom(0, 1),
      fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 1000),
    ),
    baseline: anyAmount,
    target: anyAmount,
    actual: anyAmount,
    budget: anyAmount,
    spent: anyAmount,
    start: anyDay,
    due: anyDay,
    updatedOn: anyDay,
    focalPerson: fc.constantFrom('Director (Coordination)', 'ڈائریکٹر'),
    evidence: fc.constantFrom('Notification 12/2019', '=1+1'),
    remarks: fc.constantFrom('Awaiting concurrence', 'زیرِ غور', 'Completed', '-'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/**
 * Entries drawn by a seed: some rows blank, each field of the others there or not.
 * @param everywhere also in rows in which the unit has no part, and in containers
 */
export function randomEntries(
  plan: Plan,
  unit: string,
  seed: number,
  { everywhere = false } = {},
): Map<string, EntryValues> {
  const rows = plan.interventions.filter(
    (intervention) => everywhere || (!intervention.isContainer && hasPart(intervention, unit)),
  );
  const drawn = fc.sample(fc.option(anyValues, { freq: 5, nil: null }), { seed, numRuns: rows.length });
  return new Map(rows.flatMap(({ no }, index) => (drawn[index] ? [[no, drawn[index]] as const] : [])));
}

/** Everything done, with evidence: on time, but for what is due after the quarter. */
export function completedEntries(plan: Plan, unit: string): Map<string, EntryValues> {
  return new Map(
    plan.interventions
      .filter((intervention) => !intervention.isContainer && hasPart(intervention, unit))
      .map(({ no }, index) => [
        no,
        {
          status: 'Completed',
          progress: 1,
          timeline: timelines[index % timelines.length]!,
          start: '2018-07-01',
          due: daysAfter(period.end, (index % 3) - 1),
          budget: 10.1 + index,
          spent: 9.9 + index,
          evidence: `Report ${index}`,
        },
      ]),
  );
}

/** @throws Error where the file is no valid plan */
export function planOf(file: PlanFile): Plan {
  const loaded = loadPlan(file);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.plan;
}

const blankOrStatus: readonly (Status | null)[] = [null, ...statuses];

/** Every way in which three sub-items can have a status or none, whatever their order. */
const threeStatuses = blankOrStatus.flatMap((first, one) =>
  blankOrStatus.slice(one).flatMap((second, two) => {
    return blankOrStatus.slice(one + two).map((third) => [first, second, third] as const);
  }),
);

const letters = ['a', 'b', 'c', 'd'] as const;
/** A plan of containers: each has three sub-items of the unit `north` and, between them, one of `south` alone. */
export const containerPlan = planOf({
  ...smallPlanFile,
  id: 'containers',
  interventions: threeStatuses.flatMap((_, index) => {
    const no = String(index + 1);
    return [
      planRow(no, { indicators: null, bodies: [], responsibility: null }),
      ...letters.map((letter) =>
        planRow(no + letter, { units: letter === 'b' ? ['south'] : ['north'], budget: 'TBD by MoI' }),
      ),
    ];
  }),
  priorities: [],
});

/** One container for each of `threeStatuses`; what stands in the row that is not the unit's must not count. */
export function containerEntries(): Map<string, EntryValues> {
  const amounts = randomEntries(containerPlan, 'north', 5, { everywhere: true });
  return new Map(
    threeStatuses.flatMap(([first, second, third], index) =>
      ([first, 'Dropped', second, third] as const).map((status, place): [string, EntryValues] => {
        const no = `${index + 1}${letters[place]!}`;
        const { progress, budget, spent } = amounts.get(no) ?? {};
        return [
          no,
          {
            ...(status === null ? {} : { status }),
            ...(progress === undefined ? {} : { progress }),
            ...(budget === undefined ? {} : { budget }),
            ...(spent === undefined ? {} : { spent }),
          },
        ];
      }),
    ),
  );
}

/**
 * A plan whose ids and headings would mean something else to COUNTIFS: numbers, dates, truth values, operators,
 * wildcards; headings in Urdu; a pillar without rows of this unit.
 */
export const oddPlan = planOf({
  ...smallPlanFile,
  id: 'odd-plan',
  title: 'A plan & its “odd” names',
  pillars: ['1', '01', 'true', 'may', '1e3', 'na'].map((id) => ({ id, name: `Pillar ${id}`, goal: null })),
  interventions: [
    planRow('1', { pillar: '1', section: null }),
    planRow('2', { pillar: '1', section: '*' }),
    planRow('3', { pillar: '1', section: '?' }),
    planRow('4', { pillar: '01', section: null, timeline: 'Short Term' }),
    planRow('5', { pillar: '01', section: '2' }),
    planRow('6', { pillar: 'true', section: null }),
    planRow('7', { pillar: 'true', section: '=1+1' }),
    planRow('8', { pillar: 'may', section: '2019' }),
    planRow('9', { pillar: 'may', section: '5/2019' }),
    planRow('10', { pillar: '1e3', section: 'مدارس کی اصلاحات', budget: 'As finalized by MoF' }),
    planRow('11', { pillar: '1e3', section: 'متفرق', indicators: null, bodies: [], responsibility: null }),
    planRow('11a', { pillar: '1e3', section: 'متفرق' }),
    planRow('12', { pillar: 'na', section: null, units: ['south'] }),
  ],
  priorities: [],
});

/** Workbooks by file name, each filled in another way. */
export const workbooks: readonly (readonly [string, UnitWorkbookInput])[] = [
  ['federal, empty', { plan: nispPlan, unit: 'federal', period }],
  [
    'punjab, all completed',
    { plan: nispPlan, unit: 'punjab', period, entries: completedEntries(nispPlan, 'punjab') },
  ],
  [
    'khyber-pakhtunkhwa, random',
    {
      plan: nispPlan,
      unit: 'khyber-pakhtunkhwa',
      period,
      entries: randomEntries(nispPlan, 'khyber-pakhtunkhwa', 1),
    },
  ],
  [
    'federal, random, as of a day within the quarter',
    {
      plan: nispPlan,
      unit: 'federal',
      period,
      entries: randomEntries(nispPlan, 'federal', 2),
      asOf: '2019-02-28',
    },
  ],
  [
    'balochistan, random, also where it has no part',
    {
      plan: nispPlan,
      unit: 'balochistan',
      period,
      entries: randomEntries(nispPlan, 'balochistan', 3, { everywhere: true }),
    },
  ],
  ['containers', { plan: containerPlan, unit: 'north', period, entries: containerEntries() }],
  ['odd plan', { plan: oddPlan, unit: 'centre', period, entries: randomEntries(oddPlan, 'centre', 4) }],
];
