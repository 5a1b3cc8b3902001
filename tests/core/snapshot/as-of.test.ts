/** The date of the roll-up and the order of dates, as the workbook states them. */
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../core/entry/cell.js';
import { readAsOf, readDateOrder } from '../../../core/snapshot/cover.js';
import type { CellSnapshot } from '../../../core/snapshot/snapshot.js';
import { edit, number, setCell, text, unitSnapshot } from '../../support/snapshot.js';

const stated = unitSnapshot({ asOf: '2019-06-30', cover: { dateOrder: 'month/day/year' } });
const cell = stated.definedNames.find(({ name }) => name === 'NISP_AsOf')!.refersTo.replace(/^.*!|\$/g, '');
const typed = (content: CellContent | Omit<CellSnapshot, 'column'> | null) =>
  readAsOf(edit(stated, setCell(cell, content), 'Roll-up'));

describe('the date as of which due and overdue are judged', () => {
  it('is what stands beside the roll-up', () => {
    expect(readAsOf(stated)).toBe('2019-06-30');
    expect(readAsOf(unitSnapshot())).toBe('2019-03-31');
    expect(typed({ kind: 'date', date: '2019-07-31T14:00:00' })).toBe('2019-07-31');
  });
  it.each([
    ['blank', null],
    ['a word', text('end of June')],
    ['a number', number(43_000)],
    ['a formula, whatever its result', { content: { kind: 'date', date: '2019-06-30' }, formula: 'TODAY()' }],
    ['an error', { kind: 'error', error: '#REF!' }],
    ['a day that is none', text('2019-02-30')],
  ] as const)('is nobody’s where the cell holds %s', (_, content) => {
    expect(typed(content)).toBeNull();
  });
  it('is nobody’s where its name is gone', () => {
    expect(readAsOf({ ...stated, definedNames: [] })).toBeNull();
  });
});

it('the order of dates is the one on the Guide', () => {
  expect(readDateOrder(stated)).toBe('month/day/year');
  expect(readDateOrder(unitSnapshot())).toBeNull();
});
