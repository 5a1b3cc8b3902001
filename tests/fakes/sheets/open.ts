/** Opens a fake Google Sheets: its workbook, its services, and the people who work in it. */
import { newExecution, ownRealm, type Execution } from './execution.js';
import { createPerson, type Person } from './person.js';
import { Program } from './program.js';
import { servicesFor, type Services } from './globals.js';
import { createWorkbook, type Workbook } from './workbook.js';

export type SheetsOptions = Parameters<typeof createWorkbook>[0];

export interface OpenSheets {
  readonly program: Program;
  /** All that is kept, as plain data: to be compared and copied. */
  readonly workbook: Workbook;
  /** An editor who is not the owner. */
  readonly person: Person;
  /** Another one of them. */
  readonly personOf: (email: string) => Person;
  /** The services as one long run finds them that the person started, in the test's own realm; for tests without a bundle. */
  readonly app: GoogleAppsScript.Spreadsheet.SpreadsheetApp;
  readonly services: Services['globals'];
  readonly execution: Execution;
}

/** Opens a spreadsheet with one blank worksheet. */
export function openSheets(options: SheetsOptions = {}): OpenSheets {
  const workbook = createWorkbook(options);
  const program = new Program(workbook);
  const person = createPerson(program);
  const execution = newExecution({ user: person.user, realm: ownRealm });
  const { globals } = servicesFor(program, execution);
  return {
    program,
    workbook,
    person,
    personOf: (email) => createPerson(program, email),
    app: globals.SpreadsheetApp as unknown as GoogleAppsScript.Spreadsheet.SpreadsheetApp,
    services: globals,
    execution,
  };
}
