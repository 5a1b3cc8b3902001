#!/usr/bin/env node
/** The command line: finds the command, runs it, and turns what went wrong into words and an exit code. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { describe, HostError } from '../../core/index.js';
import { sayCut } from './account.js';
import { CutError } from './checking.js';
import { exitCodes, InputError, UsageError, type ExitCode } from './command.js';
import { buildCommand } from './commands/build.js';
import { checkSourcesCommand } from './commands/check-sources.js';
import { consolidateCommand } from './commands/consolidate.js';
import { planCommand } from './commands/plan.js';
import { rollUpCommand } from './commands/roll-up.js';
import { syncCommand } from './commands/sync.js';
import { validateCommand } from './commands/validate.js';
import { processSurroundings, type Surroundings } from './surroundings.js';
import { printable, processTerminal, tone, type Terminal } from './terminal.js';
import { version } from './version.js';

const commands = [
  buildCommand,
  validateCommand,
  rollUpCommand,
  consolidateCommand,
  syncCommand,
  checkSourcesCommand,
  planCommand,
];

/** Says what went wrong. Errors that nobody expected are bugs: they keep their stack. */
function report(error: unknown, terminal: Terminal): ExitCode {
  const say = (text: string) => {
    terminal.err(`${tone(terminal, 'bad', 'nisp:')} ${text}\n`);
  };
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if (error instanceof UsageError) {
    say(printable(error.message));
    return exitCodes.usage;
  }
  if (error instanceof InputError) {
    say(printable(error.message));
    for (const diagnostic of error.diagnostics) {
      const { text, advice } = describe(diagnostic);
      terminal.err(`  ${printable(text)} ${advice}\n`);
    }
    return exitCodes.findings;
  }
  if (error instanceof CutError) {
    say(error.message);
    sayCut(error, terminal);
    return exitCodes.later;
  }
  if (error instanceof HostError) {
    say(printable(error.message));
    if (error.touched.length > 0) terminal.err(`  Changed by then: ${printable(error.touched.join(', '))}\n`);
    return error.code === 'unavailable' ? exitCodes.later : exitCodes.files;
  }
  throw error;
}

const exitCodesInWords = `
Exit codes:
   0  fine
   1  there are findings
   2  wrong usage
   3  a file or sheet could not be read or written
  75  Google Sheets answers nobody at present: run the same again later`;

/**
 * Runs the command line.
 * @param args the arguments after the program's name
 * @param surroundings how to connect to Google Sheets, and the time; by default those of this machine
 * @returns the exit code
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  surroundings: Surroundings = processSurroundings,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.fine;
  const program = new Command('nisp')
    .description(
      'Track the implementation of the National Internal Security Policy: build the matrix workbooks,\ncheck what comes back, roll it up, consolidate it, and keep workbooks in step.',
    )
    .version(version)
    .addHelpText('after', exitCodesInWords);
  for (const command of commands) {
    program.addCommand(
      command(
        terminal,
        (ended) => {
          code = ended;
        },
        surroundings,
      ),
    );
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: terminal.out,
      writeErr: (text) => {
        terminal.err(printable(text));
      },
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    });
    command.showHelpAfterError('(nisp --help shows how)');
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, terminal);
  }
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  // A reader that stops reading (`nisp plan | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.fine);
    throw error;
  });
  process.exitCode = await run(process.argv.slice(2), processTerminal());
}
