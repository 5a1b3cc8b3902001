/** Our lines in notes, among those of a person. */
import { describe, expect, test } from 'vitest';
import { linesOf, withLines } from '../../appsscript/spreadsheet-host/notes.js';

describe('linesOf', () => {
  test('says how bad it is by shape and word, a line for each finding', () => {
    expect(linesOf({ severity: 'error', text: 'Wrong.\nAlso doubtful.' })).toEqual([
      '▲ NISP: Wrong.',
      '▲ NISP: Also doubtful.',
    ]);
    expect(linesOf({ severity: 'warning', text: 'Doubtful.' })).toEqual(['△ NISP: Doubtful.']);
  });

  test.each(['\r\n', '\r', '\u2028', '\u2029', '\v', '\f', '\u0085'])(
    'gives every line its sign, wherever a quoted text breaks (%j)',
    (lineBreak) => {
      expect(linesOf({ severity: 'error', text: `Found “a${lineBreak}${lineBreak}b”.` })).toEqual([
        '▲ NISP: Found “a',
        '▲ NISP: b”.',
      ]);
    },
  );
});

describe('withLines', () => {
  const lines = linesOf({ severity: 'error', text: 'Wrong.' });
  const own = ['Ask Mr Khan', 'A\nB', '\nbegins blank', 'ends blank\n', 'NISP: mine', '▲ mine', ' △ NISP: x'];

  test.each(['', ...own])('puts ours before the note %j, and takes them away without a trace', (note) => {
    const marked = withLines(note, lines);
    expect(marked.startsWith('▲ NISP: Wrong.')).toBe(true);
    expect(withLines(marked, lines)).toBe(marked);
    expect(withLines(marked, [])).toBe(note);
  });

  test('replaces ours wherever a person put their own lines, which keep their order', () => {
    const note = 'one\n▲ NISP: old\ntwo\n△ NISP: older\nthree';
    expect(withLines(note, lines)).toBe('▲ NISP: Wrong.\none\ntwo\nthree');
  });
});
