/** What has come of each source. */
import type { Plan } from '../../core/index.js';
import type { CheckedPlace } from '../check-places.js';
import { placeText } from '../places.js';
import { errorsInWords } from './account.js';
import type { SourceToCheck } from './sources.js';
import { printable, table, tone, type Terminal, type Tone } from './terminal.js';

/** What became of a workbook: as of its place, or `refused` if it was read and cannot be used. */
export type WorkbookState = Exclude<CheckedPlace['state'], 'postponed'> | 'refused';

export interface WorkbookAccount {
  /** The path, or `sheets:ID`. */
  readonly place: string;
  /** Name of the file, or title of the sheet. */
  readonly name: string;
  readonly state: WorkbookState;
  /** Why it could not be read or used; empty if it could. */
  readonly why: string;
}

export interface SourceAccount {
  readonly unit: string;
  /** What people call it, where the list says so. */
  readonly name: string | null;
  readonly place: string;
  /** Empty: nothing has come yet. */
  readonly workbooks: readonly WorkbookAccount[];
}

export function workbookAccount({
  place,
  name,
  state,
  submission,
  diagnostics,
}: CheckedPlace): WorkbookAccount {
  const isRefused = state === 'read' && !submission;
  return {
    place: placeText(place),
    name,
    state: isRefused ? 'refused' : (state as WorkbookState),
    why: isRefused || state === 'unreachable' ? errorsInWords(diagnostics) : '',
  };
}

/** @param accounts of each workbook that was read, by its place */
export function accountsOfSources(
  sources: readonly SourceToCheck[],
  accounts: ReadonlyMap<string, WorkbookAccount>,
): readonly SourceAccount[] {
  return sources.map(({ source: { unit, name, place }, places }) => ({
    unit,
    name,
    place: placeText(place),
    workbooks: places.flatMap((wanted) => accounts.get(placeText(wanted.place)) ?? []),
  }));
}

const tones: Readonly<Record<WorkbookState, Tone>> = {
  read: 'good',
  blank: 'warning',
  unreachable: 'bad',
  refused: 'bad',
};
const words: Readonly<Record<WorkbookState, string>> = {
  read: 'read',
  blank: 'blank: nothing was handed out in it yet',
  unreachable: 'not reached',
  refused: 'refused',
};

/** A source as people know it: its name, if the list gives it one, and its place. */
export function sourceInWords({ name, place }: Pick<SourceAccount, 'name' | 'place'>): string {
  return printable(name === null ? place : `${name} (${place})`);
}

/** A line for each source. */
export function sourcesTable(terminal: Terminal, plan: Plan, sources: readonly SourceAccount[]): string {
  return table(
    terminal,
    [{ header: 'Reporting unit' }, { header: 'Source' }, { header: 'What came of it', width: 70 }],
    sources.map((source) => [
      plan.unitById.get(source.unit)!.name,
      sourceInWords(source),
      source.workbooks.length === 0
        ? tone(terminal, 'warning', 'nothing has come yet')
        : source.workbooks
            .map(({ name, state, why }) => {
              const text =
                state === 'read' ? `${words[state]}: ${name}` : `${words[state]}${why && `: ${why}`}`;
              return tone(terminal, tones[state], printable(text));
            })
            .join('\n'),
    ]),
  );
}
