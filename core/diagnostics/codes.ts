/**
 * The catalogue: every code, the parameters it carries, and its severity.
 * Codes are stable (they stand in files and in people's notes): add new ones, never rename or reuse one.
 * A code without a message in `messages/` does not compile.
 */

/** error: the value cannot be used, or the file cannot. warning: look at it. information: good to know. */
export type Severity = 'error' | 'warning' | 'information';

/** For a code that says it all. */
type NoParams = Readonly<Record<string, never>>;

/** The parameters of each code. Texts found in files are passed as found, never shortened here. */
export interface DiagnosticParams {
  // A plan file, and the file of timelines
  'plan/invalid': { path: string; problem: string };
  'plan/id-duplicate': { what: string; id: string };
  'plan/goal-unknown': { pillar: string; goal: string };
  'plan/number-invalid': { no: string };
  'plan/number-duplicate': { no: string };
  'plan/number-order': { no: string; previous: string };
  'plan/parent-missing': { no: string; parent: string };
  'plan/parent-mismatch': { no: string; parent: string; expected: string };
  'plan/pillar-unknown': { no: string; pillar: string };
  'plan/pillar-order': { no: string; pillar: string };
  'plan/section-order': { no: string; section: string };
  'plan/sub-item-elsewhere': { no: string; parent: string };
  'plan/body-unknown': { no: string; body: string };
  'plan/unit-unknown': { no: string; unit: string };
  'plan/no-unit': { no: string };
  'plan/validity': { from: string; to: string };
  'plan/priority-unknown-intervention': { priority: number; no: string };
  'timelines/invalid': { line: number; found: string };
  'timelines/intervention-unknown': { no: string };
  'timelines/value-unknown': { no: string; found: string };
  'timelines/duplicate': { no: string };

  // A file, before its cells are looked at
  'file/unreadable': { reason: string };
  'file/empty': NoParams;
  'file/not-a-workbook': { found: string };
  'file/encrypted': NoParams;
  'file/truncated': NoParams;
  'file/damaged': { part: string; reason: string };
  'file/macros': { part: string };
  'file/active-content': { part: string };
  'file/external-content': { part: string; target: string };
  'file/too-large': { what: string; limit: number; found: number };
  'file/compression-bomb': { part: string };
  'file/ambiguous-part': { part: string };
  'file/document-type': { part: string };
  'file/encoding': { part: string; encoding: string };
  'file/time-limit': { seconds: number };
  'file/memory-limit': { megabytes: number };
  'file/owner-file': NoParams;
  'file/name-suspicious': { found: string };

  // A place: where a workbook is said to be. `path`: where in a list of sources it stands; null: on the command line
  'place/sheet-id-invalid': { found: string; path: string | null };
  'place/link-published': { found: string; path: string | null };
  'place/link-of-other': { found: string; what: string; path: string | null };
  'place/link-unknown': { found: string; path: string | null };
  'place/blank': { path: string | null };

  // A Google Sheet, before its cells are looked at
  'sheet/unreachable': { reason: string };

  // The list of where each unit's workbook is
  'sources/not-json': { problem: string };
  'sources/invalid': { path: string; problem: string };
  'sources/unit-unknown': { path: string; found: string; known: string };
  'sources/unit-twice': { unit: string };
  'sources/unit-missing': { unit: string };
  'sources/place-twice': { path: string; found: string; first: string };
  'sources/place-shared': { path: string; found: string; first: string };

  // The workbook as a whole
  'workbook/not-a-matrix': { worksheets: string };
  'workbook/worksheet-renamed': { expected: string; found: string };
  'workbook/several-matrices': { worksheets: string };
  'workbook/metadata-missing': NoParams;
  'workbook/metadata-invalid': { key: string; found: string };
  'workbook/template-unknown': { found: string };
  'workbook/template-old': { found: string; current: string };
  'workbook/plan-different': { found: string; expected: string };
  'workbook/unit-unknown': { found: string };
  'workbook/unit-different': { found: string; expected: string };
  'workbook/period-different': { found: string; expected: string };
  'workbook/hidden': { worksheet: string };
  'workbook/date-order-missing': { count: number };
  'workbook/more-findings': { code: string; count: number };

  // Structure: columns and rows
  'column/missing': { header: string };
  'column/unknown': { header: string };
  'column/duplicate': { header: string; columns: string };
  'column/renamed': { header: string; found: string };
  'column/hidden': { header: string };
  'intervention/missing': { no: string; text: string };
  'intervention/unknown': { found: string };
  'intervention/duplicate': { no: string; rows: string };
  'intervention/altered': { no: string; header: string; expected: string; found: string };
  'intervention/order': { no: string };
  'intervention/not-applicable': { no: string; unit: string };
  'intervention/derived': { no: string; header: string; found: string };
  'rows/hidden': { count: number; interventions: string };
  'rows/filtered': { count: number };

  // Cells
  'cell/error': { found: string };
  'cell/formula': { formula: string };
  'cell/merged': { range: string };
  'cell/text-too-long': { length: number; limit: number };
  'cell/control-character': { found: string };
  'cell/invisible-character': { found: string };
  'cell/mixed-script': { found: string };

  // Values
  'status/unknown': { found: string; suggestion: string | null };
  'status/spelling': { found: string; value: string };
  'timeline/unknown': { found: string; suggestion: string | null };
  'timeline/spelling': { found: string; value: string };
  'number/invalid': { header: string; found: string };
  'number/as-text': { header: string; found: string; value: number };
  'number/ambiguous': { header: string; found: string; readings: string };
  'number/out-of-range': { header: string; found: number; min: number | null; max: number | null };
  'progress/points': { found: number; value: number };
  'progress/ambiguous': { found: number };
  'date/invalid': { header: string; found: string };
  'date/as-text': { header: string; found: string; value: string };
  'date/ambiguous': { header: string; found: string; dayFirst: string; monthFirst: string };
  'date/other-calendar': { header: string; found: string };

  // Sense
  'timeline/not-set': { no: string };
  'timeline/differs-from-plan': { found: string; planned: string };
  'timeline/colour-disagree': { word: string; colour: string };
  'timeline/colour-only': { colour: string };
  'status/missing': { no: string };
  'status/progress-disagree': { progress: number };
  'progress/status-disagree': { status: string };
  'progress/not-started': { progress: number };
  'progress/without-start': { progress: number };
  'progress/decreased': { before: number; now: number };
  'status/reversed': { before: string; now: string };
  'status/completed-without-evidence': { no: string };
  'status/parent-before-sub-items': { no: string; open: string };
  'status/reason-missing': { status: string };
  'date/end-before-start': { start: string; due: string };
  'date/outside-policy': { header: string; date: string; from: string; to: string };
  'date/updated-after-period': { date: string; end: string; days: number };
  'date/start-in-future': { date: string; status: string };
  'date/due-missing': { no: string };
  'status/overdue': { due: string; asOf: string };
  'budget/spent-above': { spent: number; budget: number };
  'budget/spent-without-budget': { spent: number };
  'actual/above-target': { actual: number; target: number; factor: number };
  'actual/without-target': { actual: number };
  'actual/completed-below-target': { actual: number; target: number };
  'entry/focal-person-missing': { no: string };
  'entry/focal-person-contact': { found: string };

  // Paste damage
  'validation/lost': { header: string; range: string };
  'format/lost': { range: string };
  'protection/lost': { worksheet: string };

  // Submissions and their consolidation
  'submission/cover-unusable': { label: string; found: string };
  'submission/empty': NoParams;
  'submission/nil-return-with-entries': { count: number };
  'submission/rows-cleared': { count: number; of: number };
  'submission/timelines-not-set': { count: number; of: number };
  'submission/missing': { unit: string; period: string };
  'submission/duplicate': { unit: string; sameAs: string };
  'submission/conflict': { unit: string; count: number; files: string };
  'sync/conflict': { column: string; here: string; there: string; base: string };
  'consolidation/timelines-differ': { no: string; values: string };

  // Painting a workbook anew over what people filled in
  'repaint/would-lose': { found: string };
  'repaint/foreign-worksheet': { found: string };
}

export type DiagnosticCode = keyof DiagnosticParams;

/** The severity of each code. */
export const severities: Readonly<Record<DiagnosticCode, Severity>> = {
  'plan/invalid': 'error',
  'plan/id-duplicate': 'error',
  'plan/goal-unknown': 'error',
  'plan/number-invalid': 'error',
  'plan/number-duplicate': 'error',
  'plan/number-order': 'error',
  'plan/parent-missing': 'error',
  'plan/parent-mismatch': 'error',
  'plan/pillar-unknown': 'error',
  'plan/pillar-order': 'error',
  'plan/section-order': 'error',
  'plan/sub-item-elsewhere': 'error',
  'plan/body-unknown': 'error',
  'plan/unit-unknown': 'error',
  'plan/no-unit': 'error',
  'plan/validity': 'error',
  'plan/priority-unknown-intervention': 'error',
  'timelines/invalid': 'error',
  'timelines/intervention-unknown': 'error',
  'timelines/value-unknown': 'error',
  'timelines/duplicate': 'error',
  'file/unreadable': 'error',
  'file/empty': 'error',
  'file/not-a-workbook': 'error',
  'file/encrypted': 'error',
  'file/truncated': 'error',
  'file/damaged': 'error',
  'file/macros': 'error',
  'file/active-content': 'error',
  'file/external-content': 'warning',
  'file/too-large': 'error',
  'file/compression-bomb': 'error',
  'file/ambiguous-part': 'error',
  'file/document-type': 'error',
  'file/encoding': 'error',
  'file/time-limit': 'error',
  'file/memory-limit': 'error',
  'file/owner-file': 'error',
  'file/name-suspicious': 'warning',
  'place/sheet-id-invalid': 'error',
  'place/link-published': 'error',
  'place/link-of-other': 'error',
  'place/link-unknown': 'error',
  'place/blank': 'error',
  'sheet/unreachable': 'error',
  'sources/not-json': 'error',
  'sources/invalid': 'error',
  'sources/unit-unknown': 'error',
  'sources/unit-twice': 'error',
  'sources/unit-missing': 'warning',
  'sources/place-twice': 'warning',
  'sources/place-shared': 'error',
  'workbook/not-a-matrix': 'error',
  'workbook/worksheet-renamed': 'information',
  'workbook/several-matrices': 'error',
  'workbook/metadata-missing': 'error',
  'workbook/metadata-invalid': 'error',
  'workbook/template-unknown': 'error',
  'workbook/template-old': 'warning',
  'workbook/plan-different': 'error',
  'workbook/unit-unknown': 'error',
  'workbook/unit-different': 'error',
  'workbook/period-different': 'error',
  'workbook/hidden': 'information',
  'workbook/date-order-missing': 'warning',
  'workbook/more-findings': 'warning',
  'column/missing': 'error',
  'column/unknown': 'information',
  'column/duplicate': 'error',
  'column/renamed': 'information',
  'column/hidden': 'information',
  'intervention/missing': 'error',
  'intervention/unknown': 'error',
  'intervention/duplicate': 'error',
  'intervention/altered': 'warning',
  'intervention/order': 'information',
  'intervention/not-applicable': 'warning',
  'intervention/derived': 'warning',
  'rows/hidden': 'information',
  'rows/filtered': 'information',
  'cell/error': 'error',
  'cell/formula': 'error',
  'cell/merged': 'warning',
  'cell/text-too-long': 'error',
  'cell/control-character': 'warning',
  'cell/invisible-character': 'information',
  'cell/mixed-script': 'warning',
  'status/unknown': 'error',
  'status/spelling': 'information',
  'timeline/unknown': 'error',
  'timeline/spelling': 'information',
  'number/invalid': 'error',
  'number/as-text': 'warning',
  'number/ambiguous': 'error',
  'number/out-of-range': 'error',
  'progress/points': 'warning',
  'progress/ambiguous': 'error',
  'date/invalid': 'error',
  'date/as-text': 'warning',
  'date/ambiguous': 'error',
  'date/other-calendar': 'error',
  'timeline/not-set': 'information',
  'timeline/differs-from-plan': 'warning',
  'timeline/colour-disagree': 'warning',
  'timeline/colour-only': 'warning',
  'status/missing': 'warning',
  'status/progress-disagree': 'error',
  'progress/status-disagree': 'warning',
  'progress/not-started': 'warning',
  'progress/without-start': 'warning',
  'progress/decreased': 'warning',
  'status/reversed': 'warning',
  'status/completed-without-evidence': 'warning',
  'status/parent-before-sub-items': 'warning',
  'status/reason-missing': 'warning',
  'date/end-before-start': 'error',
  'date/outside-policy': 'warning',
  'date/updated-after-period': 'warning',
  'date/start-in-future': 'warning',
  'date/due-missing': 'information',
  'status/overdue': 'information',
  'budget/spent-above': 'warning',
  'budget/spent-without-budget': 'information',
  'actual/above-target': 'warning',
  'actual/without-target': 'information',
  'actual/completed-below-target': 'warning',
  'entry/focal-person-missing': 'information',
  'entry/focal-person-contact': 'information',
  'validation/lost': 'warning',
  'format/lost': 'information',
  'protection/lost': 'information',
  'submission/cover-unusable': 'warning',
  'submission/empty': 'warning',
  'submission/nil-return-with-entries': 'warning',
  'submission/rows-cleared': 'warning',
  'submission/timelines-not-set': 'information',
  'submission/missing': 'warning',
  'submission/duplicate': 'information',
  'submission/conflict': 'error',
  'sync/conflict': 'warning',
  'consolidation/timelines-differ': 'warning',
  'repaint/would-lose': 'error',
  'repaint/foreign-worksheet': 'error',
};
