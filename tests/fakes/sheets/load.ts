/** Runs a built script as Apps Script does: each run in a bare realm of its own, with the services and little else as globals. */
import { Script as Compiled, createContext, type Context } from 'node:vm';
import { endExecution, newExecution, newUser, type Execution, type Realm, type User } from './execution.js';
import { constant, give } from './objects.js';
import type { Edit } from './person.js';
import type { Program } from './program.js';
import { servicesFor, type Services } from './globals.js';

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
   * Runs a global function, as a menu, `google.script.run` or a formula does: with globals that are new each time.
   * @param parameters arrays and dates are made anew in the run's realm; handles are guarded
   * @throws what the function throws; and the fake's own faults, even if the script caught them
   */
  run(name: string, parameters?: readonly unknown[], options?: RunOptions): unknown;
  /** Runs the simple trigger `onOpen`, if the script has one. */
  open(user?: User): void;
  /** Runs the simple trigger `onEdit` for what a person did, if the script has one; edits that it does not fire for are none. */
  edited(edit: Edit | null): void;
  /** The names of its global functions. */
  readonly functions: readonly string[];
  /** What it wrote to the console. */
  readonly log: readonly LoggedLine[];
}

/** The realm, without what V8 has and Apps Script has not. */
const bare = new Compiled(
  `for (const name of ['SharedArrayBuffer', 'WebAssembly']) delete globalThis[name];
  ({ Array, Object, Date, Error })`,
);

/** Does something in another time zone of the machine: a script's own `Date` and `Intl` are in the script's. */
function inTimeZone<T>(timeZone: string, act: () => T): T {
  const before = process.env.TZ;
  process.env.TZ = timeZone;
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

interface Run {
  readonly context: Readonly<Record<string, unknown>>;
  readonly handOver: Services['handOver'];
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
  const nobody = newUser('editor@example.org');
  const levels = ['error', 'info', 'log', 'warn'] as const;
  const consoleOfScript = {
    ...Object.fromEntries(
      levels.map((level) => [level, (...parts: unknown[]) => void log.push({ level, parts })] as const),
    ),
    time: () => undefined,
    timeEnd: () => undefined,
  };

  /** One run, from its first line to its end. */
  function inRun<T>({ user = nobody, trigger = null }: RunOptions, act: (run: Run) => T): T {
    return inTimeZone(timeZone, () => {
      const context: Context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
      const realm = bare.runInContext(context) as Realm;
      const execution = newExecution({ user, trigger, timeZone, realm });
      const { globals, handOver } = servicesFor(program, execution);
      Object.assign(context, globals, { console: consoleOfScript });
      const before = program.faults.length;
      try {
        compiled.runInContext(context);
        return act({ context: context, handOver });
      } catch (error) {
        throw program.faults[before] ?? error;
      } finally {
        endExecution(execution);
        const [fault] = program.faults.slice(before);
        // A fault of the fake that the script caught: the test must not pass.
        if (fault !== undefined) raise(fault);
      }
    });
  }

  const functions = inRun({}, ({ context }) =>
    Object.keys(context).filter((name) => typeof context[name] === 'function'),
  );

  const run = (name: string, parametersOf: (run: Run) => readonly unknown[], options: RunOptions) =>
    inRun(options, (inside) => {
      const called = inside.context[name];
      if (typeof called !== 'function') throw new Error(`Script function not found: ${name}`);
      return (called as (...given: readonly unknown[]) => unknown)(...parametersOf(inside));
    });

  /** What every simple trigger is told. */
  const event = { source: give('Spreadsheet', {}), authMode: constant('AuthMode', 'LIMITED') };
  const trigger = (name: 'onOpen' | 'onEdit', user: User, details: object) => {
    if (!functions.includes(name)) return;
    // Who it is stays untold: that would need consent.
    const told = { ...event, user: give('User', { email: '' }), ...details };
    run(name, ({ handOver }) => [handOver(told)], { user, trigger: name });
  };

  return {
    functions,
    log,
    run: (name, parameters = [], options = {}) =>
      run(name, ({ handOver }) => parameters.map((parameter) => handOver(parameter)), options),
    open: (user = nobody) => {
      trigger('onOpen', user, {});
    },
    edited: (edit) => {
      if (!edit) return;
      const { user, range, ...values } = edit;
      trigger('onEdit', user, { range: give('Range', range), ...values });
    },
  };
}

function raise(fault: unknown): never {
  throw fault;
}
