/** The small parts of the add-in's pages that need no browser. */
import { describe, expect, test } from 'vitest';
import { appearanceOf } from '../../addin/appearance.js';
import { noticeAddress, noticeText } from '../../addin/notice-address.js';
import { noticeInWords } from '../../addin/words.js';

describe('the appearance', () => {
  test.each([
    ['#FFFFFF', 'light'],
    ['#E6E6E6', 'light'],
    ['#262626', 'dark'],
    ['363636', 'dark'],
    ['#0A0A0A', 'dark'],
  ] as const)('of a program with the ground %s is %s', (bodyBackgroundColor, appearance) => {
    expect(appearanceOf({ bodyBackgroundColor })).toBe(appearance);
  });
  test('is left to the person’s settings where the program tells nothing', () => {
    expect(appearanceOf(undefined)).toBeUndefined();
    expect(appearanceOf({ bodyBackgroundColor: '' })).toBeUndefined();
  });
});

describe('a notice in an address', () => {
  const page = 'https://localhost:3000/nisp/commands.html?_host_Info=Excel$Web';
  test.each(['Two\nlines', '<b>&amp;</b>', 'a=b&text=c#d', '100 % “quoted” ürdü اردو', ''])(
    'comes back as it was: %s',
    (text) => {
      const address = new URL(noticeAddress(text, page));
      expect(address.origin + address.pathname + address.search).toBe(
        'https://localhost:3000/nisp/notice.html',
      );
      expect(noticeText(address.hash)).toBe(text);
    },
  );
  test('comes back though Office adds to the address', () => {
    const { hash } = new URL(noticeAddress('Done & dusted', page));
    expect(noticeText(`${hash}&_xdm_Info=1|2|https://excel.example`)).toBe('Done & dusted');
  });
  test('is cut to what every program takes', () => {
    const text = noticeText(new URL(noticeAddress('x'.repeat(5000), page)).hash);
    expect(text).toHaveLength(1502);
    expect(text.endsWith(' …')).toBe(true);
  });
});

describe('a notice in words', () => {
  test('names what was put back, and the first of many places', () => {
    const ranges = ['F9', 'F11', 'F13', 'F15', 'F17', 'F19'];
    const text = noticeInWords({
      kind: 'repaired',
      report: {
        restored: [
          { what: 'validation', worksheet: 'Matrix', ranges },
          { what: 'protection', worksheet: 'Roll-up', ranges: [] },
        ],
        omitted: [],
        calls: 3,
      },
    });
    expect(text?.split('\n')).toEqual([
      '2 parts were put back. No entry was touched.',
      'Matrix: drop-downs and checks (F9, F11, F13, F15, and 2 more)',
      'Roll-up: protection',
    ]);
  });
  test('says what failed, what was changed by then, and what to do', () => {
    const text = noticeInWords({
      kind: 'failed',
      task: 'repairing',
      code: 'no-access',
      message: 'The worksheet Matrix is protected with a password. Take it off, then try again',
      isBug: false,
      touched: ['Guide'],
      copy: null,
    });
    expect(text?.split('\n')).toEqual([
      'The workbook could not be repaired.',
      'The worksheet Matrix is protected with a password. Take it off, then try again.',
      'Changed by then: Guide.',
    ]);
  });
  test('is nothing where what happened can be seen', () => {
    expect(noticeInWords({ kind: 'findings-written', worksheet: 'Findings' })).toBeNull();
    expect(noticeInWords(null)).toBeNull();
  });
});
