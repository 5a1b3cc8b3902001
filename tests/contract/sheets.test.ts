/**
 * The Google Sheets host keeps the contract: the sidebar's side of it, wired to the very script that is pushed, which runs in a bare
 * realm against the fake. A round trip is an execution of the script.
 */
import { vi } from 'vitest';
import { createSheetsHost } from '../../appsscript/sidebar/sheets-host.js';
import type { HostCapability } from '../../core/index.js';
import { builtCode } from '../appsscript/bundle.js';
import { loadScript } from '../fakes/sheets/load.js';
import { createPerson } from '../fakes/sheets/person.js';
import { Program } from '../fakes/sheets/program.js';
import { createWorkbook, type Workbook } from '../fakes/sheets/workbook.js';
import type { HostAdapter, WorkbookUnderTest } from './adapter.js';
import { registerFailureContract, registerWorkbookHostContract } from './contract.js';
import { foreignWorkbook, foreignWorksheets } from './sheets-foreign.js';
import { inspectedSpreadsheet } from './sheets-people.js';

/**
 * How an execution fails. `before`: a service fails before anything is changed. `half-way`: in the middle of what is asked of
 * services. `unanswered`: everything is done, and the answer gets lost.
 */
type HowToFail = 'before' | 'half-way' | 'unanswered';

// Each execution begins with a new realm and loads the whole script, as on Apps Script; to fail in each of them takes many.
vi.setConfig({ testTimeout: 240_000 });

/** How many calls of services a request takes, tried on a copy of the spreadsheet. */
function callsFor(request: string, workbook: Workbook, code: string): number {
  const copy = new Program(structuredClone(workbook));
  loadScript(copy, code).run('callHost', [request]);
  return copy.calls.total;
}

function workbookUnderTest(workbook: Workbook, code: string, how: HowToFail): WorkbookUnderTest {
  const program = new Program(workbook);
  const script = loadScript(program, code);
  const person = createPerson(program);
  let executions = 0;
  let failing = 0;
  const run = (request: string) => {
    const answer = script.run('callHost', [request], { user: person.user });
    if (typeof answer !== 'string') throw new Error('The script answered with something else than a text');
    return answer;
  };
  const execute = (request: string): string => {
    executions += 1;
    if (executions !== failing) return run(request);
    switch (how) {
      case 'before':
        program.failAt(1);
        return run(request);
      case 'half-way':
        program.failAt(Math.ceil(callsFor(request, workbook, code) / 2));
        return run(request);
      case 'unanswered':
        run(request);
        throw new Error('NetworkError');
    }
  };
  const answer = (request: string): Promise<string> =>
    new Promise((resolve) => {
      resolve(execute(request));
    });
  return {
    host: createSheetsHost(answer),
    calls: () => executions,
    failAt: (call) => {
      failing = executions + call;
    },
    ...inspectedSpreadsheet(program, person),
  };
}

const lacks: readonly HostCapability[] = [
  'dataBars',
  'printSetup',
  'veryHiddenWorksheets',
  'links',
  'refusesLockedEdits',
];
const adapter = (how: HowToFail = 'half-way'): HostAdapter => ({
  create: async (contents) =>
    workbookUnderTest(contents === 'foreign' ? foreignWorkbook() : createWorkbook(), await builtCode(), how),
  foreignWorksheets,
  lacks,
  untold: ['hidden-rows', 'white-fills'],
});

registerWorkbookHostContract('Google Sheets', adapter());

registerFailureContract('Google Sheets, nothing was done', adapter('before'), true);
registerFailureContract('Google Sheets, all was done and no answer came', adapter('unanswered'), false);
