/** The memory host keeps the contract: every other host is compared with it. */
import {
  createMemoryHost,
  omissionsOf,
  parseRange,
  rangeAddress,
  type CellContent,
  type CellRange,
  type HostCapabilities,
  type HostCapability,
  type MemoryHost,
  type WorkbookSnapshot,
  type Worksheet,
  type WorksheetSnapshot,
} from '../../core/index.js';
import { cellAt, parseReference, rowAt, textOf } from '../../core/snapshot/reference.js';
import { edit, insertRows, moveColumns, setCell } from '../support/snapshot.js';
import type { HostAdapter, ShownColours, Typed, WorkbookUnderTest } from './adapter.js';
import { registerWorkbookHostContract } from './contract.js';
import { reactionTo, sameText } from './rules.js';
import { cellsOf, filled, rangeOf, without } from './workbooks.js';

const ownWorksheet = (name: string, ...texts: readonly string[]): WorksheetSnapshot => ({
  name,
  visibility: 'visible',
  rows: texts.map((text, index) => ({
    row: index + 1,
    hidden: false,
    cells: [{ column: 1, content: { kind: 'text', text }, fill: '#FFEE00' }],
  })),
  hiddenColumns: [],
  merges: [rangeOf('A1:B1')],
  validations: [],
  conditionalFormats: [rangeOf('A1:A9')],
  isProtected: false,
  isFiltered: false,
});

const foreign: WorkbookSnapshot = {
  worksheets: [ownWorksheet('Own', 'person', 'اردو'), ownWorksheet('Second', '5')],
  definedNames: [{ name: 'Mine', refersTo: 'Own!$A$1:$B$3' }],
};

function contentOf(value: Typed): CellContent | null {
  if (value === null) return null;
  if (typeof value === 'string') return { kind: 'text', text: value };
  return typeof value === 'number' ? { kind: 'number', value } : { kind: 'date', date: value.date };
}

const isIn = (cell: string, ranges: readonly string[]) => {
  const { top, left } = rangeOf(cell);
  return ranges
    .map(rangeOf)
    .some((range) => range.top <= top && top <= range.bottom && range.left <= left && left <= range.right);
};

/** What a name leads to, with the range moved. */
function moveName(refersTo: string, worksheet: string, move: (range: CellRange) => CellRange): string {
  const reference = parseReference(refersTo);
  if (reference?.worksheet !== worksheet) return refersTo;
  const [first, last = first] = rangeAddress(move(reference.range)).split(':') as [string, string?];
  const absolute = (cell: string) => cell.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
  return `'${worksheet}'!${absolute(first)}:${absolute(last)}`;
}

const nothing: HostCapabilities = {
  rejectsInvalidEntries: false,
  validationPrompts: false,
  protection: false,
  outlineGroups: false,
  dataBars: false,
  charts: false,
  printSetup: false,
  veryHiddenWorksheets: false,
  notes: false,
  filterButtons: false,
  links: false,
  refusesLockedEdits: false,
};

/** @param lacks what the program behind the host is to lack */
function workbookUnderTest(host: MemoryHost, lacks: readonly HostCapability[]): WorkbookUnderTest {
  const capabilities: HostCapabilities = {
    ...host.capabilities,
    ...Object.fromEntries(lacks.map((capability) => [capability, false])),
  };
  const source = (worksheet: string): Worksheet => {
    const found = host.paintedFrom(worksheet);
    if (!found) throw new Error(`${worksheet} was not painted`);
    return found;
  };
  const sheet = async (name: string) => {
    const found = (await host.read()).worksheets.find((one) => one.name === name);
    if (!found) throw new Error(`There is no worksheet ${name}`);
    return found;
  };
  const range = async (name: string) => {
    const found = (await host.read()).definedNames.find((one) => one.name === name);
    return found ? parseReference(found.refersTo) : null;
  };
  const list = async (name: string | null): Promise<string[]> => {
    const found = await range(name ?? '');
    if (!found) throw new Error(`There is no list ${name ?? ''}`);
    const { rows } = await sheet(found.worksheet);
    return cellsOf([rangeAddress(found.range)]).map((cell) => {
      const { top, left } = rangeOf(cell);
      const row = rowAt(rows, top);
      return textOf(row && cellAt(row, left));
    });
  };
  const shown = (worksheet: string, cell: string, text: string): ShownColours => {
    for (const format of source(worksheet).conditionalFormats) {
      if (!isIn(cell, [format.range]) || format.kind === 'data-bar') continue;
      if (format.kind === 'formula') throw new Error(`No formula is computed here: ${format.formula}`);
      if (!sameText(format.text, text)) continue;
      return { fill: format.style.fill ?? null, text: format.style.textColour ?? null };
    }
    return { fill: null, text: null };
  };
  return {
    host: {
      ...host,
      capabilities,
      paint: async (blueprint) => ({
        ...(await host.paint(without(blueprint, lacks))),
        omitted: omissionsOf(blueprint, capabilities),
      }),
    },
    calls: () => 0,
    failAt: () => {
      throw new Error('Memory has no round trips');
    },
    state: () => host.read(),
    stateOf: async (name) => [await sheet(name), host.paintedFrom(name)],
    worksheets: async () => (await host.read()).worksheets.map(({ name }) => name),
    count: (worksheet, capability) => {
      const alone = { ...filled, worksheets: [source(worksheet)] };
      const found = omissionsOf(alone, nothing).find((one) => one.capability === capability);
      return Promise.resolve(found && !lacks.includes(capability) ? found.count : 0);
    },
    offered: async (worksheet, cells) => {
      const { validations } = await sheet(worksheet);
      return Promise.all(
        cells.map(async (cell) => {
          const validation = (validations ?? []).find(
            ({ type, ranges }) => type === 'list' && isIn(cell, ranges.map(rangeAddress)),
          );
          return validation ? await list(validation.formula) : null;
        }),
      );
    },
    attempt: (worksheet, attempts) =>
      Promise.resolve(
        attempts.map(([cell, value]) => {
          const validation = source(worksheet).validations.find(({ ranges }) => isIn(cell, ranges));
          if (!validation) return 'accepted';
          const onInvalid = lacks.includes('rejectsInvalidEntries') ? 'warn' : validation.onInvalid;
          return reactionTo(validation, onInvalid, value);
        }),
      ),
    colours: (worksheet, cells) => Promise.resolve(cells.map(([cell, text]) => shown(worksheet, cell, text))),
    locked: (worksheet, cells) => {
      const { protection } = source(worksheet);
      const open = new Set(cellsOf(protection?.unlocked ?? []));
      return Promise.resolve(cells.map((cell) => protection !== null && !open.has(cell)));
    },
    rangeOf: async (name) => {
      const found = await range(name);
      return found && { worksheet: found.worksheet, range: rangeAddress(found.range) };
    },
    type: (worksheet, typed) => {
      for (const [cell, value] of typed) {
        host.change((workbook) => edit(workbook, setCell(cell, contentOf(value)), worksheet));
      }
      return Promise.resolve();
    },
    addWorksheet: (name, before) => {
      host.change((workbook) => {
        const worksheets = [...workbook.worksheets];
        const at = before === null ? -1 : worksheets.findIndex((one) => one.name === before);
        worksheets.splice(at < 0 ? worksheets.length : at, 0, ownWorksheet(name, 'mine'));
        return { ...workbook, worksheets };
      });
      return Promise.resolve();
    },
    hideColumn: (worksheet, column) => {
      const hidden = parseRange(`${column}:${column}`)!;
      host.change((workbook) =>
        edit(workbook, (one) => ({ ...one, hiddenColumns: [...one.hiddenColumns, hidden] }), worksheet),
      );
      return Promise.resolve();
    },
    insertRow: (worksheet, before) => {
      const moved = (row: number) => (row >= before ? row + 1 : row);
      host.change((workbook) => ({
        ...edit(workbook, insertRows(before, 1), worksheet),
        definedNames: workbook.definedNames.map(({ name, refersTo }) => ({
          name,
          refersTo: moveName(refersTo, worksheet, (one) => ({
            ...one,
            top: moved(one.top),
            bottom: moved(one.bottom),
          })),
        })),
      }));
      return Promise.resolve();
    },
    moveColumn: (worksheet, column, to) => {
      const [from, target] = [column, to].map((letters) => rangeOf(`${letters}1`).left) as [number, number];
      host.change((workbook) => ({
        ...edit(
          workbook,
          moveColumns((one) => (one === from ? target : one)),
          worksheet,
        ),
        definedNames: workbook.definedNames.map(({ name, refersTo }) => ({
          name,
          refersTo: moveName(refersTo, worksheet, (one) =>
            one.left === from && one.right === from ? { ...one, left: target, right: target } : one,
          ),
        })),
      }));
      return Promise.resolve();
    },
  };
}

const adapter = (lacks: readonly HostCapability[]): HostAdapter => ({
  create: (contents) =>
    Promise.resolve(workbookUnderTest(createMemoryHost(contents === 'foreign' ? foreign : undefined), lacks)),
  foreignWorksheets: ['Own', 'Second'],
  lacks,
  untold: [],
});

registerWorkbookHostContract('memory', adapter([]));
// So that the rules about what a host lacks are kept by one at least.
registerWorkbookHostContract(
  'memory without what online programs lack',
  adapter([
    'rejectsInvalidEntries',
    'protection',
    'dataBars',
    'printSetup',
    'veryHiddenWorksheets',
    'notes',
    'filterButtons',
    'links',
    'refusesLockedEdits',
  ]),
);
