/** Opens a fake Google Sheets: its workbook, its services, and the people who work in it. */
import { newExecution, type Execution } from './execution.js';
import { Program } from './program.js';
import { servicesFor } from './services.js';
import { createWorkbook, type Workbook } from './workbook.js';

export type SheetsOptions = Parameters<typeof createWorkbook>[0];

export interface OpenSheets {
  readonly program: Program;
  readonly workbook: Workbook;
  /** The services as one run of a script finds them, in this realm; for tests without a bundle. */
  readonly services: Readonly<Record<string, object>>;
  readonly execution: Execution;
}

/** Opens a spreadsheet with one blank worksheet. */
export function openSheets(options: SheetsOptions = {}): OpenSheets {
  const workbook = createWorkbook(options);
  const program = new Program(workbook);
  const execution = newExecution();
  return { program, workbook, execution, services: servicesFor(program, execution) };
}
