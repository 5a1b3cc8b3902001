/** The filter of a worksheet as scripts see it, and the rows that it hides. */
import type { CellRange } from '../../../core/index.js';
import { isSameRange } from '../spreadsheet/ranges.js';
import { cellAt } from './cells.js';
import { conditionHolds } from './conditions.js';
import { dayOf, withInstants } from './days.js';
import { outOfBounds, ServiceError, Unsupported } from './errors.js';
import { constant, give, type On, type Part } from './objects.js';
import { worksheetOf } from './places.js';
import type { Program } from './program.js';
import { formulaSource, valueAt } from './recalculation.js';
import { shownAt, showsDates } from './shown.js';
import type { Filter, FilterCriteria, Worksheet } from './workbook.js';

declare module './objects.js' {
  interface Selves {
    Filter: { readonly sheetId: number };
    FilterCriteria: FilterCriteria;
    FilterCriteriaBuilder: { criteria: FilterCriteria };
  }
}

export const everything: FilterCriteria = {
  hiddenValues: [],
  visibleValues: null,
  criteria: null,
  values: [],
};

/** Whether a cell passes what its column's filter asks. Hidden values are those that cells show. */
function passes(
  program: Program,
  worksheet: Worksheet,
  { hiddenValues, criteria, values }: FilterCriteria,
  row: number,
  column: number,
): boolean {
  if (hiddenValues.includes(shownAt(program, worksheet, row, column))) return false;
  if (criteria === null) return true;
  return conditionHolds(criteria, values, {
    value: valueAt(program, worksheet, row, column),
    isDate: showsDates(cellAt(worksheet, row, column).numberFormat),
    at: { worksheet: worksheet.name, row, column },
    source: formulaSource(program),
  });
}

/** Hides and shows rows anew. A filter looks at its rows when it is set, not when cells change. */
export function applyFilter(program: Program, worksheet: Worksheet): void {
  worksheet.rows.filtered = {};
  const { filter } = worksheet;
  if (!filter) return;
  for (let row = filter.range.top + 1; row <= filter.range.bottom; row += 1) {
    const isShown = Object.entries(filter.criteria).every(([column, criteria]) =>
      passes(program, worksheet, criteria, row, Number(column)),
    );
    if (!isShown) worksheet.rows.filtered[row] = true;
  }
}

/** @throws ServiceError if the filter was removed; the words of the service are not known */
function filterOf({ program, self }: On<'Filter'>): { worksheet: Worksheet; filter: Filter } {
  const worksheet = worksheetOf(program, self.sheetId);
  if (!worksheet.filter) throw new ServiceError('The filter was removed.');
  return { worksheet, filter: worksheet.filter };
}

function columnOf({ range }: Filter, column: number): number {
  if (column < range.left || column > range.right) throw outOfBounds('column');
  return column;
}

function setCriteria(on: On<'Filter'>, column: number, criteria: FilterCriteria | null) {
  const { worksheet, filter } = filterOf(on);
  const at = columnOf(filter, column);
  if (criteria) filter.criteria[at] = criteria;
  else Reflect.deleteProperty(filter.criteria, at);
  applyFilter(on.program, worksheet);
  return on.me;
}

const change = ({ self, me }: On<'FilterCriteriaBuilder'>, said: Partial<FilterCriteria>) => {
  self.criteria = { ...self.criteria, ...said };
  return me;
};

const when =
  (criteria: string) =>
  (on: On<'FilterCriteriaBuilder'>, ...values: (string | number)[]) =>
    change(on, { criteria, values });

const whenDate = (criteria: string) => (on: On<'FilterCriteriaBuilder'>, date: Date | string) => {
  if (typeof date === 'string') throw new Unsupported(`${criteria} with ${date}`);
  return change(on, { criteria, values: [dayOf(on, date)] });
};

export const filters: Part = {
  SpreadsheetApp: {
    newFilterCriteria: () => give('FilterCriteriaBuilder', { criteria: everything }),
  },
  Sheet: {
    getFilter: ({ program, self: { sheetId } }) =>
      worksheetOf(program, sheetId).filter && give('Filter', { sheetId }),
  },
  Range: {
    createFilter({ program, self: { sheetId, range } }) {
      const worksheet = worksheetOf(program, sheetId);
      if (worksheet.filter)
        throw new ServiceError("You can't create a filter in a sheet that already has a filter.");
      worksheet.filter = { range, criteria: {} };
      return give('Filter', { sheetId });
    },
    /** Only that of the very same range: what the service finds for others is not known. */
    getFilter({ program, self: { sheetId, range } }) {
      const { filter } = worksheetOf(program, sheetId);
      return filter && isSameRange(filter.range, range) ? give('Filter', { sheetId }) : null;
    },
  },
  Filter: {
    getRange(on) {
      const { range }: { range: CellRange } = filterOf(on).filter;
      return give('Range', { sheetId: on.self.sheetId, range });
    },
    remove(on) {
      const { worksheet } = filterOf(on);
      worksheet.filter = null;
      applyFilter(on.program, worksheet);
    },
    getColumnFilterCriteria(on, column: number) {
      const { filter } = filterOf(on);
      const criteria = filter.criteria[columnOf(filter, column)];
      return criteria ? give('FilterCriteria', criteria) : null;
    },
    setColumnFilterCriteria: setCriteria,
    removeColumnFilterCriteria: (on, column: number) => setCriteria(on, column, null),
  },
  FilterCriteria: {
    getCriteriaType: ({ self }) => self.criteria && constant('BooleanCriteria', self.criteria),
    getCriteriaValues: (on) => withInstants(on, on.self.criteria, on.self.values),
    getHiddenValues: ({ self }) => [...self.hiddenValues],
    copy: ({ self }) => give('FilterCriteriaBuilder', { criteria: self }),
  },
  FilterCriteriaBuilder: {
    setHiddenValues: (on, hiddenValues: readonly string[]) => change(on, { hiddenValues }),
    whenCellEmpty: when('CELL_EMPTY'),
    whenCellNotEmpty: when('CELL_NOT_EMPTY'),
    whenDateAfter: whenDate('DATE_AFTER'),
    whenDateBefore: whenDate('DATE_BEFORE'),
    whenDateEqualTo: whenDate('DATE_EQUAL_TO'),
    whenNumberBetween: when('NUMBER_BETWEEN'),
    whenNumberEqualTo: when('NUMBER_EQUAL_TO'),
    whenNumberGreaterThan: when('NUMBER_GREATER_THAN'),
    whenNumberGreaterThanOrEqualTo: when('NUMBER_GREATER_THAN_OR_EQUAL_TO'),
    whenNumberLessThan: when('NUMBER_LESS_THAN'),
    whenNumberLessThanOrEqualTo: when('NUMBER_LESS_THAN_OR_EQUAL_TO'),
    whenTextContains: when('TEXT_CONTAINS'),
    whenTextDoesNotContain: when('TEXT_DOES_NOT_CONTAIN'),
    whenTextEndsWith: when('TEXT_ENDS_WITH'),
    whenTextEqualTo: when('TEXT_EQUAL_TO'),
    whenTextStartsWith: when('TEXT_STARTS_WITH'),
    build: ({ self }) => give('FilterCriteria', self.criteria),
    copy: ({ self }) => give('FilterCriteriaBuilder', { ...self }),
  },
};
