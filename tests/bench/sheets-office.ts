/** A hundred units' sheets on the fake Sheets API, consolidated in virtual time: bundled by `sheets.mjs`, run by it. */
import {
  buildUnitWorkbook,
  openConsolidation,
  type EntryValues,
  type Period,
  type Plan,
} from '../../core/index.js';
import { checkPlaces } from '../../sync/check-places.js';
import { connectSheets, readSpreadsheet, sheetsHost } from '../../sync/sheets-host/index.js';
import { SheetsApi } from '../fakes/sheets-api/server.js';
import { createWorkbook, type Workbook } from '../fakes/sheets/workbook.js';
import { virtualClock } from '../support/virtual-clock.js';
import { accessTo, robot } from '../sync/sheets-host/office.js';

export interface SheetsRun {
  readonly sheets: number;
  readonly read: number;
  readonly units: number;
  /** Requests that the API received, and those of them that came too many for its quotas. */
  readonly requests: number;
  readonly breaches: number;
  readonly callsOfSheet: number;
  /** Of virtual time. */
  readonly seconds: number;
  readonly waits: number;
}

/** Milliseconds that the API takes to answer, in virtual time. */
const latency = 700;

/** A unit's workbook as it stands in Google Sheets, filled in. */
async function paintUnit(
  plan: Plan,
  unit: string,
  period: Period,
  entries: ReadonlyMap<string, EntryValues>,
) {
  const clock = virtualClock();
  const api = new SheetsApi({ clock });
  const workbook = createWorkbook({ name: unit });
  const { workbook: held } = api.add(workbook, { editors: [robot] });
  const connection = connectSheets({ access: accessTo(api), clock, fetch: api.fetch });
  await sheetsHost(connection, workbook.id).paint(buildUnitWorkbook({ plan, unit, period, entries }));
  return held;
}

/**
 * Consolidates so many sheets as `nisp consolidate` does, under the quotas of Google Sheets.
 * @param entriesOf what a unit has entered
 */
export async function consolidateSheets(
  plan: Plan,
  period: Period,
  count: number,
  entriesOf: (unit: string) => ReadonlyMap<string, EntryValues>,
): Promise<SheetsRun> {
  const painted: Workbook[] = [];
  for (const { id } of plan.units.slice(0, count))
    painted.push(await paintUnit(plan, id, period, entriesOf(id)));

  const clock = virtualClock();
  const api = new SheetsApi({ clock, latency });
  const ids = Array.from({ length: count }, (_, index) => {
    const id = `1${String(index).padStart(43, 'x')}`;
    api.add({ ...painted[index % painted.length]!, id }, { readers: [robot] });
    return id;
  });
  let waits = 0;
  const connection = connectSheets({
    access: accessTo(api),
    clock,
    fetch: api.fetch,
    onWait: () => {
      waits += 1;
    },
  });
  const start = clock.now();
  const consolidation = openConsolidation({ plan, period: period.id, asOf: period.end });
  let read = 0;
  const perSheet = new Map<string, number>();
  const places = ids.map((id) => ({ place: { kind: 'sheet', id } as const }));
  const readSheet = (id: string) => readSpreadsheet(connection, id);
  for await (const { submission } of checkPlaces(places, { plan, readSheet })) {
    if (!submission) continue;
    read += 1;
    consolidation.add(submission);
  }
  for (const { path } of api.requests) perSheet.set(path, (perSheet.get(path) ?? 0) + 1);
  api.checkGaps();
  return {
    sheets: count,
    read,
    units: consolidation.finish().units.filter(({ sources }) => sources.length > 0).length,
    requests: api.requests.length,
    breaches: api.breaches,
    callsOfSheet: Math.max(...perSheet.values()),
    seconds: (clock.now() - start) / 1000,
    waits,
  };
}
