/** Writing into cells and putting back what is missing: fixes, entries, repairs, and undoing what was written. */
import { fieldByKey, readDateOrder, type Diagnostic, type FieldKey, type Plan } from '../../core/index.js';
import type { CellChange, PanelHost, TellProgress } from '../panel-host.js';
import { arrangedBlueprint } from './arranged-blueprint.js';
import { editOf, entering, undoing, writtenBy, type CellEdit, type Written } from './cell-edits.js';
import { sameHeld } from './cell-values.js';
import { sameFinding } from './places.js';
import type { Known, Reading } from './reading.js';
import type { Notice } from './state.js';
import { hasError, readTypedText } from './typed-text.js';

/** Each gives what it came to, or null if there is no matrix. @throws HostError */
export interface Mending {
  readonly fix: (findings: readonly Diagnostic[]) => Promise<Notice | null>;
  readonly undo: () => Promise<Notice | null>;
  readonly repair: (tell: TellProgress) => Promise<Notice | null>;
  /** @param tell called with the findings about the text, before anything is written */
  readonly enter: (
    no: string,
    field: FieldKey,
    text: string,
    tell: (findings: readonly Diagnostic[]) => void,
  ) => Promise<Notice | null>;
}

/** @param tell called with how many cells the next undo would put back */
export function createMending(
  { host, plan }: { readonly host: PanelHost; readonly plan: Plan },
  reading: Reading,
  tell: (undoable: number) => void,
): Mending {
  let undoStack: readonly (readonly Written[])[] = [];
  const setUndoStack = (stack: typeof undoStack) => {
    undoStack = stack;
    tell(stack.at(-1)?.length ?? 0);
  };
  /** Reads anew the rows of cells that were written. */
  const readWritten = async (changes: readonly CellChange[]): Promise<void> => {
    for (const { worksheet, range } of changes) reading.note({ kind: 'edited', worksheet, range });
    await reading.readChanges();
  };
  /** Writes, so that it can be undone together. @returns how many were refused */
  const write = async (edits: readonly CellEdit[]): Promise<number> => {
    if (edits.length === 0) return 0;
    const changes = edits.map(({ change }) => change);
    const report = await host.write(changes);
    const written = writtenBy(edits, report);
    if (written.length > 0) setUndoStack([...undoStack, written]);
    await readWritten(changes);
    return report.refused.length;
  };
  /** Puts validations back. @returns how many of the findings that miss some are settled by it */
  const restoreValidations = async (known: Known, lost: readonly Diagnostic[]): Promise<number> => {
    const { snapshot, workbook } = known;
    if (workbook.kind === 'matrix') {
      await host.repair(arrangedBlueprint(snapshot, workbook, plan), ['validation']);
    }
    const now = (await reading.readAll()).workbook;
    const findings = now.kind === 'matrix' ? now.findings : lost;
    return lost.filter((finding) => !sameFinding(findings, finding)).length;
  };

  return {
    fix: async (findings) => {
      const known = await reading.readChanges();
      const { snapshot, workbook } = known;
      if (workbook.kind !== 'matrix') return null;
      const current = findings.map((finding) => sameFinding(workbook.findings, finding));
      const found = current.filter((finding) => finding !== null);
      // A cell with two findings has one proper form.
      const edits = new Map(
        found.flatMap((finding): [string, CellEdit][] => {
          const edit = editOf(finding, snapshot);
          return edit ? [[edit.change.range, edit]] : [];
        }),
      );
      const refused = await write([...edits.values()]);
      const lost = found.filter(({ fix }) => fix?.kind === 'restore-validation');
      const restored = lost.length > 0 ? await restoreValidations(known, lost) : 0;
      const gone = current.length - found.length;
      return {
        kind: 'fixed',
        fixed: edits.size - refused + restored,
        refused: refused + lost.length - restored + gone,
      };
    },
    undo: async () => {
      const { workbook } = await reading.readChanges();
      const written = undoStack.at(-1);
      if (workbook.kind !== 'matrix' || !written) return null;
      const changes = undoing(written, workbook.submission);
      const refused = changes.length > 0 ? (await host.write(changes)).refused.length : 0;
      setUndoStack(undoStack.slice(0, -1));
      await readWritten(changes);
      const undone = changes.length - refused;
      return { kind: 'undone', undone, refused: written.length - undone };
    },
    repair: async (tell) => {
      const { snapshot, workbook } = await reading.look();
      if (workbook.kind !== 'matrix') return null;
      const report = await host.repair(arrangedBlueprint(snapshot, workbook, plan), undefined, tell);
      await reading.readAll();
      return { kind: 'repaired', report };
    },
    enter: async (no, fieldKey, text, tellFindings) => {
      const { snapshot, workbook } = await reading.readChanges();
      if (workbook.kind !== 'matrix') return null;
      const { entries, source } = workbook.submission;
      const field = fieldByKey.get(fieldKey)!;
      const range = entries.get(no)?.cells.get(fieldKey);
      const refusal = { kind: 'entered', no, field: fieldKey, wasRefused: true } as const;
      if (range === undefined) return refusal;
      const at = { worksheet: source.worksheet, range };
      const context = { dateOrder: readDateOrder(snapshot), dateSystem: snapshot.dateSystem ?? 1900 };
      const { findings, value } = readTypedText(field, text, context, { intervention: no, at });
      tellFindings(findings);
      if (hasError(findings)) return null;
      const change = entering(snapshot, at, field, value);
      const isThere = sameHeld(change.to, change.from);
      const refused = isThere ? 0 : await write([{ no, field: fieldKey, change }]);
      return { ...refusal, wasRefused: refused > 0 };
    },
  };
}
