// Many places read at a time: sheets that answer, sheets that do not, and Google when it answers nobody.
import { describe, expect, it } from 'vitest';
import { describe as words, HostError, nispPlan as plan } from '../../core/index.js';
import { checkPlaces, type PlaceToCheck, type SheetReader } from '../../sync/check-places.js';
import { unitSnapshot } from '../support/snapshot.js';

const sheet = (id: string): PlaceToCheck => ({ place: { kind: 'sheet', id } });
const punjab: SheetReader = (id) =>
  Promise.resolve({ name: `Sheet ${id}`, snapshot: unitSnapshot(), hash: null });

async function check(places: readonly PlaceToCheck[], readSheet: SheetReader) {
  const found = [];
  for await (const one of checkPlaces(places, { plan, concurrency: 1, readSheet })) found.push(one);
  return found;
}

describe('checking places', () => {
  it('gives a sheet its title and no hash, and answers in order whichever is read first', async () => {
    let others = 0;
    const whenOthersAreRead = () => expect.poll(() => others).toBe(2);
    const found = await check(['a', 'b', 'c'].map(sheet), async (id) => {
      if (id === 'a') await whenOthersAreRead();
      else others += 1;
      return punjab(id);
    });
    expect(found.map(({ name, hash, state }) => [name, hash, state])).toEqual(
      ['a', 'b', 'c'].map((id) => [`Sheet ${id}`, null, 'read']),
    );
    expect(found[0]!.submission!.source).toMatchObject({ file: 'Sheet a', hash: null, worksheet: 'Matrix' });
  });

  it('holds a sheet to the unit of its source: another’s is refused, and both are named', async () => {
    const [other] = await check([{ ...sheet('a'), expected: { unit: 'sindh' } }], punjab);
    expect(other!.submission).toBeNull();
    expect(other!.diagnostics.map((found) => words(found).text)).toContain(
      'This is the workbook of Punjab, not of Sindh.',
    );
  });

  it('tells a blank sheet from one that is not ours', async () => {
    const blank = { worksheets: [], definedNames: [] };
    const [one] = await check([sheet('a')], () =>
      Promise.resolve({ name: 'New', snapshot: blank, hash: null }),
    );
    expect(one).toMatchObject({ state: 'blank', submission: null });
  });

  it('a sheet that is not shared is a finding of it, and the others go on', async () => {
    const found = await check(['a', 'b', 'c'].map(sheet), (id) =>
      id === 'b'
        ? Promise.reject(new HostError('no-access', 'sheets:b: It is not shared with you. Share it.'))
        : punjab(id),
    );
    expect(found.map(({ state }) => state)).toEqual(['read', 'unreachable', 'read']);
    expect(words(found[1]!.diagnostics[0]!).text).toBe(
      'The Google Sheet could not be used. It is not shared with you. Share it.',
    );
    expect(found[1]!.diagnostics[0]!.at).toEqual({ file: 'sheets:b' });
  });

  it('when Google answers nobody, nothing more is asked for', async () => {
    const asked: string[] = [];
    const found = await check(['a', 'b', 'c', 'd', 'e'].map(sheet), (id) => {
      asked.push(id);
      return id === 'b' ? Promise.reject(new HostError('unavailable', 'Too many requests.')) : punjab(id);
    });
    // Those that were under way already are read to the end.
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(found.map(({ state }) => state)).toEqual(['read', 'postponed', 'read', 'postponed', 'postponed']);
  });

  it('ends at once for somebody who is not signed in, and for a fault of this program', async () => {
    const stranger = new HostError('not-signed-in', 'You are not signed in.');
    await expect(check([sheet('a')], () => Promise.reject(stranger))).rejects.toBe(stranger);
    const bug = new TypeError('x is not a function');
    await expect(check([sheet('a')], () => Promise.reject(bug))).rejects.toBe(bug);
  });
});
