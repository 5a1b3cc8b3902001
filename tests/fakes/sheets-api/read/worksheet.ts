/** Worksheets as the API answers them. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { CellRange } from '../../../../core/index.js';
import { touches } from '../../spreadsheet/ranges.js';
import { runsOf, isCollapsed } from '../../sheets/groups.js';
import { mayEdit } from '../../sheets/guarding.js';
import type { Program } from '../../sheets/program.js';
import type { ConditionalFormat, Filter, Protection, Workbook, Worksheet } from '../../sheets/workbook.js';
import { masked, select, type Mask } from '../masks.js';
import { colorOf, colorStyleOf } from '../messages/colours.js';
import { conditionMessage } from '../messages/conditions.js';
import { dimensionRangeOf, gridRangeOf, sheetIdOf } from '../messages/ranges.js';
import { chartMessage } from '../messages/charts.js';
import { formatMessage } from '../messages/formats.js';
import { gridDataMessage } from './grid-data.js';
import { isSeen, metadataMessage } from './metadata.js';

export function sheetPropertiesMessage(
  { worksheets }: Workbook,
  worksheet: Worksheet,
): sheets_v4.Schema$SheetProperties {
  const { sheetId, name, tabColour, frozenRows, frozenColumns, maxRows, maxColumns } = worksheet;
  return {
    sheetId,
    title: name,
    index: worksheets.indexOf(worksheet),
    sheetType: 'GRID',
    gridProperties: {
      rowCount: maxRows,
      columnCount: maxColumns,
      ...(frozenRows === 0 ? {} : { frozenRowCount: frozenRows }),
      ...(frozenColumns === 0 ? {} : { frozenColumnCount: frozenColumns }),
      ...(worksheet.hiddenGridlines ? { hideGridlines: true } : {}),
      ...(worksheet.rows.control === 'AFTER' ? { rowGroupControlAfter: true } : {}),
      ...(worksheet.columns.control === 'AFTER' ? { columnGroupControlAfter: true } : {}),
    },
    ...(worksheet.hidden ? { hidden: true } : {}),
    ...(tabColour === null ? {} : { tabColor: colorOf(tabColour), tabColorStyle: colorStyleOf(tabColour) }),
    ...(worksheet.rightToLeft ? { rightToLeft: true } : {}),
  };
}

/** What a rule makes of cells, as far as it says anything. */
function ruleLooks({ background, fontColour, bold, italic, underline, strikethrough }: ConditionalFormat) {
  const textFormat: sheets_v4.Schema$TextFormat = {
    ...formatMessage({ looks: fontColour === null ? {} : { fontColour }, borders: {}, numberFormat: null })
      ?.textFormat,
    ...(bold === null ? {} : { bold }),
    ...(italic === null ? {} : { italic }),
    ...(underline === null ? {} : { underline }),
    ...(strikethrough === null ? {} : { strikethrough }),
  };
  return {
    ...(background === null
      ? {}
      : { backgroundColor: colorOf(background), backgroundColorStyle: colorStyleOf(background) }),
    ...(Object.keys(textFormat).length === 0 ? {} : { textFormat }),
  };
}

export const ruleMessage = (
  sheetId: number,
  rule: ConditionalFormat,
): sheets_v4.Schema$ConditionalFormatRule => ({
  ranges: rule.ranges.map((range) => gridRangeOf(sheetId, range)),
  booleanRule: { condition: conditionMessage(rule.criteria, rule.values), format: ruleLooks(rule) },
});

/** @param email of whoever asks: only editors are told who the editors are */
export function protectionMessage(
  workbook: Workbook,
  sheetId: number,
  protection: Protection,
  email: string,
): sheets_v4.Schema$ProtectedRange {
  const { id, range, unprotected, description, warningOnly, editors } = protection;
  const isEditor = warningOnly || mayEdit(workbook, protection, email);
  return {
    protectedRangeId: id,
    range: range ? gridRangeOf(sheetId, range) : sheetIdOf(sheetId),
    ...(unprotected.length === 0
      ? {}
      : { unprotectedRanges: unprotected.map((one) => gridRangeOf(sheetId, one)) }),
    ...(description === '' ? {} : { description }),
    ...(warningOnly ? { warningOnly: true } : {}),
    ...(isEditor ? { requestingUserCanEdit: true } : {}),
    ...(isEditor && !warningOnly ? { editors: { users: [...editors] } } : {}),
  };
}

function filterMessage(sheetId: number, { range, criteria }: Filter): sheets_v4.Schema$BasicFilter {
  const specs = Object.entries(criteria).map(([column, { hiddenValues, criteria: name, values }]) => ({
    columnIndex: Number(column) - 1,
    filterCriteria: {
      ...(hiddenValues.length === 0 ? {} : { hiddenValues: [...hiddenValues] }),
      ...(name === null ? {} : { condition: conditionMessage(name, values) }),
    },
  }));
  return {
    range: gridRangeOf(sheetId, range),
    ...(specs.length === 0
      ? {}
      : {
          filterSpecs: specs,
          criteria: Object.fromEntries(
            specs.map(({ columnIndex, filterCriteria }) => [columnIndex, filterCriteria]),
          ),
        }),
  };
}

export function groupMessages(
  { sheetId, ...worksheet }: Worksheet,
  axis: 'rows' | 'columns',
): sheets_v4.Schema$DimensionGroup[] {
  const lines = worksheet[axis];
  return runsOf(lines).map((run) => ({
    range: dimensionRangeOf(sheetId, axis === 'rows' ? 'ROWS' : 'COLUMNS', run.first, run.last),
    depth: run.depth,
    ...(isCollapsed(lines, run) ? { collapsed: true } : {}),
  }));
}

/**
 * @param ranges of its grid; null: all of it
 * @param email of whoever asks
 */
export function sheetMessage(
  program: Program,
  worksheet: Worksheet,
  ranges: readonly CellRange[] | null,
  email: string,
  mask: Mask,
) {
  const { workbook } = program;
  const { sheetId } = worksheet;
  const isAsked = (range: CellRange) => ranges === null || touches([range], ranges);
  return select(mask, {
    properties: (deeper) => masked(sheetPropertiesMessage(workbook, worksheet), deeper),
    data: (deeper) => (ranges ?? [null]).map((range) => gridDataMessage(program, worksheet, range, deeper)),
    merges: (deeper) =>
      worksheet.merges.filter(isAsked).map((range) => masked(gridRangeOf(sheetId, range), deeper)),
    conditionalFormats: (deeper) =>
      worksheet.conditionalFormats
        .filter((rule) => rule.ranges.some(isAsked))
        .map((rule) => masked(ruleMessage(sheetId, rule), deeper)),
    protectedRanges: (deeper) =>
      worksheet.protections
        .filter(({ range }) => range === null || isAsked(range))
        .map((one) => masked(protectionMessage(workbook, sheetId, one, email), deeper)),
    basicFilter: (deeper) =>
      worksheet.filter ? masked(filterMessage(sheetId, worksheet.filter), deeper) : undefined,
    charts: (deeper) => worksheet.charts.map((chart) => masked(chartMessage(sheetId, chart), deeper)),
    rowGroups: (deeper) => groupMessages(worksheet, 'rows').map((group) => masked(group, deeper)),
    columnGroups: (deeper) => groupMessages(worksheet, 'columns').map((group) => masked(group, deeper)),
    developerMetadata: (deeper) =>
      workbook.metadata
        .filter((one) => isSeen(one) && one.location.kind === 'sheet' && one.location.sheetId === sheetId)
        .map((one) => masked(metadataMessage(one), deeper)),
  });
}
