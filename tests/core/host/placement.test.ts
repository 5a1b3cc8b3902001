/** Where worksheets go in a workbook that is there already, and when nothing may be painted. */
import { describe, expect, it } from 'vitest';
import { buildUnitWorkbook } from '../../../core/blueprint/unit-workbook.js';
import { HostError } from '../../../core/host/host.js';
import { createMemoryHost } from '../../../core/host/memory-host.js';
import { omissionsOf } from '../../../core/host/omissions.js';
import { placeWorksheets } from '../../../core/host/placement.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { parsePeriod } from '../../../core/plan/period.js';
import { snapshotOf } from '../../../core/snapshot/of-blueprint.js';
import type { WorkbookSnapshot } from '../../../core/snapshot/snapshot.js';

const blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'sindh', period: parsePeriod('2019-Q1')! });
const ours = blueprint.worksheets.map(({ name }) => name);
const painted = snapshotOf(blueprint);
const blank = { ...painted.worksheets[0]!, rows: [], merges: [], validations: [] };
const own = (name: string) => ({ ...blank, name });

/** The painted workbook with its worksheets in another order, others among them. */
function arranged(...names: readonly string[]): WorkbookSnapshot {
  return {
    ...painted,
    worksheets: names.map((name) => painted.worksheets.find((one) => one.name === name) ?? own(name)),
  };
}

function refusal(snapshot: WorkbookSnapshot, of = blueprint): HostError {
  try {
    placeWorksheets(snapshot, of);
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

describe('worksheets', () => {
  it('follow those that a person made', () => {
    const snapshot = { worksheets: [own('A'), own('B')], definedNames: [] };
    expect(placeWorksheets(snapshot, blueprint)).toEqual({
      untouched: ['A', 'B'],
      order: ['A', 'B', ...ours],
    });
  });
  it('come back into their order, and a person’s keep their places among them', () => {
    const [guide, matrix, rollUp, findings, lists, metadata] = ours as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const snapshot = arranged('A', matrix, 'B', metadata, guide, lists, 'C', findings, rollUp);
    const { order, untouched } = placeWorksheets(snapshot, blueprint);
    expect(order).toEqual(['A', guide, 'B', matrix, rollUp, findings, 'C', lists, metadata]);
    expect(untouched).toEqual(['A', 'B', 'C']);
  });
  it('that were deleted follow the last of ours', () => {
    const [guide, matrix, rollUp, findings, lists, metadata] = ours as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const snapshot = arranged(guide, matrix, metadata, 'Z');
    expect(placeWorksheets(snapshot, blueprint).order).toEqual([
      guide,
      matrix,
      rollUp,
      findings,
      lists,
      metadata,
      'Z',
    ]);
  });
  it('are found whatever the letter case', () => {
    const snapshot = {
      ...painted,
      worksheets: painted.worksheets.map((one) => (one.name === 'Guide' ? { ...one, name: 'GUIDE' } : one)),
    };
    expect(placeWorksheets(snapshot, blueprint)).toEqual({ untouched: [], order: ours });
  });
  it('counts tabs without cells among a person’s own', () => {
    const sheets = ['Diagram', ...ours];
    expect(placeWorksheets(painted, blueprint, sheets)).toEqual({ untouched: ['Diagram'], order: sheets });
  });
});

describe('nothing is painted', () => {
  const renamed = (from: string, to: string): WorkbookSnapshot => ({
    worksheets: painted.worksheets.map((one) => (one.name === from ? { ...one, name: to } : one)),
    definedNames: painted.definedNames.map(({ name, refersTo }) => ({
      name,
      refersTo: refersTo.replace(new RegExp(`^'?${from}'?!`), `'${to}'!`),
    })),
  });
  it.each(['Guide', 'Matrix', 'Roll-up', 'Lists', '_nisp'])('where %s was renamed', (name) => {
    const { code, message, touched } = refusal(renamed(name, 'Something'));
    expect({ code, touched }).toEqual({ code: 'foreign-worksheet', touched: [] });
    expect(message).toContain(`Name it “${name}” again`);
  });
  it('over another kind of workbook', () => {
    const national = {
      ...blueprint,
      worksheets: blueprint.worksheets.filter(({ role }) => role !== 'metadata'),
    };
    expect(refusal(painted, national)).toMatchObject({ code: 'foreign-worksheet', touched: [] });
  });
  it('where a name of ours is a person’s', () => {
    expect(refusal({ worksheets: [own('Findings')], definedNames: [] })).toMatchObject({
      code: 'foreign-worksheet',
      message: expect.stringContaining('“Findings”') as string,
    });
  });
});

describe('what a host lacks', () => {
  const { capabilities } = createMemoryHost();
  it('is nothing where it can do all', () => {
    expect(omissionsOf(blueprint, capabilities)).toEqual([]);
  });
  it('is counted worksheet by worksheet', () => {
    const lesser = { ...capabilities, charts: false, veryHiddenWorksheets: false, dataBars: false };
    expect(omissionsOf(blueprint, lesser)).toEqual([
      { capability: 'dataBars', worksheet: 'Matrix', count: 1 },
      { capability: 'charts', worksheet: 'Roll-up', count: 2 },
      { capability: 'veryHiddenWorksheets', worksheet: '_nisp', count: 1 },
    ]);
  });
});

describe('the memory host', () => {
  it('has nothing to read before it has painted', async () => {
    const host = createMemoryHost();
    await expect(host.read()).rejects.toMatchObject({ code: 'not-found' });
    expect(() => {
      host.change((workbook) => workbook);
    }).toThrow(HostError);
    await host.paint(blueprint);
    expect(await host.read()).toEqual(painted);
  });
  it('keeps the names that people gave', async () => {
    const mine = { name: 'Mine', refersTo: 'A!$A$1' };
    const host = createMemoryHost({ worksheets: [own('A')], definedNames: [mine] });
    await host.paint(blueprint);
    await host.paint(blueprint);
    expect((await host.read()).definedNames).toEqual([mine, ...painted.definedNames]);
  });
});
