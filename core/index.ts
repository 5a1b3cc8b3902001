/** The core: plan, entries, rules, layout and figures of the NISP Matrix. Pure and synchronous; imports only zod. */
export {
  severities,
  type Severity,
  type DiagnosticParams,
  type DiagnosticCode,
} from './diagnostics/codes.js';
export {
  diagnose,
  inFile,
  countBySeverity,
  type Place,
  type Fix,
  type DateValue,
  type DiagnosticOf,
  type Diagnostic,
  type DiagnosticPlace,
} from './diagnostics/diagnostic.js';
export { english, describe, type Message, type MessageTable } from './diagnostics/messages/en.js';
export {
  interventionNumberPattern,
  timelines,
  planFileSchema,
  type Timeline,
  type PlanFile,
  type Goal,
  type Pillar,
  type ReportingUnit,
  type Body,
  type Priority,
  type PlannedBudget,
  type Intervention,
  type Plan,
} from './plan/schema.js';
export { interventionOrder, loadPlan, hasPart, type LoadedPlan } from './plan/load.js';
export { nispPlanFile, nispPlan, builtInPlan } from './plan/nisp.js';
export { parsePeriod, addDays, type Period } from './plan/period.js';
export { applyTimelines } from './plan/timelines.js';
export { parseBudget } from './plan/budget.js';
export { sectionKey, sectionsOf, type Section } from './plan/sections.js';
export {
  lastRow,
  lastColumn,
  columnLetters,
  cellAddress,
  rangeAddress,
  cellCount,
  covers,
  cellsOf,
  numberRuns,
  parseRange,
  rangeOf,
  type CellRange,
} from './entry/a1.js';
export {
  cellRange,
  isBounded,
  joinCells,
  joinedRanges,
  joinedAddresses,
  boundsOf,
  gridOver,
} from './entry/cell-set.js';
export { groupBy } from './entry/group.js';
export { runsOf, type Run } from './entry/runs.js';
export { type CellContent } from './entry/cell.js';
export {
  quotedName,
  absoluteAddress,
  textConstant,
  bareFormula,
  formulaPattern,
} from './entry/formula-text.js';
export {
  checksLength,
  columnKeyName,
  lengthFormula,
  namesAsTexts,
  templateKeyName,
} from './entry/substitutes.js';
export {
  kindOfFormatCode,
  dateOfSerial,
  serialOfDate,
  type DateSystem,
  type NumberKind,
} from './entry/number-format.js';
export {
  saysAnything,
  type EntryValues,
  type EntryValue,
  type Entry,
  type SubmissionSource,
  type Submission,
} from './entry/entry.js';
export {
  statuses,
  statusMeanings,
  statusCodes,
  timelineCodes,
  longestText,
  entryFields,
  fieldByKey,
  type Status,
  type FieldType,
  type FieldKey,
  type Field,
} from './entry/fields.js';
export {
  templateVersion,
  knownTemplateVersions,
  worksheetNames,
  planColumns,
  hiddenColumns,
  matrixColumns,
  notApplicableText,
  columnKeyPrefix,
  columnHeader,
  columnRangeName,
  submissionCells,
  nothingToReport,
  dateOrders,
  asOfName,
  listNames,
  metadataKeys,
  metadataMarker,
  baseHeading,
  type PlanColumnKey,
  type HiddenColumnKey,
  type ColumnKey,
  type RowScope,
  type DateOrder,
  type MetadataKey,
} from './entry/template.js';
export {
  foldText,
  isBlankText,
  withoutControlCharacters,
  invisibleCharacters,
  controlCharacters,
  mixedScriptWords,
} from './entry/fold.js';
export {
  plainText,
  readIsoDate,
  parseFieldValue,
  type ParseContext,
  type ParseFindingOf,
  type ParseFinding,
  type ParsedValue,
} from './entry/parse.js';
export {
  validateSubmission,
  validateEntry,
  rowsAffectedBy,
  type ValidationContext,
} from './validation/validate.js';
export {
  ruleSubjects,
  ruleCatalogue,
  type RuleSubject,
  type RuleCode,
  type Rule,
} from './validation/catalogue.js';
export { type Figures, type Grouping, type FiguresOf, type RollUp } from './roll-up/figures.js';
export {
  countStatuses,
  combineStatuses,
  nationalStatus,
  deriveContainer,
  type StatusCounts,
  type ContainerFigures,
} from './roll-up/combine.js';
export { timelineNotSet, absenceOf, rollUp, type UnitReturn, type Absence } from './roll-up/roll-up.js';
export { sharesOf, type Share, type Shares } from './roll-up/shares.js';
export {
  sameState,
  mergeCell,
  stateOf,
  mergeEntries,
  type CellState,
  type CellMerge,
  type SideRow,
  type MergeSide,
  type MergedRow,
  type CellDifference,
  type EntriesMerge,
} from './merge/three-way.js';
export type { CellSource, Conflict, Resolution, SubmissionHeader } from './merge/same-unit.js';
export {
  nationalStatusRule,
  nationalRows,
  type NationalAbsence,
  type NationalCell,
  type NationalRow,
} from './merge/national.js';
export {
  openConsolidation,
  consolidate,
  provenance,
  rollUpOfUnit,
  type RefusedFile,
  type UnitState,
  type ConsolidatedUnit,
  type Consolidation,
  type ConsolidationContext,
  type OpenConsolidation,
  type ProvenValue,
} from './merge/consolidate.js';
export {
  type Colour,
  type Font,
  type Border,
  type Style,
  type ConditionalStyle,
  type Link,
  type Cell,
  type Row,
  type Column,
  type ConditionalFormat,
  type Validation,
  type Protection,
  type ChartSeries,
  type Chart,
  type PrintSetup,
  type WorksheetRole,
  type Worksheet,
  type NamedRange,
  type Blueprint,
} from './blueprint/blueprint.js';
export {
  type CellSnapshot,
  type RowSnapshot,
  type ValidationSnapshot,
  type WorksheetSnapshot,
  type DefinedName,
  type WorkbookSnapshot,
} from './snapshot/snapshot.js';
export { bareWorksheet } from './snapshot/bare-worksheet.js';
export { snapshotOf } from './snapshot/of-blueprint.js';
export { readAsOf, readDateOrder } from './snapshot/cover.js';
export { figuresOfMatrix, type MatrixFigures } from './snapshot/matrix-figures.js';
export { withRows, type RowRun } from './snapshot/with-rows.js';
export { cellAt, rowAt, textOf, worksheetNamed } from './snapshot/reference.js';
export { readSubmission, checkWorkbook, type CheckContext, type CheckedWorkbook } from './snapshot/check.js';
export {
  fullCapabilities,
  HostError,
  type HostCapabilities,
  type HostCapability,
  type PaintReport,
  hostErrorCodes,
  type HostErrorCode,
  type WorkbookHost,
} from './host/host.js';
export { stateInWords, valueInWords } from './entry/words.js';
export {
  syncedKey,
  type CoverKey,
  type RecordedConflict,
  type RecordedState,
  type SyncedName,
  type SyncRecord,
} from './entry/sync-record.js';
export { coverLabels } from './snapshot/cover.js';
export { type CellOutcome, type CellSync, type SideIndex } from './merge/sync.js';
export {
  isMassClearing,
  planSync,
  type Clearing,
  type PlannedCell,
  type PlannedSync,
  type SyncContext,
  type SyncInput,
  type SyncPlan,
} from './host/sync-plan.js';
export { cellBefore, contentOf, withChanges } from './host/with-changes.js';
export { type CellBefore, type CellChange, type NewValue } from './host/changes.js';
export { findTemplate } from './snapshot/metadata.js';
export { findForeignWorksheets } from './host/foreign-worksheets.js';
export { placeWorksheets, type Placement } from './host/placement.js';
export { inserted, movesTo, type Move } from './host/order.js';
export { omissionsOf } from './host/omissions.js';
export { createMemoryHost, type MemoryHost } from './host/memory-host.js';
export { arrangedAs, notOurs } from './host/arranged.js';
export { findMissingMatrix, type MissingMatrix } from './host/missing-matrix.js';
export { buildOver, type BuildOverContext, type BuiltOver } from './host/build-over.js';
export {
  timelinePalette,
  statusPalette,
  severityPalette,
  neutral,
  type Swatch,
} from './blueprint/palette.js';
export { buildGuide, type Cover, type GuideInput } from './blueprint/guide.js';
export { buildUnitWorkbook, type UnitWorkbookInput } from './blueprint/unit-workbook.js';
export { buildNationalWorkbook, type NationalWorkbookInput } from './blueprint/national-workbook.js';
export {
  unitStateInWords,
  buildSubmissions,
  buildConflicts,
  longLists,
  type FullList,
  buildProvenance,
} from './blueprint/consolidation-lists.js';
export { severityWords, countInWords, buildFindings, type FindingsInput } from './blueprint/findings.js';
export { unknownFigure } from './blueprint/figures-table.js';
export { styles, type StyleName } from './blueprint/styles.js';
export { chartLooks } from './blueprint/chart-looks.js';
export { columnPixels, pixelsPerPoint } from './blueprint/pixels.js';
export { extentOf } from './blueprint/extent.js';
export { groupCells, styledCells, type Styled } from './blueprint/styled-cells.js';
export { longestList } from './blueprint/sheet.js';
