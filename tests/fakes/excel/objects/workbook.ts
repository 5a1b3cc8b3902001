/** The workbook and the program around it. */
import { serialOfDate } from '../../../../core/index.js';
import { invalidArgument } from '../excel-error.js';
import { protectStructure, unprotectStructure } from '../protection.js';
import { oneCell } from '../../spreadsheet/ranges.js';
import type { Json, Workbook } from '../workbook.js';
import { handle, oneOf, type Handle, type ObjectTable, type Program, type Property } from './object.js';

const selected = ({ selection: { worksheet, ranges } }: Workbook) => {
  // Several ranges at once are none. Source: Excel.Workbook.getSelectedRange.
  if (ranges.length !== 1) throw invalidArgument('The selection');
  return handle('Range', { worksheet, range: ranges[0]! });
};

const kept = (id: string, { references }: Program): Handle | null => references.get(id) ?? null;

export const workbookTable: ObjectTable<Workbook> = {
  properties: { name: { get: () => 'Book1.xlsx' }, readOnly: { get: () => false } },
  children: {
    worksheets: (workbook) => handle('WorksheetCollection', workbook),
    names: () => handle('NamedItemCollection', null),
    tables: ({ worksheets }) => handle('TableCollection', worksheets),
    application: (workbook) => handle('Application', workbook),
    protection: (workbook) => handle('WorkbookProtection', workbook),
    properties: (workbook) => handle('DocumentProperties', workbook),
    functions: (workbook) => handle('Functions', workbook),
    _Runtime: (workbook) => handle('Runtime', workbook),
  },
  methods: {
    getSelectedRange: selected,
    getSelectedRanges: ({ selection }) => handle('RangeAreas', selection),
    getActiveCell: ({ selection: { worksheet, ranges } }) =>
      handle('Range', { worksheet, range: oneCell(ranges[0]!.top, ranges[0]!.left) }),
    _GetObjectByReferenceId: (_workbook, input, program) => kept(input.text(0), program),
  },
};

const calculationModes = oneOf('Automatic', 'AutomaticExceptTables', 'Manual');

export const application: ObjectTable<Workbook> = {
  properties: {
    calculationMode: {
      get: ({ calculationMode }) => calculationMode,
      set: (workbook, value) => {
        workbook.calculationMode = calculationModes(value) as string;
      },
    },
  },
  methods: {
    calculate: (_workbook, input, program) => {
      oneOf('Recalculate', 'Full', 'FullRebuild')(input.text(0));
      program.markChanged();
      program.calculate(true);
      return undefined;
    },
    suspendApiCalculationUntilNextSync: (_workbook, _input, program) => {
      program.suspendCalculation();
      return undefined;
    },
    // Nobody sees it from outside.
    suspendScreenUpdatingUntilNextSync: () => undefined,
  },
};

/** Functions of formulas, computed without a cell. */
export const functions: ObjectTable<Workbook> = {
  methods: {
    // As in a cell, the number depends on where the workbook counts its days from.
    date: ({ dateSystem }, input) => {
      const [year, month, day] = [input.whole(0), input.whole(1), input.whole(2)];
      const iso = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
      return handle('FunctionResult', { value: serialOfDate(iso, dateSystem) });
    },
  },
};
export const functionResult: ObjectTable<{ readonly value: Json }> = {
  properties: { value: { get: ({ value }) => value }, error: { get: () => null } },
};

export const runtime: ObjectTable<Workbook> = {
  properties: {
    enableEvents: {
      get: (_workbook, { events }) => events.isEnabled,
      set: (_workbook, value, { events }) => {
        if (typeof value !== 'boolean') throw invalidArgument('enableEvents');
        events.isEnabled = value;
      },
    },
  },
};

export const workbookProtection: ObjectTable<Workbook> = {
  properties: { protected: { get: ({ structurePassword }) => structurePassword !== null } },
  methods: {
    protect: (workbook, input) => {
      protectStructure(workbook, input.textOr(0, null));
      return undefined;
    },
    unprotect: (workbook, input) => {
      unprotectStructure(workbook, input.textOr(0, null));
      return undefined;
    },
  },
};

const property = (name: string, standard: string | number = ''): Property<Workbook> => ({
  get: ({ properties }) => properties.get(name) ?? standard,
  set: ({ properties }, value: Json) => {
    if (typeof value !== typeof standard) throw invalidArgument(name);
    if (typeof value === 'string' && value.length > 255) throw invalidArgument(name);
    properties.set(name, value as string | number);
  },
});

export const documentProperties: ObjectTable<Workbook> = {
  properties: {
    ...Object.fromEntries(
      ['title', 'subject', 'author', 'keywords', 'comments', 'category', 'manager', 'company'].map((name) => [
        name,
        property(name),
      ]),
    ),
    revisionNumber: property('revisionNumber', 0),
  },
};
