/** Work that may take longer than a script may run: cut into pieces, and gone on with where it stopped. */
import * as z from 'zod';

/** Google ends a run after 6 minutes. A piece that was begun is finished: this leaves it 2. */
const minutes = 60_000;
const budgetOfRun = 4 * minutes;
/** After this nobody means to go on with what was begun: it is begun anew. */
const longestBreak = 60 * minutes;

export interface Piece {
  readonly name: string;
  readonly run: () => void;
  /**
   * In short, how what the piece sees to is now. A piece that was done need not be done again as long as this is what it was
   * when the piece was done.
   */
  readonly state: () => string;
}

export interface Course {
  /** Tells pieces of one task from those of others. */
  readonly task: string;
  readonly pieces: readonly Piece[];
  /** Milliseconds after which no further piece is begun. Absent: 4 minutes. */
  readonly budget?: number;
  /** Milliseconds since 1970. Absent: the clock's. */
  readonly now?: () => number;
}

const recordSchema = z.strictObject({
  /** When the first of the pieces was begun. */
  startedAt: z.number(),
  /** Pieces that are done, and their states then. */
  done: z.array(z.tuple([z.string(), z.string()])),
});
type Progress = z.output<typeof recordSchema>;

const keyOf = (task: string) => `nisp-pieces-${task}`;

/** What was done before; nothing where it cannot be read or is too old. */
function recall(task: string, now: number): Progress {
  const begun: Progress = { startedAt: now, done: [] };
  const text = PropertiesService.getDocumentProperties().getProperty(keyOf(task));
  if (text === null) return begun;
  try {
    const record = recordSchema.parse(JSON.parse(text));
    return now - record.startedAt < longestBreak ? record : begun;
  } catch {
    // Whoever wrote it, it is nothing that can be gone on with.
    return begun;
  }
}

/**
 * Does pieces one after the other until the budget is used up, at least one. Those that an earlier run did, and whose state
 * is still the same, are left out; what is done is remembered after each piece, so that a run that is ended or fails loses
 * no more than the piece that it was at.
 * @returns whether all of them are done now; otherwise the same call goes on
 */
export function runPieces({ task, pieces, budget = budgetOfRun, now = Date.now }: Course): boolean {
  const properties = PropertiesService.getDocumentProperties();
  const begin = now();
  const { startedAt, done: before } = recall(task, begin);
  const earlier = new Map(before);
  const done = new Map(
    pieces.flatMap(({ name, state }) =>
      earlier.has(name) && earlier.get(name) === state() ? [[name, earlier.get(name)!]] : [],
    ),
  );
  let isFirst = true;
  for (const { name, run, state } of pieces) {
    if (done.has(name)) continue;
    if (!isFirst && now() - begin >= budget) return false;
    isFirst = false;
    run();
    done.set(name, state());
    properties.setProperty(keyOf(task), JSON.stringify({ startedAt, done: [...done] } satisfies Progress));
  }
  properties.deleteProperty(keyOf(task));
  return true;
}
