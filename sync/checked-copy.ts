/** A copy of a person's workbook with what was found in it: safe fixes applied, findings listed and noted on the cells. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import {
  buildFindings,
  buildUnitWorkbook,
  HostError,
  inFile,
  parsePeriod,
  styles,
  templateVersion,
  type Blueprint,
  type Diagnostic,
  type Plan,
  type Submission,
} from '../core/index.js';
import type { CheckedFile } from './check-files.js';
import { fileError, writeWhole } from './files.js';
import { annotateWorkbook } from './xlsx-host/edit/annotate.js';
import { checkBytes } from './xlsx-host/check.js';
import { applyFixes } from './xlsx-host/edit/fixes.js';
import { paintWorkbook } from './xlsx-host/paint/paint.js';

export interface CheckedCopyOptions {
  readonly plan: Plan;
  /** Apply the fixes that the findings carry. */
  readonly fix: boolean;
  /** Write the findings into the copy. */
  readonly annotate: boolean;
  /** Replace a copy that is there (a backup is kept). */
  readonly replace: boolean;
  /** Folder of the copy. Absent: that of the workbook. */
  readonly folder?: string;
  readonly asOf?: string;
}

export interface CheckedCopy {
  readonly path: string;
  /** How many fixes were applied. */
  readonly fixed: number;
  /** How many could not be applied: the cell is merged, or belongs to a formula or a table of the person's own. */
  readonly notFixed: number;
  /** How many cells have a note. */
  readonly notes: number;
  /** How many findings stand on the Findings worksheet only: they have no cell, or the cell could take no note. */
  readonly withoutNote: number;
  /** What is found in the copy: after fixes it is less than in the workbook. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the checked copy of a workbook goes: `punjab.xlsx` → `punjab.checked.xlsx`. */
export function checkedCopyPath(path: string, folder = dirname(path)): string {
  return join(folder, `${basename(path, extname(path))}.checked.xlsx`);
}

/** A workbook with nothing but the Findings worksheet, to be put into a person's own. */
function findingsBlueprint(
  findings: readonly Diagnostic[],
  linkable: readonly string[],
  submission: Submission,
  plan: Plan,
): Blueprint {
  const title = `Findings · ${plan.unitById.get(submission.unit)!.name} · ${submission.period}`;
  return {
    kind: 'workbook',
    templateVersion,
    properties: {
      title,
      subject: title,
      creator: 'NISP Matrix',
      description: '',
      created: parsePeriod(submission.period)!.start,
    },
    styles,
    worksheets: [buildFindings({ title, footer: title, findings, linkable })],
    names: [],
  };
}

/**
 * Writes the checked copy of a workbook. The workbook itself is never changed.
 * @param file a file that was checked and read as a submission
 * @throws HostError if the file has changed since it was checked, or the copy cannot be written
 */
export async function writeCheckedCopy(
  file: Pick<CheckedFile, 'path' | 'hash' | 'submission' | 'diagnostics'>,
  options: CheckedCopyOptions,
): Promise<CheckedCopy> {
  const { plan, folder } = options;
  const { submission } = file;
  if (!submission) throw new HostError('not-a-workbook', `${file.path} was not read as a submission.`);
  let bytes: Uint8Array = await readFile(file.path).catch((cause: unknown) => {
    throw fileError(file.path, cause);
  });
  if (createHash('sha256').update(bytes).digest('hex') !== file.hash) {
    throw new HostError('in-use', `${file.path} has changed since it was checked. Run the check again.`);
  }
  let diagnostics = file.diagnostics;
  let [fixed, notFixed] = [0, 0];
  const fixes = options.fix ? diagnostics.flatMap(({ fix }) => fix ?? []) : [];
  if (fixes.length > 0) {
    const { bytes: reference } = await paintWorkbook(
      buildUnitWorkbook({ plan, unit: submission.unit, period: parsePeriod(submission.period)! }),
    );
    const mended = applyFixes(bytes, fixes, reference);
    bytes = mended.bytes;
    fixed = mended.applied.length;
    notFixed = mended.notApplied.length;
    const { file: name, hash, received } = submission.source;
    const context = {
      plan,
      file: name,
      hash,
      received,
      expected: { unit: submission.unit, period: submission.period },
    };
    diagnostics = checkBytes(
      bytes,
      options.asOf === undefined ? context : { ...context, asOf: options.asOf },
    ).diagnostics.map((diagnostic) => inFile(diagnostic, name));
  }
  let [notes, withoutNote] = [0, 0];
  if (options.annotate) {
    const named = diagnostics.flatMap(({ at }) => (at?.worksheet === undefined ? [] : [at.worksheet]));
    const neighbours = [...new Set(named)];
    const { bytes: findingsWorkbook } = await paintWorkbook(
      findingsBlueprint(diagnostics, neighbours, submission, plan),
      { neighbours },
    );
    const annotated = annotateWorkbook(bytes, { findings: diagnostics, findingsWorkbook });
    bytes = annotated.bytes;
    notes = annotated.notes;
    withoutNote = annotated.withoutNote.length;
  }
  const path = checkedCopyPath(file.path, folder);
  await writeWhole(path, bytes, { replace: options.replace });
  return { path, fixed, notFixed, notes, withoutNote, diagnostics };
}
