/** What the failures of Google's services mean to a person: each as a HostError in words. */
import { HostError, type HostErrorCode } from '../../core/index.js';

interface Meaning {
  readonly code: HostErrorCode;
  readonly words: string;
}

const refused: Meaning = {
  code: 'no-access',
  words:
    'Google Sheets does not allow the change: you may only view the spreadsheet, or somebody protected a part of it. ' +
    'Ask its owner to let you edit, or take the protection off (Data, Protect sheets and ranges), then try again.',
};
const notConsented: Meaning = {
  code: 'no-access',
  words:
    'You have not allowed the script to work in this spreadsheet. Choose NISP, Panel and agree, then try again.',
};
const unreachable: Meaning = {
  code: 'unavailable',
  words: 'Google Sheets does not answer. Wait a minute, then try again.',
};
const exhausted: Meaning = {
  code: 'unavailable',
  words: 'Google lets scripts do only so much a day, and that was done. Try again tomorrow.',
};
const busy: Meaning = {
  code: 'in-use',
  words: 'Somebody else is changing this spreadsheet. Try again in a minute.',
};
const gone: Meaning = {
  code: 'changed',
  words:
    'Something in the spreadsheet was renamed, moved or deleted in the meantime. Check the workbook, then try again.',
};
const invalid: Meaning = {
  code: 'not-writable',
  words:
    'A cell does not take the value, because of its data validation. Check the workbook, repair it, then try again.',
};
const tooLarge: Meaning = {
  code: 'failed',
  words:
    'The spreadsheet holds more than Google Sheets can. Delete worksheets that nobody needs, or shorten the longest remarks, then try again.',
};
const unknown: Meaning = {
  code: 'failed',
  words:
    'Google Sheets could not do what was asked. Try again; if it fails again, reload the spreadsheet and check it.',
};

/** By how messages begin in English; in other languages nothing matches, and the words are general. Source: what the services say. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^You are trying to edit a protected (cell|range|sheet)/i, refused],
  [/^You do(n't| not) have permission to (access|edit|perform|do) /i, refused],
  [/^(Specified permissions are not sufficient|Authori[sz]ation is required)/i, notConsented],
  [/^You do not have permission to call /i, notConsented],
  [/^Service \w+ (failed|timed out|is unavailable)/i, unreachable],
  [/^(Service error|Service unavailable|Server error|We're sorry, a server error)/i, unreachable],
  [/^(Service invoked too many times|Service using too much computer time)/i, exhausted],
  [/^(Lock timeout|There are too many LockService operations)/i, busy],
  [/^(Range not found|The coordinates |Sheet \S+ not found|Sheet not found)/i, gone],
  [/^The data you entered in cell \S+ violates/i, invalid],
  [/^(This action would increase the number of cells|Your input contains more than)/i, tooLarge],
];

/** Errors of the services have a name of their own. They come from another realm than our classes. */
export function isServiceFailure(
  error: unknown,
): error is { readonly name: string; readonly message: string } {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message } = error as Partial<Record<'name' | 'message', unknown>>;
  return (name === 'Exception' || name === 'ScriptError') && typeof message === 'string';
}

/**
 * What a failure means: of the services a HostError, which has none of their words, for these may quote what stands in
 * cells. HostErrors and bugs stay what they are.
 * @param touched worksheets that had been changed by then
 */
export function meaningOf(error: unknown, touched: readonly string[] = []): unknown {
  if (!isServiceFailure(error)) return error;
  const message = error.message.replace(/^Exception: /, '');
  const { code, words } = meanings.find(([beginning]) => beginning.test(message))?.[1] ?? unknown;
  return new HostError(code, words, touched);
}
