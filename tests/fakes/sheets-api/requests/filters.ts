/** Requests about the filter of a worksheet. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { applyFilter, everything } from '../../sheets/filters.js';
import type { Filter, FilterCriteria, Workbook } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { criteriaOf } from '../messages/conditions.js';
import { rangeIn, required, worksheetWith, type Kinds } from './change.js';

function filterCriteriaOf(
  { hiddenValues, condition }: sheets_v4.Schema$FilterCriteria,
  workbook: Workbook,
): FilterCriteria {
  return {
    ...everything,
    hiddenValues: hiddenValues ?? [],
    ...(condition ? criteriaOf(condition, workbook) : {}),
  };
}

/** By the column's number on the worksheet. */
function criteriaByColumn(
  { filterSpecs, criteria, range }: sheets_v4.Schema$BasicFilter,
  workbook: Workbook,
): Filter['criteria'] {
  if (criteria) throw notEmulated('the deprecated criteria of a filter');
  const first = range?.startColumnIndex ?? 0;
  return Object.fromEntries(
    (filterSpecs ?? []).map(({ columnIndex, filterCriteria }) => {
      if ((columnIndex ?? 0) < first) throw invalidArgument('A filter spec is outside of the filter.');
      return [(columnIndex ?? 0) + 1, filterCriteriaOf(filterCriteria ?? {}, workbook)];
    }),
  );
}

export const filterKinds: Kinds = {
  /** It takes the place of the one that is there. */
  setBasicFilter(on, { filter }) {
    const said = required(filter, 'filter');
    const { worksheet, range } = rangeIn(on, required(said.range, 'filter.range'));
    worksheet.filter = { range, criteria: criteriaByColumn(said, on.workbook) };
    applyFilter(on.program, worksheet);
    return undefined;
  },
  clearBasicFilter(on, { sheetId }) {
    const worksheet = worksheetWith(on, required(sheetId, 'sheetId'));
    worksheet.filter = null;
    applyFilter(on.program, worksheet);
    return undefined;
  },
};
