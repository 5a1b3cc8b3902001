/**
 * A workbook in memory beside the panel, and the person at it. For tests of the model and the view, in Node and in a
 * browser: nothing here needs either.
 *
 *   const host = createMemoryPanelHost();                 // or with the snapshot of a workbook
 *   const model = createPanelModel({ host, plan });
 *   await model.open();
 *   host.type('Matrix', { F9: text('Completd') });        // a person types; whoever watches is told
 *   host.paste('Matrix', 'F9:F58', text('Done'));         // … pastes, which takes the validations away
 *   host.rearrange((workbook) => edit(workbook, moveRows(…)));
 *   host.fail('paint', new HostError('failed', '…', ['Guide']));   // the next painting fails
 *   host.calls                                            // what was asked of it, in order
 */
import {
  cellAddress,
  createMemoryHost,
  dateOfSerial,
  HostError,
  kindOfFormatCode,
  parseRange,
  placeWorksheets,
  rangeAddress,
  serialOfDate,
  snapshotOf,
  type Blueprint,
  type CellContent,
  type CellRange,
  type PaintReport,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../core/index.js';
import { cellAt, rowAt } from '../../core/snapshot/reference.js';
import {
  repairables,
  type CellChange,
  type CellPlace,
  type CellState,
  type HostEvent,
  type Mark,
  type PanelHost,
} from '../../panel/panel-host.js';
import { all, edit, pasteOver, setCell } from '../support/snapshot.js';
import { repaired } from './memory-repair.js';

/** What can be asked of a host. */
export type HostCall = Exclude<keyof PanelHost, 'name' | 'program' | 'capabilities'>;

export interface MemoryPanelHost extends PanelHost {
  /** What was asked of it so far, in order. */
  readonly calls: readonly HostCall[];
  /** Forgets what was asked, so that a test counts from here. */
  forget(): void;
  /** Has the next call of this name (or the n-th from now) fail, before it does anything. */
  fail(call: HostCall, error: Error, nth?: number): void;
  /** The workbook as it stands. */
  workbook(): WorkbookSnapshot;
  /** The marks that cells bear, in the order in which they were given. */
  marks(): readonly Mark[];
  /** What was shown last. */
  shown(): CellPlace | null;

  /** A person types into cells, one after another; null clears. */
  type(worksheet: string, cells: Readonly<Record<string, CellContent | null>>): void;
  /** A person pastes over a range: validations and conditional formats of it are gone. */
  paste(worksheet: string, range: string, content: CellContent | null): void;
  /** A person sorts, inserts, deletes or renames. */
  rearrange(change: (workbook: WorkbookSnapshot) => WorkbookSnapshot): void;
  select(worksheet: string, range: string): void;
  /** Something changes the workbook, and the program tells nobody. */
  changeSilently(change: (workbook: WorkbookSnapshot) => WorkbookSnapshot): void;
  /** The program tells of an edit, whatever stands there. */
  edited(worksheet: string, range: string): void;
}

/** A new workbook, as a program opens it. */
const newWorkbook: WorkbookSnapshot = {
  worksheets: [
    {
      name: 'Sheet1',
      visibility: 'visible',
      rows: [],
      hiddenColumns: [],
      merges: [],
      validations: [],
      conditionalFormats: [],
      isProtected: false,
      isFiltered: false,
    },
  ],
  definedNames: [],
};

const cellsOf = ({ top, left, bottom, right }: CellRange): string[] =>
  Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (__, column) => cellAddress(top + row, left + column)),
  ).flat();

const rangeOf = (text: string): CellRange => {
  const range = parseRange(text);
  if (!range) throw new Error(`“${text}” is not a range`);
  return range;
};

/** What a program shows for a value in a cell of this number format: dates are numbers that look otherwise. */
function shownAs(content: CellContent | null, numberFormat: string): CellContent | null {
  if (content?.kind !== 'number' && content?.kind !== 'date') return content;
  const value = content.kind === 'date' ? serialOfDate(content.date, 1900) : content.value;
  if (value === null) throw new Error('There is no such date');
  switch (kindOfFormatCode(numberFormat)) {
    case 'date':
      return { kind: 'date', date: dateOfSerial(value, 1900)! };
    case 'percent':
      return { kind: 'number', value, format: 'percent' };
    case 'number':
      return { kind: 'number', value };
  }
}

/** The number format that a program gives a cell of none for a date or a percentage that is typed into it. */
function formatFor(content: CellContent | null): string | undefined {
  if (content?.kind === 'date') return 'd-mmm-yyyy';
  return content?.kind === 'number' && content.format === 'percent' ? '0%' : undefined;
}

const sameState = (a: Omit<CellState, 'numberFormat'>, b: Omit<CellState, 'numberFormat'>) =>
  a.formula === b.formula && JSON.stringify(a.content) === JSON.stringify(b.content);

export function createMemoryPanelHost(initial: WorkbookSnapshot = newWorkbook): MemoryPanelHost {
  const memory = createMemoryHost(initial);
  const calls: HostCall[] = [];
  /** What is to fail, and after how many calls that do not. */
  const failures = new Map<HostCall, { readonly error: Error; readonly after: number }>();
  const listeners = new Set<(event: HostEvent) => void>();
  /** Number formats that were written, by worksheet and cell. */
  const formats = new Map<string, string>();
  let marks: readonly Mark[] = [];
  let shown: CellPlace | null = null;

  const workbook = (): WorkbookSnapshot => {
    let found = initial;
    memory.change((current) => (found = current));
    return found;
  };
  const sheet = (name: string): WorksheetSnapshot => {
    const found = workbook().worksheets.find((one) => one.name === name);
    if (!found) throw new HostError('not-found', `There is no worksheet “${name}”.`);
    return found;
  };
  const tell = (event: HostEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  const contentOf = (worksheet: string, cell: string): CellContent | null => {
    const { top, left } = rangeOf(cell);
    const row = rowAt(sheet(worksheet).rows, top);
    return (row && cellAt(row, left))?.content ?? null;
  };
  /** A program tells of what the panel does as of what a person does, and when the panel has long gone on. */
  const tellLate = (event: HostEvent) => {
    const after = async (turns: number): Promise<void> => {
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      tell(event);
    };
    void after(100);
  };
  /** As written, else as painted, else as what stands there must be formatted to look as it does. */
  const formatOf = (worksheet: string, cell: string): string => {
    const { top, left } = rangeOf(cell);
    const style = memory.paintedFrom(worksheet)?.rows[top - 1]?.cells[left - 1]?.style;
    const painted = style === undefined ? undefined : stylesOf.get(worksheet)?.[style];
    return (
      formats.get(`${worksheet}!${cell}`) ??
      painted?.numberFormat ??
      formatFor(contentOf(worksheet, cell)) ??
      'General'
    );
  };
  const stylesOf = new Map<string, Blueprint['styles']>();
  const stateOf = (worksheet: string, cell: string): CellState => {
    const { top, left } = rangeOf(cell);
    const row = rowAt(sheet(worksheet).rows, top);
    const found = row && cellAt(row, left);
    return {
      content: found?.content ?? null,
      ...(found?.formula === undefined ? {} : { formula: found.formula }),
      numberFormat: formatOf(worksheet, cell),
    };
  };
  const fillOf = (worksheet: string, cell: string) => {
    const { top, left } = rangeOf(cell);
    const row = rowAt(sheet(worksheet).rows, top);
    const fill = row && cellAt(row, left)?.fill;
    return fill === undefined ? {} : { fill };
  };
  const put = (worksheet: string, cell: string, state: Omit<CellState, 'numberFormat'>) => {
    const { content, formula } = state;
    const kept = fillOf(worksheet, cell);
    const isBlank = content === null && formula === undefined && Object.keys(kept).length === 0;
    memory.change((current) =>
      edit(
        current,
        setCell(cell, isBlank ? null : { content, ...(formula === undefined ? {} : { formula }), ...kept }),
        worksheet,
      ),
    );
  };
  /** Answers as a program does: later, and the failure that was ordered in its place. */
  const answer = async <T>(call: HostCall, make: () => T | Promise<T>): Promise<T> => {
    calls.push(call);
    await Promise.resolve();
    const failure = failures.get(call);
    if (failure && failure.after > 0) failures.set(call, { ...failure, after: failure.after - 1 });
    else if (failure) {
      failures.delete(call);
      throw failure.error;
    }
    return make();
  };
  const painted = (blueprint: Blueprint, names: readonly string[]) => {
    for (const name of names) {
      stylesOf.set(name, blueprint.styles);
      for (const key of [...formats.keys()]) if (key.startsWith(`${name}!`)) formats.delete(key);
      tellLate({ kind: 'edited', worksheet: name, range: 'A1:XFD1048576' });
    }
  };

  return {
    name: 'memory',
    program: 'Memory',
    capabilities: memory.capabilities,
    calls,
    forget: () => {
      calls.length = 0;
    },
    fail: (call, error, nth = 1) => {
      failures.set(call, { error, after: nth - 1 });
    },
    workbook,
    marks: () => marks,
    shown: () => shown,

    // In two pieces, as far as anybody is told.
    paint: (blueprint, tell) =>
      answer('paint', async () => {
        tell?.(0, 2);
        const report = await memory.paint(blueprint);
        tell?.(1, 2);
        painted(blueprint, report.painted);
        return report;
      }),
    read: () => answer('read', () => memory.read()),
    paintWorksheets: (blueprint, names) =>
      answer('paintWorksheets', (): PaintReport => {
        const { order } = placeWorksheets(workbook(), blueprint);
        const target = snapshotOf(blueprint).worksheets.filter(({ name }) => names.includes(name));
        memory.change((current) => ({
          ...current,
          worksheets: order.flatMap(
            (name) =>
              target.find((one) => one.name === name) ??
              current.worksheets.find((one) => one.name === name) ??
              [],
          ),
        }));
        painted(blueprint, names);
        const untouched = order.filter((name) => !names.includes(name));
        return { painted: names, untouched, omitted: [], calls: 0 };
      }),
    repair: (blueprint, what = repairables) =>
      answer('repair', () => {
        const result = repaired(workbook(), blueprint, what);
        memory.change(() => result.workbook);
        return { restored: result.restored, omitted: [], calls: 0 };
      }),
    readRows: (worksheet, runs) =>
      answer('readRows', () => {
        const found = workbook().worksheets.find(({ name }) => name === worksheet);
        const isAsked = (row: number) => runs.some(([first, last]) => first <= row && row <= last);
        return found ? found.rows.filter(({ row }) => isAsked(row)) : null;
      }),
    write: (changes) =>
      answer('write', () => {
        const before = changes.map(({ worksheet, range }) => stateOf(worksheet, range));
        const isRefused = ({ from }: CellChange, index: number) =>
          from !== undefined && !sameState(from, before[index]!);
        const refused = changes.filter(isRefused);
        for (const change of changes) {
          if (refused.includes(change)) continue;
          const { worksheet, range, to } = change;
          if (to.numberFormat !== undefined) formats.set(`${worksheet}!${range}`, to.numberFormat);
          put(worksheet, range, { ...to, content: shownAs(to.content, formatOf(worksheet, range)) });
          tellLate({ kind: 'edited', worksheet, range });
        }
        return { before, refused };
      }),
    mark: (wanted) =>
      answer('mark', () => {
        marks = [...wanted];
      }),
    copyWorksheet: (worksheet, name, blank) =>
      answer('copyWorksheet', () => {
        const source = sheet(worksheet);
        const isTaken = workbook().worksheets.some((one) => one.name.toLowerCase() === name.toLowerCase());
        if (isTaken || name.length > 31) throw new HostError('exists', `“${name}” cannot be the name.`);
        const ranges = blank.map(rangeOf);
        const isBlank = (row: number, column: number) =>
          ranges.some(
            (one) => one.top <= row && row <= one.bottom && one.left <= column && column <= one.right,
          );
        const rows = source.rows.flatMap((row) => {
          const cells = row.cells.filter(({ column }) => !isBlank(row.row, column));
          return cells.length > 0 ? [{ ...row, cells }] : [];
        });
        memory.change((current) => ({
          ...current,
          worksheets: [...current.worksheets, { ...source, name, rows }],
        }));
      }),
    goTo: (place) =>
      answer('goTo', () => {
        if (sheet(place.worksheet).visibility !== 'visible') {
          throw new HostError('not-found', `The worksheet “${place.worksheet}” is hidden.`);
        }
        shown = place;
        if (place.range !== null) {
          const { worksheet, range } = place;
          tellLate({ kind: 'selected', worksheet, range });
        }
      }),
    watch: (listener) =>
      answer('watch', () => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
          return Promise.resolve();
        };
      }),

    type: (worksheet, cells) => {
      for (const [range, content] of Object.entries(cells)) {
        const own = formatOf(worksheet, range);
        const format = own === 'General' ? (formatFor(content) ?? own) : own;
        formats.set(`${worksheet}!${range}`, format);
        put(worksheet, range, { content: shownAs(content, format) });
        tell({ kind: 'edited', worksheet, range });
      }
    },
    paste: (worksheet, range, content) => {
      const written = cellsOf(rangeOf(range)).map((cell) => setCell(cell, content));
      memory.change((current) => edit(current, all(pasteOver(range), ...written), worksheet));
      tell({ kind: 'edited', worksheet, range: rangeAddress(rangeOf(range)) });
    },
    rearrange: (change) => {
      memory.change(change);
      tell({ kind: 'rearranged' });
    },
    changeSilently: (change) => {
      memory.change(change);
    },
    edited: (worksheet, range) => {
      tell({ kind: 'edited', worksheet, range });
    },
    select: (worksheet, range) => {
      tell({ kind: 'selected', worksheet, range });
    },
  };
}
