/** Runs a built script as Apps Script does: each run in a bare realm of its own, with the services and little else as globals. */
import { Script as Compiled, createContext, type Context } from 'node:vm';
import { endExecution, newExecution, newUser, type Execution, type Realm, type User } from './execution.js';
import type { Program } from './program.js';
import { servicesFor } from './services.js';

export interface LoggedLine {
  readonly level: 'error' | 'info' | 'log' | 'warn';
  readonly parts: readonly unknown[];
}

export interface RunOptions {
  /** Who runs it; what is selected is that person's. */
  readonly user?: User;
  readonly trigger?: Execution['trigger'];
}

/** A script that is bound to the fake's spreadsheet. */
export interface LoadedScript {
  /**
   * Runs a global function, as a menu, a trigger, `google.script.run` or a formula does: with globals that are new each time.
   * @throws what the function throws; and the fake's own faults, even if the script caught them
   */
  run(name: string, parameters?: readonly unknown[], options?: RunOptions): unknown;
  /** The names of its global functions. */
  readonly functions: readonly string[];
  /** What it wrote to the console. */
  readonly log: readonly LoggedLine[];
}

/** What a bare context has that Apps Script's does not. */
const missing = ['SharedArrayBuffer', 'Atomics', 'WebAssembly', 'escape', 'unescape'];

function realmOf(context: Context): Realm {
  return new Compiled('({ Array, Object, Date, Error })').runInContext(context) as Realm;
}

/**
 * @param code text of the bundle
 * @param timeZone of the script, which may be another than the spreadsheet's
 */
export function loadScript(
  program: Program,
  code: string,
  { timeZone = 'America/New_York', filename = 'Code.gs' }: { timeZone?: string; filename?: string } = {},
): LoadedScript {
  const compiled = new Compiled(code, { filename });
  const log: LoggedLine[] = [];
  const anybody = newUser('editor@example.org');
  const consoleOf = () =>
    Object.fromEntries(
      (['error', 'info', 'log', 'warn'] as const).map((level) => [
        level,
        (...parts: unknown[]) => void log.push({ level, parts }),
      ]),
    );

  const open = () => {
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    for (const name of missing) Reflect.deleteProperty(context, name);
    return context;
  };
  const functionsOf = (context: Context) =>
    Object.keys(context).filter((name) => typeof (context as Record<string, unknown>)[name] === 'function');

  const enter = (options: RunOptions) => {
    const context = open();
    const { user = anybody, trigger = null } = options;
    const execution = newExecution({ user, trigger, timeZone, realm: realmOf(context) });
    Object.assign(context, servicesFor(program, execution), {
      console: { ...consoleOf(), time: () => undefined, timeEnd: () => undefined },
    });
    compiled.runInContext(context);
    return { context: context as Record<string, unknown>, execution };
  };

  const first = enter({});
  endExecution(first.execution);
  const functions = functionsOf(first.context);

  return {
    functions,
    log,
    run(name, parameters = [], options = {}) {
      const { context, execution } = enter(options);
      const called = context[name];
      if (typeof called !== 'function') throw new Error(`Script function not found: ${name}`);
      const before = program.faults.length;
      try {
        return (called as (...given: readonly unknown[]) => unknown)(...parameters);
      } finally {
        endExecution(execution);
        // eslint-disable-next-line no-unsafe-finally -- a fault of the fake goes before whatever the script made of it
        if (program.faults.length > before) throw program.faults[before];
      }
    },
  };
}
