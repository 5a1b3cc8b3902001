/** The sections of a plan: Annex A's own headings inside a pillar, each with a key to group and count by. */
import type { Intervention, Plan } from './schema.js';

/** Criteria of COUNTIFS hold at most 255 characters. Source: Excel specifications and limits. */
const longestSlug = 200;

/** A section of a pillar. */
export interface Section {
  /** What `sectionKey` gives for each of its interventions. */
  readonly key: string;
  /** Id of the pillar that it stands in. */
  readonly pillar: string;
  /** The heading; the pillar's name for rows that stand directly under the pillar. */
  readonly name: string;
  /**
   * True for the rows that stand directly under the pillar, without a heading of their own. A layout that already has
   * a line for the pillar needs none for them.
   */
  readonly isWholePillar: boolean;
}

/**
 * The key of the section that an intervention stands in: `reimagine/madrassa-reforms`, or the pillar's id alone where
 * the plan prints no heading (`reconcile`). Letters, digits, `-` and `/` only, in lower case, so that a spreadsheet's
 * COUNTIFS, which ignores letter case and reads `*`, `?` and `<` as operators, counts exactly these rows. Headings of
 * one pillar that differ only in letter case or punctuation are one section.
 */
export function sectionKey({ pillar, section }: Pick<Intervention, 'pillar' | 'section'>): string {
  if (section === null) return pillar;
  const words = section
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u);
  const slug = words.filter((word) => word !== '').join('-');
  return `${pillar}/${slug.slice(0, longestSlug)}`;
}

/** The sections of a plan in its order, pillar by pillar. Every intervention stands in exactly one of them. */
export function sectionsOf(plan: Plan): readonly Section[] {
  const sections = new Map<string, Section>();
  for (const { pillar, section } of plan.interventions) {
    const key = sectionKey({ pillar, section });
    if (sections.has(key)) continue;
    const name = section ?? plan.pillarById.get(pillar)!.name;
    sections.set(key, { key, pillar, name, isWholePillar: section === null });
  }
  return [...sections.values()];
}
