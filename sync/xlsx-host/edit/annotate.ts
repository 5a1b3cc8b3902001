/** Writes findings into a copy of a person's own workbook: the Findings worksheet, and notes on the cells concerned. */
import {
  cellAddress,
  describe,
  parseRange,
  severityWords,
  worksheetNames,
  type Diagnostic,
  type Severity,
} from '../../../core/index.js';
import { graftWorksheets } from './graft.js';
import { setNotes } from './notes.js';
import { closeDraft, openDraft } from '../package/draft.js';
import { findSheet, readWorkbookPart } from '../package/workbook-part.js';

/**
 * Author of the notes that say findings. Not the author of the notes that a painted workbook has from the start: those
 * stay when findings are cleared.
 */
export const findingsAuthor = 'NISP Matrix findings';

/** So many cells get a note; more would make the workbook slow and nobody would read them. */
export const mostNotes = 2_000;

/** Longest text of a note, in UTF-16 units: below the 32,767 that a cell may have. */
const longestNote = 30_000;

/**
 * Why a finding stands on the Findings worksheet only:
 * - `no-cell`: it is not about one cell, or about a worksheet that the workbook does not have
 * - `conversation`: people hold a conversation (threaded comments) on the cell, and a cell has one or the other
 * - `too-many`: 2,000 cells have a note already; errors go before warnings, warnings before information
 */
export type WithoutNote = 'no-cell' | 'conversation' | 'too-many';

export interface Annotation {
  readonly bytes: Uint8Array;
  /** How many cells have a note. */
  readonly notes: number;
  readonly withoutNote: readonly { readonly finding: Diagnostic; readonly reason: WithoutNote }[];
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

function noteText(findings: readonly Diagnostic[]): string {
  const text = findings
    .map((finding) => {
      const { text: what, advice } = describe(finding);
      return `${severityWords[finding.severity]}: ${what}\n${advice}`;
    })
    .join('\n\n');
  return text.length > longestNote ? `${text.slice(0, longestNote)}…` : text;
}

/** Name of the worksheet and address of the cell that a finding's note belongs on, or null. */
function cellOf({ at }: Diagnostic): { worksheet: string; cell: string } | null {
  const range = at?.range === undefined ? null : parseRange(at.range);
  if (!range || at?.worksheet === undefined) return null;
  return { worksheet: at.worksheet, cell: cellAddress(range.top, range.left) };
}

/**
 * Writes findings into a workbook. Earlier findings are taken out first, so that annotating twice gives the same bytes
 * as annotating once, and annotating with no findings leaves no note of ours. Everything else in the workbook stays:
 * people's notes keep their text (ours is put below it), conversations are not touched.
 *
 * @param bytes the person's workbook
 * @param findings what was found in it; the note of a finding about a range stands on the range's first cell
 * @param findingsWorkbook a painted workbook with the Findings worksheet that says the same
 * @throws HostError `not-a-workbook` for a damaged file, `foreign-worksheet` if a chart sheet is named Findings
 */
export function annotateWorkbook(
  bytes: Uint8Array,
  { findings, findingsWorkbook }: { findings: readonly Diagnostic[]; findingsWorkbook: Uint8Array },
): Annotation {
  const draft = openDraft(graftWorksheets(bytes, findingsWorkbook, [worksheetNames.findings]));
  const workbook = readWorkbookPart(draft);
  const withoutNote: { finding: Diagnostic; reason: WithoutNote }[] = [];
  // By the worksheet's part, then by cell.
  const wanted = new Map<string, Map<string, Diagnostic[]>>();
  let cells = 0;
  const ordered = findings
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity] || a.index - b.index);
  for (const { finding } of ordered) {
    const place = cellOf(finding);
    const sheet = place && findSheet(workbook, place.worksheet);
    if (!place || sheet?.kind !== 'worksheet' || sheet.name === worksheetNames.findings) {
      withoutNote.push({ finding, reason: 'no-cell' });
      continue;
    }
    const onSheet = wanted.get(sheet.part) ?? new Map<string, Diagnostic[]>();
    wanted.set(sheet.part, onSheet);
    const known = onSheet.get(place.cell);
    if (known) known.push(finding);
    else if (cells < mostNotes) {
      onSheet.set(place.cell, [finding]);
      cells += 1;
    } else withoutNote.push({ finding, reason: 'too-many' });
  }
  let notes = cells;
  for (const { kind, part } of workbook.sheets) {
    if (kind !== 'worksheet') continue;
    const onSheet = wanted.get(part) ?? new Map<string, Diagnostic[]>();
    const texts = new Map([...onSheet].map(([cell, said]) => [cell, noteText(said)]));
    const refused = setNotes(draft, workbook, part, findingsAuthor, texts);
    notes -= refused.size;
    for (const cell of refused) {
      for (const finding of onSheet.get(cell)!) withoutNote.push({ finding, reason: 'conversation' });
    }
  }
  return { bytes: closeDraft(draft), notes, withoutNote };
}
