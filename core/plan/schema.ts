/** The shape of a plan file, and of the plan that the rest of the core works with. */
import * as z from 'zod';

/**
 * zod makes code from text where it may, to parse the same shape quickly many times over. A plan is parsed once, and a
 * page under a strict Content-Security-Policy reports even the attempt.
 */
z.config({ jitless: true });

/** An intervention's number as printed: `5`, `5a`. Text, never a numeral. */
export const interventionNumberPattern = /^([1-9]\d{0,3})([a-z]?)$/;

/** Indicative timelines, in the order of Annex A's colour key. The colour itself is the host's affair. */
export const timelines = ['Short Term', 'Medium Term', 'Long Term'] as const;
export type Timeline = (typeof timelines)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const text = z.string().trim().min(1).max(5_000);
const isoDate = z.iso.date('must be a date such as 2018-01-31');

const goalSchema = z.strictObject({ id, name: text });
const pillarSchema = z.strictObject({ id, name: text, goal: id.nullable() });
const unitSchema = z.strictObject({
  id,
  name: text,
  shortName: text,
  /** A federal unit reports for federal bodies, a provincial one (or a district) for provincial bodies. */
  level: z.enum(['federal', 'provincial']),
});
const bodySchema = z.strictObject({
  id,
  shortName: text,
  name: text,
  level: z.enum(['federal', 'provincial', 'judicial']),
  nameSource: z.string().optional(),
});
const interventionSchema = z.strictObject({
  no: z.string(),
  parent: z.string().nullable(),
  pillar: z.string(),
  section: text.nullable(),
  intervention: text,
  interventionSource: z.string(),
  responsibility: z.string().nullable(),
  bodies: z.array(z.string()),
  /** Set where the plan itself names the units (Annex A row 24); otherwise they follow from the bodies. */
  units: z.array(z.string()).min(1).nullable(),
  indicators: z.string().nullable(),
  timeline: z.enum(timelines).nullable(),
  budget: z.string().nullable(),
  readingNotes: z.array(z.string()),
  sectionHNotes: z.array(z.string()),
});
const prioritySchema = z.strictObject({
  no: z.number().int().positive(),
  pillar: z.string(),
  text,
  interventions: z.array(z.string()),
  notes: z.array(z.string()),
});

/** A plan file (JSON), before the cross-checks of `loadPlan`. `nisp plan --json` writes one. */
export const planFileSchema = z.strictObject({
  id,
  title: text,
  shortTitle: text,
  version: text,
  validity: z.strictObject({ from: isoDate, to: isoDate }),
  goals: z.array(goalSchema),
  pillars: z.array(pillarSchema).min(1),
  units: z.array(unitSchema).min(1),
  /** Through which level of unit a judicial body reports; a judicial body not named here reports through both. */
  judicialSeats: z.record(z.string(), z.enum(['federal', 'provincial', 'both'])),
  bodies: z.array(bodySchema),
  interventions: z.array(interventionSchema).min(1),
  priorities: z.array(prioritySchema),
});
export type PlanFile = z.infer<typeof planFileSchema>;

export type Goal = Readonly<z.infer<typeof goalSchema>>;
export type Pillar = Readonly<z.infer<typeof pillarSchema>>;
export type ReportingUnit = Readonly<z.infer<typeof unitSchema>>;
export type Body = Readonly<z.infer<typeof bodySchema>>;
export type Priority = Readonly<z.infer<typeof prioritySchema>>;

/** A budget as the plan prints it. `by` is the printed name of whoever determines, finalizes or bears it. */
export type PlannedBudget =
  | { readonly kind: 'none'; readonly by: null; readonly printed: string | null }
  | {
      readonly kind: 'to-be-determined' | 'as-finalized' | 'borne';
      readonly by: string;
      readonly printed: string;
    };

/** One row of the plan (one row of Annex A), with what follows from the other rows worked out. */
export interface Intervention {
  readonly no: string;
  /** Number of the intervention that this one is a sub-item of, or null. */
  readonly parent: string | null;
  /** Numbers of its sub-items, in order. */
  readonly subItems: readonly string[];
  /**
   * True for a row with sub-items and no indicator of its own (Annex A: 11, 57, 84, 96, 99): its figures are derived
   * from its sub-items, and it is never counted beside them.
   */
  readonly isContainer: boolean;
  readonly pillar: string;
  readonly section: string | null;
  readonly text: string;
  /** `annex-a`, or `section-h` where Annex A's own wording is lost (84c). */
  readonly textSource: string;
  readonly responsibility: string | null;
  /** Body ids. */
  readonly bodies: readonly string[];
  /** Ids of the reporting units that have a part in it, in the plan's order of units. Never empty. */
  readonly units: readonly string[];
  readonly indicators: string | null;
  readonly timeline: Timeline | null;
  readonly budget: PlannedBudget;
  /** How the print was read where it was doubtful. */
  readonly readingNotes: readonly string[];
  /** Where section H of the policy words or numbers this intervention differently. */
  readonly sectionHNotes: readonly string[];
}

/** A checked plan. Immutable; look-ups are maps so that a hostile key finds nothing. */
export interface Plan {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly version: string;
  /** First and last day that the policy covers, ISO dates. */
  readonly validity: { readonly from: string; readonly to: string };
  readonly goals: readonly Goal[];
  readonly pillars: readonly Pillar[];
  readonly units: readonly ReportingUnit[];
  readonly bodies: readonly Body[];
  readonly interventions: readonly Intervention[];
  readonly priorities: readonly Priority[];
  readonly interventionByNo: ReadonlyMap<string, Intervention>;
  readonly bodyById: ReadonlyMap<string, Body>;
  readonly unitById: ReadonlyMap<string, ReportingUnit>;
  readonly pillarById: ReadonlyMap<string, Pillar>;
}
