/** What became of each place of a run, for the person. */
import { describe, type Diagnostic } from '../../core/index.js';
import type { CheckedPlace } from '../check-places.js';
import { placeText, type Place } from '../places.js';
import type { CutError } from './checking.js';
import { printable, table, tone, type Terminal, type Tone } from './terminal.js';

const states: Readonly<Record<CheckedPlace['state'], { readonly word: string; readonly tone: Tone }>> = {
  read: { word: 'read', tone: 'good' },
  blank: { word: 'blank', tone: 'warning' },
  unreachable: { word: 'not reached', tone: 'bad' },
  postponed: { word: 'not read yet', tone: 'warning' },
};

/** Why a workbook could not be read or is refused, in one text; empty if it is not. */
export function errorsInWords(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => describe(diagnostic).text)
    .join(' ');
}

/** A name with the place that it stands for, where that is another. */
export function nameAndPlace(name: string, place: Place): string {
  return printable(name === placeText(place) ? name : `${name} (${placeText(place)})`);
}

/** Says what a run that was cut has read and what not, and what to do. */
export function sayCut({ places, advice }: CutError, terminal: Terminal): void {
  terminal.err(
    table(
      terminal,
      [{ header: 'File or sheet' }, { header: 'State' }, { header: 'Why', width: 60 }],
      places.map(({ name, place, state, submission, diagnostics }) => [
        place.kind === 'sheet' ? nameAndPlace(name, place) : printable(placeText(place)),
        tone(terminal, states[state].tone, states[state].word),
        submission ? '' : printable(errorsInWords(diagnostics)),
      ]),
    ),
  );
  terminal.err(`${printable(advice)}\n`);
}
