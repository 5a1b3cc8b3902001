/** All that is emulated, put together: the globals that a run of a script finds. */
import type { Execution } from './execution.js';
import { Guard } from './guard.js';
import { give, joined, type Kind, type Part } from './objects.js';
import { read } from './members.js';
import type { Program } from './program.js';
import { spreadsheetApp } from './spreadsheet-app.js';
import { developerMetadata } from './developer-metadata.js';
import { groups } from './groups.js';
import { notes } from './notes.js';
import { protections } from './protections.js';
import { conditionalFormatRules } from './conditional-format-rules.js';
import { dataValidations } from './data-validations.js';
import { filters } from './filters.js';
import { charts } from './charts.js';

/** A file for each matter; a new one is added here. */
const parts: readonly Part[] = [
  spreadsheetApp,
  developerMetadata,
  groups,
  ...notes,
  protections,
  conditionalFormatRules,
  ...dataValidations,
  filters,
  charts,
];

const methods = joined(parts);

for (const [kind, written] of methods) {
  for (const name of written.keys())
    if (!read(kind).has(name)) throw new Error(`${kind}.${name} is no member on Apps Script`);
}

/** The services, by the names of their globals. */
const globals: Readonly<Record<string, Kind>> = { SpreadsheetApp: 'SpreadsheetApp' };

/** The globals of one run, guarded. */
export function servicesFor(program: Program, execution: Execution): Readonly<Record<string, object>> {
  const guard = new Guard(program, execution, methods);
  return Object.fromEntries(
    Object.entries(globals).map(([name, kind]) => [name, guard.guard(give(kind, {}))] as const),
  );
}
