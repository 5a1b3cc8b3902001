/** One run of the script at a time. */
import { describe, expect, test } from 'vitest';
import { ifUnlocked, underLock } from '../../appsscript/lock.js';
import { holdLock, isLocked } from '../fakes/sheets/locks.js';
import { openAsGlobals } from './globals.js';

describe('underLock', () => {
  test('holds the lock while it acts, and lets go when what was written has arrived', () => {
    const { program } = openAsGlobals();
    expect(underLock(() => isLocked(program))).toBe(true);
    expect(isLocked(program)).toBe(false);
    expect(program.calls.byName).toMatchObject({ 'SpreadsheetApp.flush': 1, 'Lock.releaseLock': 1 });
  });

  test('lets go after a failure too, of what it does and of what is left to write', () => {
    const { program } = openAsGlobals();
    expect(() => underLock(() => JSON.parse('{') as unknown)).toThrow(SyntaxError);
    expect(isLocked(program)).toBe(false);
    // The lock, the wait for it, then what is left to write.
    program.resetCalls();
    program.failAt(3);
    expect(() => underLock(() => 1)).toThrow('Service Spreadsheets failed');
    expect(isLocked(program)).toBe(false);
  });

  test('acts within what acts under the lock already, which holds it to the end', () => {
    const { program } = openAsGlobals();
    const seen = underLock(() => [underLock(() => isLocked(program)), isLocked(program)]);
    expect(seen).toEqual([true, true]);
    expect(isLocked(program)).toBe(false);
    expect(program.calls.byName['Lock.tryLock']).toBe(1);
  });

  test('waits twenty seconds for others, then says so and does nothing', () => {
    const { program } = openAsGlobals();
    holdLock(program, 19_000);
    expect(underLock(() => 'done')).toBe('done');
    holdLock(program, 21_000);
    let acted = false;
    expect(() => {
      underLock(() => {
        acted = true;
      });
    }).toThrow(
      expect.objectContaining({
        code: 'in-use',
        message: 'Somebody else is building or repairing this workbook. Try again in a minute.',
      }),
    );
    expect(acted).toBe(false);
  });
});

describe('ifUnlocked', () => {
  test('gives nothing when the others take longer than it waits', () => {
    const { program } = openAsGlobals();
    holdLock(program, 6_000);
    expect(ifUnlocked(5_000, () => 1)).toBeNull();
    expect(ifUnlocked(5_000, () => 1)).toEqual({ result: 1 });
  });
});
