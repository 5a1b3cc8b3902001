/** Turns events that name worksheets by id into events that name them as people do, in the order in which they came. */
import type { HostEvent } from '../../../panel/index.js';

/** An event as Excel tells it. */
export type RawEvent =
  | { readonly kind: 'edited' | 'selected'; readonly worksheetId: string; readonly range: string }
  | { readonly kind: 'rearranged' };

/** Names of the worksheets by their ids. */
export type WorksheetNames = ReadonlyMap<string, string>;

function isSame(a: WorksheetNames, b: WorksheetNames): boolean {
  return a.size === b.size && [...a].every(([id, name]) => b.get(id) === name);
}

export interface NamedEvents {
  /** Reads the names for the first time. */
  start(): Promise<void>;
  /** Takes an event. Resolves when it has been passed on, and never rejects: whoever raised it cannot be told. */
  tell(event: RawEvent): Promise<void>;
}

/**
 * Passes events on by name. Those that come while the names are being read share the next reading. As the names are read
 * so often, a worksheet that was renamed is noticed with the next event, which no Excel at the floor tells of by itself.
 * @param readNames reads them anew
 */
export function nameEvents(
  readNames: () => Promise<WorksheetNames>,
  listener: (event: HostEvent) => void,
): NamedEvents {
  let names: WorksheetNames | null = null;
  let waiting: RawEvent[] = [];
  let passing: Promise<void> | null = null;

  const pass = (event: HostEvent) => {
    try {
      listener(event);
    } catch {
      // A listener that fails must not keep the next event from the others.
    }
  };
  const passOn = (event: RawEvent) => {
    if (event.kind === 'rearranged') {
      pass(event);
      return;
    }
    const worksheet = names?.get(event.worksheetId);
    // Gone by now: that was told.
    if (worksheet !== undefined) pass({ kind: event.kind, worksheet, range: event.range });
  };
  /** Reads the names; true if they are not what they were. */
  const haveChanged = async (): Promise<boolean> => {
    const before = names;
    try {
      names = await readNames();
    } catch {
      // Nothing is known of the places any more.
      names = null;
      return true;
    }
    return before === null || !isSame(before, names);
  };
  const passWaiting = async () => {
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      const isRearranged = await haveChanged();
      if (isRearranged || together.some(({ kind }) => kind === 'rearranged')) passOn({ kind: 'rearranged' });
      together.filter(({ kind }) => kind !== 'rearranged').forEach(passOn);
    }
    passing = null;
  };
  return {
    async start() {
      names = await readNames();
    },
    tell(event) {
      waiting.push(event);
      passing ??= passWaiting();
      return passing;
    },
  };
}
