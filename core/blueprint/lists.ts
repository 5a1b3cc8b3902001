/** The hidden worksheets: Lists, which the drop-downs offer, and _nisp, by which the workbook is recognised. */
import type { EntryValue, EntryValues } from '../entry/entry.js';
import { entryFields, statuses } from '../entry/fields.js';
import { coverRow, type RecordedState, type SyncedName, type SyncRecord } from '../entry/sync-record.js';
import {
  baseHeading,
  dateOrders,
  listNames,
  metadataMarker,
  nothingToReport,
  syncKey,
  syncLayout,
  syncParts,
  templateVersion,
  worksheetNames,
} from '../entry/template.js';
import { timelines, type Plan } from '../plan/schema.js';
import type { Cell, NamedRange, Worksheet } from './blueprint.js';
import { blank, number, row, text } from './cells.js';
import { neutral } from './palette.js';
import { sheet } from './sheet.js';

const lists: readonly {
  readonly name: string;
  readonly heading: string;
  readonly items: readonly string[];
}[] = [
  { name: listNames.timeline, heading: 'Timeline', items: timelines },
  { name: listNames.status, heading: 'Status', items: statuses },
  { name: listNames.nilReturn, heading: 'Nil return', items: [nothingToReport] },
  { name: listNames.dateOrder, heading: 'Date order', items: dateOrders },
];

/** What the two hidden worksheets have in common. */
const hidden = {
  tabColour: neutral.muted,
  protection: { unlocked: [], allow: [] },
  frozen: { rows: 1, columns: 0 },
  print: { paper: 'a4', orientation: 'portrait', fitToWidth: true, footer: { left: '', pageNumbers: true } },
  showGridLines: true,
} as const;

/** The Lists worksheet, one list a column, and the named ranges over them. */
export function buildLists(): { readonly worksheet: Worksheet; readonly names: readonly NamedRange[] } {
  const longest = Math.max(...lists.map(({ items }) => items.length));
  const rows = [
    row(
      16,
      lists.map(({ heading }) => text(heading, 'data-text')),
    ),
  ];
  for (let index = 0; index < longest; index += 1) {
    rows.push(
      row(
        14,
        lists.map(({ items }): Cell => {
          const item = items[index];
          return item === undefined ? blank('data') : text(item, 'data-text');
        }),
      ),
    );
  }
  return {
    worksheet: sheet({
      ...hidden,
      role: 'lists',
      name: worksheetNames.lists,
      visibility: 'hidden',
      columns: lists.map(() => ({ width: 22 })),
      rows,
    }),
    names: lists.map(({ name, items }, column) => {
      const letter = String.fromCharCode(65 + column);
      return { name, worksheet: worksheetNames.lists, range: `${letter}2:${letter}${items.length + 1}` };
    }),
  };
}

export interface MetadataInput {
  readonly plan: Plan;
  readonly unit: string;
  readonly period: string;
  /** The values that the workbook is built with, by intervention number: the base of a later three-way merge. */
  readonly base: ReadonlyMap<string, EntryValues>;
  /** What it remembers of having been synced; absent: it never was. */
  readonly record?: SyncRecord;
}

const dataText = (value: string): Cell => (value === '' ? blank('data') : text(value, 'data-text'));
const dataValue = (value: EntryValue | undefined): Cell =>
  typeof value === 'number' ? number(value, 'data') : dataText(value ?? '');
const dataState = (state: RecordedState): Cell =>
  state.kind === 'value' ? dataValue(state.value) : blank('data');
const dataName = ({ no, field }: SyncedName): readonly Cell[] => [dataText(no ?? coverRow), dataText(field)];

/** The rows that sync adds below the base. */
function syncRows({ histories, conflicts, replaced }: SyncRecord): readonly (readonly Cell[])[] {
  const headings = (of: readonly string[]) => of.map((heading) => text(heading, 'data-text'));
  return [
    headings(syncParts.histories),
    ...histories.map(({ name, left, versions }) => [
      ...dataName(name),
      dataState(left),
      dataText(versions.join(' ')),
    ]),
    headings(syncParts.conflicts),
    ...conflicts.map(({ name, here, there, base, versions }) => [
      ...dataName(name),
      dataState(here),
      dataState(there),
      dataState(base),
      text(base.kind === 'unknown' ? 'no' : 'yes', 'data-text'),
      dataText(versions.join(' ')),
    ]),
    headings(syncParts.replaced),
    ...replaced.map(({ name, expected, written, versions, found }) => [
      ...dataName(name),
      dataState(expected),
      dataState(written),
      dataText(versions.join(' ')),
      dataValue(typeof found === 'boolean' ? String(found) : (found ?? undefined)),
    ]),
  ];
}

/** The _nisp worksheet; its layout is described at `metadataKeys` in core/entry/template.ts. */
export function buildMetadata({ plan, unit, period, base, record }: MetadataInput): Worksheet {
  const pair = (key: string, value: string) => row(14, [text(key, 'data-text'), dataText(value)]);
  const values = plan.interventions.flatMap(({ no }) => {
    const of = base.get(no) ?? {};
    const cells = entryFields.map(({ key }) => dataValue(of[key]));
    return cells.some(({ kind }) => kind !== 'blank') ? [row(14, [text(no, 'data-text'), ...cells])] : [];
  });
  return sheet({
    ...hidden,
    role: 'metadata',
    name: worksheetNames.metadata,
    visibility: 'very-hidden',
    columns: [{ width: 14 }, { width: 22 }, ...entryFields.slice(1).map(() => ({ width: 14 }))],
    rows: [
      pair('nisp', metadataMarker),
      pair('template', templateVersion),
      pair('plan', plan.id),
      pair('planVersion', plan.version),
      pair('unit', unit),
      pair('period', period),
      pair('rows', String(plan.interventions.length)),
      ...(record ? [pair(syncKey, syncLayout)] : []),
      row(
        14,
        [baseHeading, ...entryFields.map(({ key }) => key)].map((heading) => text(heading, 'data-text')),
      ),
      ...values,
      ...(record ? syncRows(record).map((cells) => row(14, cells)) : []),
    ],
  });
}
