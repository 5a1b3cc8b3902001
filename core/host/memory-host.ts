/** A host whose workbook is plain data: the reference that every other host is compared with. */
import type { Blueprint, Worksheet } from '../blueprint/blueprint.js';
import { snapshotOf } from '../snapshot/of-blueprint.js';
import type { WorkbookSnapshot, WorksheetSnapshot } from '../snapshot/snapshot.js';
import { fullCapabilities, HostError, type PaintReport, type WorkbookHost } from './host.js';
import { omissionsOf } from './omissions.js';
import { placeWorksheets } from './placement.js';

/** The memory host, with what a test or a panel without a spreadsheet does in the place of a person. */
export interface MemoryHost extends WorkbookHost {
  /** Changes the workbook as a person would between paintings. @throws HostError `not-found` if there is none yet */
  change(edit: (workbook: WorkbookSnapshot) => WorkbookSnapshot): void;
  /** What a worksheet was painted from; null for one that a person made. Its looks stand here, not in the snapshot. */
  paintedFrom(worksheet: string): Worksheet | null;
}

const empty: WorkbookSnapshot = { worksheets: [], definedNames: [] };

function paintOver(workbook: WorkbookSnapshot, blueprint: Blueprint, order: readonly string[]) {
  const painted = snapshotOf(blueprint);
  const byName = new Map(
    [...workbook.worksheets, ...painted.worksheets].map((worksheet): [string, WorksheetSnapshot] => [
      worksheet.name.toLowerCase(),
      worksheet,
    ]),
  );
  const taken = new Set(painted.definedNames.map(({ name }) => name.toLowerCase()));
  return {
    ...workbook,
    worksheets: order.map((name) => byName.get(name.toLowerCase())!),
    definedNames: [
      ...workbook.definedNames.filter(({ name }) => !taken.has(name.toLowerCase())),
      ...painted.definedNames,
    ],
  };
}

/** @param initial the workbook that is there already; absent: none, until the first painting */
export function createMemoryHost(initial?: WorkbookSnapshot): MemoryHost {
  let workbook = initial;
  let sources: ReadonlyMap<string, Worksheet> = new Map();
  const present = (): WorkbookSnapshot => {
    if (!workbook) throw new HostError('not-found', 'There is no workbook in memory yet.');
    return workbook;
  };
  return {
    name: 'memory',
    capabilities: fullCapabilities,
    paint(blueprint) {
      return new Promise<PaintReport>((resolve) => {
        const before = workbook ?? empty;
        const { untouched, order } = placeWorksheets(before, blueprint);
        workbook = paintOver(before, blueprint, order);
        sources = new Map(blueprint.worksheets.map((worksheet) => [worksheet.name, worksheet]));
        resolve({
          painted: blueprint.worksheets.map(({ name }) => name),
          untouched,
          omitted: omissionsOf(blueprint, fullCapabilities),
          calls: 0,
        });
      });
    },
    read: () =>
      new Promise((resolve) => {
        resolve(present());
      }),
    change(edit) {
      workbook = edit(present());
    },
    paintedFrom: (worksheet) => sources.get(worksheet) ?? null,
  };
}
