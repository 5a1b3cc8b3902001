/** The events of the fake Excel: which ones the client asked for, and what is sent to it. */
import type { JsonObject, Worksheet } from './workbook.js';

/** By the names that the client registers them with, and by the numbers that it knows them by. Source: the client library. */
export const eventNumbers = {
  DataChanged: 10,
  Activated: 11,
  Deactivated: 12,
  Added: 13,
  SelectionChanged: 14,
  Deleted: 15,
  Calculated: 16,
  FormatChanged: 18,
  RowSorted: 19,
  ColumnSorted: 20,
  RowHiddenChanged: 22,
  ProtectionChanged: 24,
  NameChanged: 25,
  VisibilityChanged: 26,
  Moved: 27,
} as const;
export type EventName = keyof typeof eventNumbers;

/** One event on its way: category, number, what it is of, arguments as JSON, and its own number. */
export type EventEntry = readonly [
  category: 65_536,
  event: number,
  target: string,
  message: string,
  id: number,
];

/** What events of the workbook as a whole are of. */
const workbookTarget = 'Workbook';

export class EventHub {
  /** How many times the client registered each, as `DataChanged Workbook`. */
  private readonly registered = new Map<string, number>();
  private waiting: EventEntry[] = [];
  /** What `context.runtime.enableEvents` says. */
  isEnabled = true;

  /**
   * The client begins or ends to listen. @param worksheet null: of the workbook as a whole
   */
  register(name: EventName, worksheet: Worksheet | null, isOn: boolean): void {
    const key = `${name} ${worksheet?.id ?? workbookTarget}`;
    const count = (this.registered.get(key) ?? 0) + (isOn ? 1 : -1);
    if (count > 0) this.registered.set(key, count);
    else this.registered.delete(key);
  }

  /** What the client listens to now, as `DataChanged Workbook`. */
  get listening(): readonly string[] {
    return [...this.registered.keys()].sort();
  }

  /** Notes that something happened to a worksheet; it is sent if the client asked for it. */
  raise(name: EventName, worksheet: Worksheet, message: JsonObject = {}): void {
    if (!this.isEnabled) return;
    const whole = JSON.stringify({ worksheetId: worksheet.id, source: 'Local', ...message });
    for (const target of [worksheet.id, workbookTarget]) {
      if (this.registered.has(`${name} ${target}`))
        this.waiting.push([65_536, eventNumbers[name], target, whole, 0]);
    }
  }

  /** The events since this was last asked. */
  take(): readonly EventEntry[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }
}
