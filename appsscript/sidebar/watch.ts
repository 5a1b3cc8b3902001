/** Tells what happens in the spreadsheet, by looking at it every few seconds: Google Sheets has no events for a sidebar. */
import type { HostEvent, Wait } from '../../panel/index.js';
import { differences, type Look } from './differences.js';

export interface WatchOptions {
  /** Time that passes. */
  readonly wait: Wait;
  /** Whether nobody sees the page. Nothing is looked at then. */
  readonly isHidden: () => boolean;
}

/** Milliseconds between two looks: while something happens, and when nothing has for long or the script does not answer. */
const pace = { busy: 4_000, quiet: 30_000 } as const;
/** Looks without anything new, three minutes of them, after which it is quiet. */
const looksUntilQuiet = 45;
/** Failures in a row after which the script is given time. */
const failuresUntilSlow = 3;

/**
 * As `PanelHost.watch`. The next look begins when the one before is over. A look that fails is made again; nobody is told of it.
 * @param look at the spreadsheet. The first is what later ones are compared with
 * @throws HostError of the first look
 */
export async function watch(
  look: () => Promise<Look>,
  { wait, isHidden }: WatchOptions,
  listener: (event: HostEvent) => void,
): Promise<() => Promise<void>> {
  let isWatching = true;
  let last = await look();
  let [quiet, failures] = [0, 0];

  const lookAgain = async () => {
    const next = await look().catch(() => null);
    if (!next) {
      failures += 1;
      return;
    }
    const events = differences(last, next);
    last = next;
    failures = 0;
    quiet = events.length > 0 ? 0 : quiet + 1;
    for (const event of events) if (isWatching) listener(event);
  };
  const isSlow = () => failures >= failuresUntilSlow || quiet >= looksUntilQuiet;
  const keepLooking = async () => {
    for (;;) {
      await wait(isSlow() ? pace.quiet : pace.busy);
      if (!isWatching) return;
      if (!isHidden()) await lookAgain();
    }
  };
  void keepLooking();
  return () => {
    isWatching = false;
    return Promise.resolve();
  };
}
