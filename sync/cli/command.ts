/** What every command has in common: exit codes, shared options, and how it says that something went wrong. */
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import {
  applyTimelines,
  describe,
  HostError,
  loadPlan,
  nispPlan,
  parsePeriod,
  planFileSchema,
  type Diagnostic,
  type Period,
  type Plan,
  type PlanFile,
  type ReportingUnit,
} from '../../core/index.js';
import { exists, fileError } from '../files.js';
import type { Terminal } from './terminal.js';

/**
 * 0 fine · 1 there are findings · 2 the command was used wrongly · 3 a file or sheet could not be read or written ·
 * 75 Google answers nobody at present: the same later (`EX_TEMPFAIL` of sysexits.h).
 */
export const exitCodes = { fine: 0, findings: 1, usage: 2, files: 3, later: 75 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The person used the command wrongly: said on one line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface PlanOptions {
  readonly plan?: string;
  readonly timelines?: string;
}

/** The text of a file. @throws HostError */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw fileError(path, cause);
  }
}

/** The faults of a file that a command needs: a plan, a list of timelines or of sources. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    readonly path: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(`${path} cannot be used.`);
  }
}

/** The parsed JSON of a plan file. @throws UsageError, HostError */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(path)) as unknown;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new UsageError(`${path} is not JSON: ${cause.message}`);
  }
}

/** A plan file that `planOf` has accepted, as it stands. */
export async function planFileOf(path: string): Promise<PlanFile> {
  return planFileSchema.parse(await readJson(path));
}

/**
 * The plan that the options name: NISP 2018-2023 or the file of `--plan`, with the timelines of `--timelines`.
 * @throws InputError, UsageError, HostError
 */
export async function planOf({ plan: planPath, timelines }: PlanOptions): Promise<Plan> {
  let plan = nispPlan;
  if (planPath !== undefined) {
    const loaded = loadPlan(await readJson(planPath));
    if (!loaded.ok) throw new InputError(planPath, loaded.diagnostics);
    plan = loaded.plan;
  }
  if (timelines !== undefined) {
    const applied = applyTimelines(plan, await readText(timelines));
    if (!applied.ok) throw new InputError(timelines, applied.diagnostics);
    plan = applied.plan;
  }
  return plan;
}

/** Reads `--period`. */
export function periodArgument(value: string): Period {
  const period = parsePeriod(value);
  if (!period) throw new InvalidArgumentError('Write a quarter such as 2019-Q1.');
  return period;
}

/** Reads `--as-of`. */
export function dateArgument(value: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) {
    throw new InvalidArgumentError('Write a date such as 2019-03-31.');
  }
  return value;
}

/** The reporting unit that a person means by its id, name or short name. @throws UsageError */
export function unitOf(plan: Plan, named: string): ReportingUnit {
  const wanted = named.trim().toLowerCase();
  const unit = plan.units.find(
    ({ id, name, shortName }) =>
      id === wanted || name.toLowerCase() === wanted || shortName.toLowerCase() === wanted,
  );
  if (unit) return unit;
  throw new UsageError(
    `“${named}” is not a reporting unit of the plan. Units: ${plan.units.map(({ id }) => id).join(', ')}.`,
  );
}

/** A diagnostic as `--json` prints it: the data, and the words for it. */
export function diagnosticJson(diagnostic: Diagnostic) {
  const { text, advice } = describe(diagnostic);
  return { ...diagnostic, message: text, advice };
}

/** Prints a value as JSON, ending in a newline. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Makes sure, before the work begins, that what it is to write can be written: no two files under one name, and nothing
 * that is there already unless it may be replaced. So a run ends with all of its files or with none.
 * @throws UsageError, HostError `exists`
 */
export async function requireFree(paths: readonly string[], force: boolean): Promise<void> {
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      `Two files would be written as ${twice}. Take them in separate runs, each with its own --out.`,
    );
  }
  if (force) return;
  for (const path of paths) {
    if (await exists(path)) {
      throw new HostError(
        'exists',
        `${path} is there already. Use --force to replace it (a backup is kept), or another --out.`,
      );
    }
  }
}
