/** The workbook that a unit is handed out for a quarter. */
import {
  buildUnitWorkbook,
  type Blueprint,
  type Period,
  type Plan,
  type ReportingUnit,
  type Submission,
} from '../core/index.js';

/** Whose workbook, and for when. */
export interface TemplateOf {
  readonly plan: Plan;
  readonly unit: ReportingUnit;
  readonly period: Period;
}

export interface Template {
  readonly blueprint: Blueprint;
  /** The quarter that its entries are of; null: it begins blank. */
  readonly from: string | null;
  /** Cells of that report that held nothing that could be used, and begin blank. */
  readonly notTakenOver: number;
}

/** Name of the workbook of a unit and a quarter, without an ending: `NISP-2019-Q1-punjab`. */
export function workbookName({ period, unit }: Pick<TemplateOf, 'period' | 'unit'>): string {
  return `NISP-${period.id}-${unit.id}`;
}

/** @param last what the unit reported last, to begin with; null: nothing */
export function buildTemplate({ plan, unit, period }: TemplateOf, last: Submission | null): Template {
  const rows = [...(last?.entries ?? [])];
  const entries = new Map(rows.map(([no, { values }]) => [no, values]));
  return {
    blueprint: buildUnitWorkbook({ plan, unit: unit.id, period, entries }),
    from: last?.period ?? null,
    notTakenOver: rows.reduce((sum, [, { unusable }]) => sum + unusable.size, 0),
  };
}
