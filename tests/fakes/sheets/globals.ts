/** All that is emulated, put together: the globals that a run of a script finds. */
import type { Execution } from './execution.js';
import { Guard } from './guard.js';
import { give, joined, type Kind, type Part } from './objects.js';
import { read } from './members.js';
import type { Program } from './program.js';
import { borders } from './borders.js';
import { clearing } from './clearing.js';
import { copying } from './copying.js';
import { merges } from './merges.js';
import { names } from './names.js';
import { rangeLooks } from './range-looks.js';
import { rangePlaces } from './range-places.js';
import { rangeValues } from './range-values.js';
import { selections } from './selection.js';
import { spreadsheet } from './spreadsheet.js';
import { spreadsheetApp } from './spreadsheet-app.js';
import { worksheet } from './worksheet.js';
import { worksheetLines } from './worksheet-lines.js';
import { developerMetadata } from './developer-metadata.js';
import { groups } from './groups.js';
import { notes } from './notes.js';
import { protections } from './protections.js';
import { conditionalFormatRules } from './conditional-format-rules.js';
import { dataValidations } from './data-validations.js';
import { filters } from './filters.js';
import { charts } from './charts.js';
import { ui } from './ui.js';
import { html } from './html.js';
import { locks } from './locks.js';
import { stores } from './stores.js';

/** A file for each matter; a new one is added here. */
const parts: readonly Part[] = [
  spreadsheetApp,
  selections,
  spreadsheet,
  names,
  worksheet,
  ...worksheetLines,
  rangePlaces,
  ...rangeValues,
  ...rangeLooks,
  borders,
  ...merges,
  ...clearing,
  copying,
  developerMetadata,
  groups,
  ...notes,
  protections,
  conditionalFormatRules,
  ...dataValidations,
  filters,
  charts,
  ui,
  html,
  locks,
  stores,
];

const methods = joined(parts);

for (const [kind, written] of methods) {
  for (const name of written.keys())
    if (!read(kind).has(name)) throw new Error(`${kind}.${name} is no member on Apps Script`);
}

/** The services, by the names of their globals. */
const globals = [
  'SpreadsheetApp',
  'HtmlService',
  'LockService',
  'PropertiesService',
  'CacheService',
  'Charts',
] as const satisfies readonly Kind[];

/** What one run of a script has. */
export interface Services {
  readonly globals: Readonly<Record<(typeof globals)[number], object>>;
  /** A value as that run sees it: handles guarded, arrays and dates of its own realm. */
  readonly handOver: (value: unknown) => unknown;
}

/** The services of one run, guarded. */
export function servicesFor(program: Program, execution: Execution): Services {
  const guard = new Guard(program, execution, methods);
  return {
    globals: Object.fromEntries(
      globals.map((name) => [name, guard.guard(give(name, {}))] as const),
    ) as Services['globals'],
    handOver: (value) => guard.handOver(value),
  };
}
