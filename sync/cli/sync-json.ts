/** What a sync did, or would do, as plain data: what `nisp sync --json` prints. */
import type { CellState, PlannedCell, SideIndex, SyncPlan } from '../../core/index.js';
import { placeText } from '../places.js';
import { diagnosticJson } from './command.js';
import type { SyncAccount, SyncedPair } from './sync-account.js';
import { columnOf, isChanged, isPutBack, sideNames, type SideName } from './sync-table.js';

/** One cell in which the two differed. */
export interface SyncedCellJson {
  /** Number of the intervention; null for a cell of the worksheet Guide. */
  readonly intervention: string | null;
  /** Key of the field, such as `status`. */
  readonly field: string;
  /** Heading of the column. */
  readonly column: string;
  /** See `CellOutcome`; `same` only where an entry is put back. */
  readonly outcome: PlannedCell['outcome']['kind'];
  /** Whose value is taken; null where none is. */
  readonly from: SideName | null;
  /** Why it is held: one side holds what is no value (`unusable`), or has no such cell (`no-cell`). Null otherwise. */
  readonly held: { readonly reason: 'unusable' | 'no-cell'; readonly side: SideName } | null;
  /** What both held when they were last in step. */
  readonly before: CellState;
  readonly first: SyncedSideJson;
  readonly second: SyncedSideJson;
}

export interface SyncedSideJson {
  /** Null if there is no such cell. */
  readonly worksheet: string | null;
  readonly cell: string | null;
  /** What the workbook said. Values: texts, numbers (progress from 0 to 1), dates as ISO texts. */
  readonly state: CellState;
  /** What it says after the sync. */
  readonly result: CellState;
  readonly isChanged: boolean;
  /** Somebody entered it while the cell was written over, and it is put back. */
  readonly isPutBack: boolean;
}

const sides = [0, 1] as const;

function sideJson(cell: PlannedCell, side: SideIndex): SyncedSideJson {
  const place = cell.places[side];
  return {
    worksheet: place?.worksheet ?? null,
    cell: place?.range ?? null,
    state: cell.states[side],
    result: cell.results[side],
    isChanged: isChanged(cell, side),
    isPutBack: isPutBack(cell, side),
  };
}

function cellJson(cell: PlannedCell): SyncedCellJson {
  const { name, outcome, base } = cell;
  return {
    intervention: name.no,
    field: name.field,
    column: columnOf(name),
    outcome: outcome.kind,
    from: 'from' in outcome ? sideNames[outcome.from] : null,
    held: outcome.kind === 'held' ? { reason: outcome.reason, side: sideNames[outcome.side] } : null,
    before: base,
    first: sideJson(cell, 0),
    second: sideJson(cell, 1),
  };
}

function workbooksJson({ places, names, diagnostics }: SyncedPair) {
  return sides.map((side) => ({
    side: sideNames[side],
    place: placeText(places[side]),
    name: names[side],
    diagnostics: diagnostics[side].map(diagnosticJson),
  }));
}

/** What became of the sync. `planned`: a dry run. */
export type SyncState = 'in-step' | 'planned' | 'synced' | 'not-confirmed' | 'refused';

/** A sync that was refused. */
export function refusalJson(pair: SyncedPair) {
  return { state: 'refused' as const, unit: null, period: null, workbooks: workbooksJson(pair), cells: [] };
}

const isInStep = ({ changes, cells }: SyncPlan) =>
  cells.length === 0 && changes.every((of) => of.length === 0);

/** A sync, or what it would be. */
export function accountJson(account: SyncAccount) {
  const { plan, cells, written, clearing } = account;
  const isDone = written?.isWritten.includes(true) ?? false;
  const state: SyncState =
    clearing === 'not-confirmed'
      ? 'not-confirmed'
      : isInStep(plan) && !isDone
        ? 'in-step'
        : written
          ? 'synced'
          : 'planned';
  return {
    state,
    unit: plan.unit,
    period: plan.period.id,
    workbooks: workbooksJson(account).map((workbook, side) => ({
      ...workbook,
      isWritten: written?.isWritten[side] ?? false,
      backup: written?.backups[side] ?? null,
      clearing: plan.clearing[side],
    })),
    cells: cells.map(cellJson),
  };
}
