/** A spreadsheet of the fake with the very script that is pushed, asked as the sidebar asks it; and the services, to prepare with. */
import { decodeAnswer, encodeRequest } from '../../appsscript/messages/envelope.js';
import type { Gives, Method, Takes } from '../../appsscript/messages/methods.js';
import { loadScript, type LoadedScript, type RunOptions } from '../fakes/sheets/load.js';
import { openSheets, type SheetsOptions } from '../fakes/sheets/open.js';
import type { Person } from '../fakes/sheets/person.js';
import type { Program } from '../fakes/sheets/program.js';
import { builtCode } from './bundle.js';

export interface ScriptAtWork {
  readonly program: Program;
  readonly person: Person;
  readonly script: LoadedScript;
  /** What another script would have, of the test's own realm: to prepare the spreadsheet with, and to look into it. */
  readonly app: GoogleAppsScript.Spreadsheet.SpreadsheetApp;
  /** Has the script carry out a method, in a run of its own. @throws what `decodeAnswer` throws */
  readonly ask: <M extends Method>(method: M, takes: Takes<M>, options?: RunOptions) => Gives<M>;
  /** How many calls of services it takes to do something. */
  readonly callsOf: (act: () => unknown) => number;
}

export async function scriptAtWork(options: SheetsOptions = {}): Promise<ScriptAtWork> {
  const { program, person, app } = openSheets(options);
  const script = loadScript(program, await builtCode());
  return {
    program,
    script,
    person,
    app,
    ask: (method, takes, run) =>
      decodeAnswer(method, script.run('callHost', [encodeRequest(method, takes)], run) as string),
    callsOf: (act) => {
      const before = program.calls.total;
      act();
      return program.calls.total - before;
    },
  };
}
