/** Turns a plan file into a checked plan, or into diagnostics that say what is wrong with it. */
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { parseBudget } from './budget.js';
import { interventionNumberPattern, planFileSchema } from './schema.js';
import type { Body, Intervention, Plan, PlanFile, ReportingUnit } from './schema.js';

export type LoadedPlan =
  | { readonly ok: true; readonly plan: Plan; readonly diagnostics: readonly [] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A number in sorting order: 5 < 5a < 5b < 6. Null for a text that is no intervention number. */
export function interventionOrder(no: string): number | null {
  const match = interventionNumberPattern.exec(no);
  if (!match) return null;
  const letter = match[2]!;
  return Number(match[1]) * 27 + (letter === '' ? 0 : letter.charCodeAt(0) - 96);
}

/** The reporting units that have a part in an intervention, by the level of its bodies. In the plan's order of units. */
function unitsOfBodies(
  bodies: readonly Body[],
  units: readonly ReportingUnit[],
  seats: PlanFile['judicialSeats'],
): string[] {
  const levels = new Set<string>();
  for (const body of bodies) {
    const seat =
      body.level === 'judicial' ? (Object.hasOwn(seats, body.id) ? seats[body.id]! : 'both') : body.level;
    if (seat !== 'provincial') levels.add('federal');
    if (seat !== 'federal') levels.add('provincial');
  }
  return units.filter((unit) => levels.has(unit.level)).map((unit) => unit.id);
}

/** Reports every id that occurs twice in a list. */
function duplicateIds(what: string, ids: readonly string[]): Diagnostic[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  return [...twice].map((id) => diagnose('plan/id-duplicate', { what, id }));
}

/** What the schema cannot say: order, parents, and references between the parts of the file. */
function crossCheck(file: PlanFile): Diagnostic[] {
  const found: Diagnostic[] = [
    ...duplicateIds(
      'goals',
      file.goals.map(({ id }) => id),
    ),
    ...duplicateIds(
      'pillars',
      file.pillars.map(({ id }) => id),
    ),
    ...duplicateIds(
      'units',
      file.units.map(({ id }) => id),
    ),
    ...duplicateIds(
      'bodies',
      file.bodies.map(({ id }) => id),
    ),
    ...duplicateIds(
      'priorities',
      file.priorities.map(({ no }) => String(no)),
    ),
  ];
  if (file.validity.to < file.validity.from) found.push(diagnose('plan/validity', file.validity));
  const goals = new Set(file.goals.map(({ id }) => id));
  for (const pillar of file.pillars) {
    if (pillar.goal !== null && !goals.has(pillar.goal)) {
      found.push(diagnose('plan/goal-unknown', { pillar: pillar.id, goal: pillar.goal }));
    }
  }
  const bodies = new Set(file.bodies.map(({ id }) => id));
  const units = new Set(file.units.map(({ id }) => id));
  const pillarRank = new Map(file.pillars.map(({ id }, rank) => [id, rank]));
  const rows = new Map<string, PlanFile['interventions'][number]>();
  const closedSections = new Set<string>();
  let previous: PlanFile['interventions'][number] | null = null;
  let highestRank = -1;

  for (const row of file.interventions) {
    const { no } = row;
    const at = { intervention: no };
    const order = interventionOrder(no);
    if (order === null) {
      found.push(diagnose('plan/number-invalid', { no }, at));
      continue;
    }
    if (rows.has(no)) found.push(diagnose('plan/number-duplicate', { no }, at));
    else if (previous && (interventionOrder(previous.no) ?? 0) > order) {
      found.push(diagnose('plan/number-order', { no, previous: previous.no }, at));
    }

    const letter = interventionNumberPattern.exec(no)![2]!;
    const expectedParent = letter === '' ? null : no.slice(0, -1);
    if (row.parent !== expectedParent) {
      found.push(
        diagnose(
          'plan/parent-mismatch',
          { no, parent: row.parent ?? 'none', expected: expectedParent ?? 'none' },
          at,
        ),
      );
    } else if (expectedParent !== null) {
      const parent = rows.get(expectedParent);
      if (!parent) found.push(diagnose('plan/parent-missing', { no, parent: expectedParent }, at));
      else if (parent.pillar !== row.pillar || parent.section !== row.section) {
        found.push(diagnose('plan/sub-item-elsewhere', { no, parent: expectedParent }, at));
      }
    }

    const rank = pillarRank.get(row.pillar);
    if (rank === undefined) found.push(diagnose('plan/pillar-unknown', { no, pillar: row.pillar }, at));
    else if (rank < highestRank) found.push(diagnose('plan/pillar-order', { no, pillar: row.pillar }, at));
    else highestRank = rank;

    if (previous && (previous.pillar !== row.pillar || previous.section !== row.section)) {
      closedSections.add(JSON.stringify([previous.pillar, previous.section]));
      if (closedSections.has(JSON.stringify([row.pillar, row.section]))) {
        found.push(diagnose('plan/section-order', { no, section: row.section ?? row.pillar }, at));
      }
    }

    for (const body of row.bodies)
      if (!bodies.has(body)) found.push(diagnose('plan/body-unknown', { no, body }, at));
    for (const unit of row.units ?? [])
      if (!units.has(unit)) found.push(diagnose('plan/unit-unknown', { no, unit }, at));
    if (!rows.has(no)) rows.set(no, row);
    previous = row;
  }

  const judicial = new Set(file.bodies.filter(({ level }) => level === 'judicial').map(({ id }) => id));
  for (const id of Object.keys(file.judicialSeats)) {
    if (judicial.has(id)) continue;
    found.push(
      diagnose('plan/invalid', {
        path: `judicialSeats.${id}`,
        problem: 'is not a judicial body of the plan',
      }),
    );
  }
  file.priorities.forEach(({ pillar }, index) => {
    if (pillarRank.has(pillar)) return;
    found.push(
      diagnose('plan/invalid', {
        path: `priorities.${index}.pillar`,
        problem: `the plan has no pillar “${pillar}”`,
      }),
    );
  });
  for (const priority of file.priorities) {
    for (const no of priority.interventions) {
      if (!rows.has(no))
        found.push(diagnose('plan/priority-unknown-intervention', { priority: priority.no, no }));
    }
  }
  return found;
}

/**
 * Checks a plan file and works out what follows from it.
 * @param value the parsed JSON of a plan file (see `planFileSchema`); nothing about it is trusted.
 * @returns the plan, or every fault found in the file; never throws.
 */
export function loadPlan(value: unknown): LoadedPlan {
  const parsed = planFileSchema.safeParse(value);
  if (!parsed.success) {
    const diagnostics = parsed.error.issues.map((issue) =>
      diagnose('plan/invalid', {
        path: issue.path.map(String).join('.') || 'the top level',
        problem: issue.message,
      }),
    );
    return { ok: false, diagnostics };
  }
  const file = parsed.data;
  const faults = crossCheck(file);
  if (faults.length > 0) return { ok: false, diagnostics: faults };

  const bodyById = new Map(file.bodies.map((body) => [body.id, body]));
  const subItems = new Map<string, string[]>();
  for (const { no, parent } of file.interventions) {
    if (parent !== null) subItems.set(parent, [...(subItems.get(parent) ?? []), no]);
  }
  const ownUnits = new Map<string, string[]>();
  for (const row of file.interventions) {
    const named = row.units;
    const bodies = row.bodies.map((id) => bodyById.get(id)!);
    ownUnits.set(
      row.no,
      named
        ? file.units.filter(({ id }) => named.includes(id)).map(({ id }) => id)
        : unitsOfBodies(bodies, file.units, file.judicialSeats),
    );
  }
  const interventions = file.interventions.map((row): Intervention => {
    const below = subItems.get(row.no) ?? [];
    // A row that names nobody (Annex A 99) concerns whoever its sub-items concern.
    const inherited = new Set(below.flatMap((no) => ownUnits.get(no)!));
    const own = ownUnits.get(row.no)!;
    return {
      no: row.no,
      parent: row.parent,
      subItems: below,
      isContainer: below.length > 0 && row.indicators === null,
      pillar: row.pillar,
      section: row.section,
      text: row.intervention,
      textSource: row.interventionSource,
      responsibility: row.responsibility,
      bodies: row.bodies,
      units: own.length > 0 ? own : file.units.filter(({ id }) => inherited.has(id)).map(({ id }) => id),
      indicators: row.indicators,
      timeline: row.timeline,
      budget: parseBudget(row.budget),
      readingNotes: row.readingNotes,
      sectionHNotes: row.sectionHNotes,
    };
  });
  const orphans = interventions.filter(({ units }) => units.length === 0);
  if (orphans.length > 0) {
    return {
      ok: false,
      diagnostics: orphans.map(({ no }) => diagnose('plan/no-unit', { no }, { intervention: no })),
    };
  }
  const plan: Plan = {
    id: file.id,
    title: file.title,
    shortTitle: file.shortTitle,
    version: file.version,
    validity: file.validity,
    goals: file.goals,
    pillars: file.pillars,
    units: file.units,
    bodies: file.bodies,
    interventions,
    priorities: file.priorities,
    interventionByNo: new Map(interventions.map((row) => [row.no, row])),
    bodyById,
    unitById: new Map(file.units.map((unit) => [unit.id, unit])),
    pillarById: new Map(file.pillars.map((pillar) => [pillar.id, pillar])),
  };
  return { ok: true, plan, diagnostics: [] };
}

/** True if the unit has a part in the intervention. */
export function hasPart(intervention: Intervention, unit: string): boolean {
  return intervention.units.includes(unit);
}
