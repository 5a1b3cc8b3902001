/** Tells what happens in the workbook: edits, selections, and whatever moves cells to other places. */
import type { HostEvent } from '../../../panel/index.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import { brought, type IsSupported } from '../requirements.js';
import { nameEvents, type RawEvent, type WorksheetNames } from './event-names.js';

/** A handler that was added, and the context in which it has to be removed. */
interface Registration {
  readonly context: OfficeExtension.ClientRequestContext;
  remove(): void;
}

function eventOfChange({ changeType, worksheetId, address }: Excel.WorksheetChangedEventArgs): RawEvent {
  return changeType === 'RangeEdited' || changeType === 'Unknown'
    ? { kind: 'edited', worksheetId, range: address }
    : { kind: 'rearranged' };
}

/** Removes handlers, with one sync for each context that they were added in. */
async function removeAll(excel: ExcelNamespace, registrations: readonly Registration[]): Promise<void> {
  const contexts = new Set(registrations.map(({ context }) => context));
  await Promise.all(
    [...contexts].map((owner) =>
      excel.run(owner, async (context) => {
        for (const registration of registrations) if (registration.context === owner) registration.remove();
        await context.sync();
      }),
    ),
  );
}

/**
 * As `PanelHost.watch`. Edits of co-authors count as edits, and so does what this add-in writes. Nothing that
 * goes wrong while an event is passed on, in here or in the listener, escapes: there is nobody to tell.
 */
export async function watch(
  excel: ExcelNamespace,
  isSupported: IsSupported,
  listener: (event: HostEvent) => void,
): Promise<() => Promise<void>> {
  const hasCollectionEvents = isSupported(brought.collectionEvents);
  let isWatching = true;
  /** Handlers of all worksheets together, and at the floor, where there are none such, of each by its id. */
  const ofWorkbook: Registration[] = [];
  const ofWorksheet = new Map<string, readonly Registration[]>();

  const follow = (worksheets: Excel.Worksheet | Excel.WorksheetCollection): readonly Registration[] => [
    worksheets.onChanged.add((event) => events.tell(eventOfChange(event))),
    worksheets.onSelectionChanged.add(({ worksheetId, address }) =>
      events.tell({ kind: 'selected', worksheetId, range: address }),
    ),
  ];
  const readNames = (): Promise<WorksheetNames> =>
    runIn(excel, async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load('items/id,items/name');
      await context.sync();
      const names = new Map(worksheets.items.map(({ id, name }) => [id, name]));
      if (!hasCollectionEvents) {
        for (const id of ofWorksheet.keys()) if (!names.has(id)) ofWorksheet.delete(id);
        const added = worksheets.items.filter(({ id }) => !ofWorksheet.has(id));
        for (const worksheet of added) ofWorksheet.set(worksheet.id, follow(worksheet));
        if (added.length > 0) await context.sync();
      }
      return names;
    });
  const events = nameEvents(readNames, (event) => {
    if (isWatching) listener(event);
  });
  const onRearranged = () => events.tell({ kind: 'rearranged' });

  await events.start();
  await runIn(excel, async (context) => {
    const { worksheets } = context.workbook;
    if (hasCollectionEvents) ofWorkbook.push(...follow(worksheets));
    ofWorkbook.push(worksheets.onAdded.add(onRearranged), worksheets.onDeleted.add(onRearranged));
    if (isSupported(brought.sortEvents)) {
      ofWorkbook.push(worksheets.onRowSorted.add(onRearranged), worksheets.onColumnSorted.add(onRearranged));
    }
    await context.sync();
  });
  return async () => {
    isWatching = false;
    await removeAll(excel, [...ofWorkbook, ...[...ofWorksheet.values()].flat()]);
  };
}
