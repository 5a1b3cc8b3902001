/** The menu's Repair: puts back what pasting destroyed, worksheet by worksheet, and goes on where an earlier run stopped. */
import { builtInPlan, HostError } from '../../core/index.js';
import { arrangedBlueprint, repairables, restoredParts, type RepairReport } from '../../panel/index.js';
import { underLock } from '../lock.js';
import { fingerprintOf } from '../spreadsheet-host/contents.js';
import { meaningOf } from '../spreadsheet-host/failures.js';
import { repair } from '../spreadsheet-host/repair/repair.js';
import { readMatrix } from './matrix.js';
import { runPieces, type Course, type Piece } from './pieces.js';
import { tellProgress, told, type Message } from './told.js';
import { words } from './words.js';

type Restored = RepairReport['restored'];

/** What stands in a worksheet in short; nothing where it is gone. */
function contentsOf(worksheet: string): string {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(worksheet);
  return sheet ? fingerprintOf(sheet) : '';
}

/**
 * Repairs one worksheet with the names that lead to it. It is read anew for that: people go on working meanwhile, and what
 * was found a minute ago may have moved.
 */
function repairWorksheet(worksheet: string): Restored {
  const { snapshot, matrix } = readMatrix();
  const blueprint = arrangedBlueprint(snapshot, matrix, builtInPlan());
  const own = { ...blueprint, worksheets: blueprint.worksheets.filter(({ name }) => name === worksheet) };
  return repair({ blueprint: own, what: repairables });
}

function messageOf(restored: Restored, isFinished: boolean): Message {
  const lines = restored.map(({ worksheet, what, ranges }) =>
    words.restored(worksheet, words.repairable[what], ranges),
  );
  const done = lines.length > 0 ? [words.repaired(lines.length), lines.join('\n')] : [];
  if (!isFinished) return { title: words.title, paragraphs: [...done, words.unfinished] };
  return { title: words.title, paragraphs: done.length > 0 ? done : [words.nothingMissing] };
}

/** A failure that also says what the pieces before it had changed. */
function withTouched(error: unknown, before: readonly string[]): unknown {
  const failure = meaningOf(error);
  if (!(failure instanceof HostError)) return failure;
  const touched = [...new Set([...before, ...failure.touched])];
  return new HostError(failure.code, failure.message, touched, { cause: failure });
}

/** @param timing how long it may take, and by what clock */
export function repairInPieces(timing: Pick<Course, 'budget' | 'now'> = {}): Message {
  const { snapshot, matrix } = readMatrix();
  const worksheets = arrangedBlueprint(snapshot, matrix, builtInPlan()).worksheets.map(({ name }) => name);
  const restored: Restored[number][] = [];
  const pieces = worksheets.map((name): Piece => ({
    name,
    run: () => {
      tellProgress(words.lookingAt(name));
      restored.push(...underLock(() => repairWorksheet(name)));
    },
    state: () => contentsOf(name),
  }));
  try {
    const isFinished = runPieces({ task: 'repair', pieces, ...timing });
    return messageOf(restoredParts(restored, worksheets), isFinished);
  } catch (error) {
    throw withTouched(
      error,
      restored.map(({ worksheet }) => worksheet),
    );
  }
}

/** Puts back the drop-downs, colours, formulas and protection that pasting destroyed, and says what it put back. */
export function repairWorkbook(): void {
  told('repairing', () => repairInPieces());
}
