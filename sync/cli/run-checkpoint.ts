/** The checkpoint of a command: beside what it writes, with words on what the run begins with. */
import { basename, dirname, extname, join } from 'node:path';
import { openCheckpoint, type Checkpoint, type CheckpointRun, type CheckpointStart } from '../checkpoint.js';
import type { Surroundings } from './surroundings.js';
import type { Terminal } from './terminal.js';

/** Where a run keeps what it has read: `national.xlsx` → `national.checkpoint.jsonl`. */
export function checkpointPath(out: string): string {
  return join(dirname(out), `${basename(out, extname(out))}.checkpoint.jsonl`);
}

const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const sheetsInWords = (count: number) => (count === 1 ? '1 sheet' : `${count} sheets`);

/** What a run begins with; null if that goes without saying. */
function startInWords(start: CheckpointStart, isAsked: boolean): string | null {
  switch (start.kind) {
    case 'new':
      return isAsked ? 'There is nothing to go on from: everything is read.' : null;
    case 'replaced':
      return `An earlier run was cut after ${sheetsInWords(start.sheets)}. Everything is read again; --resume goes on from there.`;
    case 'outdated':
      return `What the run of ${minute(start.begun)} has kept is too old to go on from: everything is read again.`;
    case 'resumed':
      return `Going on from the run of ${minute(start.begun)}: ${sheetsInWords(start.sheets)} need not be read again.`;
  }
}

/**
 * Opens the checkpoint of a run.
 * @param out what the run writes
 * @throws HostError if it is to go on from what another run has left
 */
export async function openRunCheckpoint(
  out: string,
  run: CheckpointRun,
  resume: boolean,
  terminal: Terminal,
  { clock }: Surroundings,
): Promise<Checkpoint> {
  const checkpoint = await openCheckpoint(checkpointPath(out), run, { resume, clock });
  const words = startInWords(checkpoint.start, resume);
  if (words !== null) terminal.err(`${words}\n`);
  return checkpoint;
}
