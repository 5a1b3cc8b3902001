/** What became of handing out a quarter's workbooks, for the person. */
import type { Plan } from '../../core/index.js';
import type { HandedOut, HandOutOutcome, HandOutPlace } from '../hand-out.js';
import { errorsInWords } from './account.js';
import { exitCodes, type ExitCode } from './command.js';
import { printable, table, tone, type Terminal, type Tone } from './terminal.js';

const tones: Readonly<Record<HandOutOutcome['kind'], Tone>> = {
  built: 'good',
  already: 'dim',
  'filled-in': 'warning',
  refused: 'bad',
  failed: 'bad',
  postponed: 'warning',
};

/** What became of one, in words. */
function outcomeInWords(outcome: HandOutOutcome): string {
  switch (outcome.kind) {
    case 'built': {
      const begins = outcome.from === null ? 'begins blank' : `begins with ${outcome.from}`;
      const left = outcome.notTakenOver > 0 ? `; ${outcome.notTakenOver} cells were not taken over` : '';
      const before = outcome.backup === null ? '' : `; before: ${outcome.backup}`;
      return `handed out, ${begins}${left}${before}`;
    }
    case 'already':
      return 'handed out already; nothing was entered yet';
    case 'filled-in':
      return 'left as it is: it holds entries of this quarter (--force hands out over them, and keeps a copy)';
    case 'refused':
      return `left as it is: ${errorsInWords(outcome.diagnostics)}`;
    case 'failed':
      return outcome.why;
    case 'postponed':
      return outcome.why ?? 'not handed out yet';
  }
}

/** Where it is, as the person finds it. */
function placeInWords(place: HandOutPlace, url: string | null): string {
  return place.kind === 'path' ? place.path : (url ?? 'a new Google Sheet');
}

/** What became of each, as `--json` prints it. */
export function handedOutJson({ handOut: { unit, place }, url, outcome }: HandedOut) {
  return { unit: unit.id, name: unit.name, place: placeInWords(place, url), ...outcome };
}

/** A line for each; units of the plan for which the list has no place are named too. */
export function handedOutTable(terminal: Terminal, handedOut: readonly HandedOut[]): string {
  return table(
    terminal,
    [{ header: 'Reporting unit' }, { header: 'Place' }, { header: 'What became of it', width: 60 }],
    handedOut.map(({ handOut: { unit, place }, url, outcome }) => [
      unit.name,
      printable(placeInWords(place, url)),
      tone(terminal, tones[outcome.kind], printable(outcomeInWords(outcome))),
    ]),
  );
}

/** What to do with spreadsheets that were made: only their owner can see them. */
export const sharingAdvice = `Nobody else sees a new spreadsheet until it is shared. Open its address with the account that nisp is signed
in with, choose Share, and add those who fill it in as editors; then put the address into sources.json, so that
nisp consolidate reads it. (A service account cannot open a spreadsheet in a browser: make an empty one yourself, share
it with the service account as an editor, name it in sources.json, and use nisp build --sources.)
`;

/** The exit code of a run that handed out these. */
export function exitCodeOf(handedOut: readonly HandedOut[]): ExitCode {
  const kinds = new Set(handedOut.map(({ outcome }) => outcome.kind));
  if (kinds.has('postponed')) return exitCodes.later;
  const isPartial = handedOut.some(({ outcome }) => outcome.kind === 'built' && outcome.notTakenOver > 0);
  return isPartial || kinds.has('filled-in') || kinds.has('refused') || kinds.has('failed')
    ? exitCodes.findings
    : exitCodes.fine;
}

/** How many timelines the plan lacks, and where they come from; empty if it has all. */
export function timelinesAdvice(terminal: Terminal, { interventions }: Plan): string {
  const unset = interventions.filter(({ timeline }) => timeline === null).length;
  if (unset === 0) return '';
  return (
    `\n${tone(terminal, 'warning', `${unset} of ${interventions.length} timelines are not set:`)} Annex A prints them as a colour only.\n` +
    'Read them off the printed policy into a file (one line each, such as “5a,Short Term”) and pass it with --timelines.\n'
  );
}
