/** Defined names of the workbook and of its worksheets. */
import { invalidArgument, itemAlreadyExists, itemNotFound } from '../excel-error.js';
import { absoluteAddressOf, parseAddress, quoted } from '../../spreadsheet/ranges.js';
import { rangeOfName } from '../recalculation.js';
import type { DefinedName, Json, Workbook, Worksheet } from '../workbook.js';
import {
  handle,
  isHandle,
  sameTypeAs,
  type Arguments,
  type Handle,
  type ObjectTable,
  type Program,
  type Selves,
} from './object.js';

type Self = Selves['NamedItem'];

const listOf = (workbook: Workbook, owner: Worksheet | null) => (owner ? owner.names : workbook.names);

const find = (workbook: Workbook, owner: Worksheet | null, name: string) =>
  listOf(workbook, owner).find((item) => item.name.toLowerCase() === name.toLowerCase()) ?? null;

const item = (owner: Worksheet | null, found: DefinedName | null) =>
  found && handle('NamedItem', { owner, item: found });

/** Source: Excel's syntax rules for names. */
function checkName(name: string): string {
  const isName = /^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(name) && name.length <= 255;
  if (!isName || parseAddress(name) !== null || /^(r|c|r\d+c\d+)$/i.test(name))
    throw invalidArgument('The name');
  return name;
}

function formulaOf(input: Arguments): string {
  const reference = input.at(1);
  if (isHandle(reference)) {
    const { worksheet, range } = input.object(1, 'Range');
    return `=${quoted(worksheet.name)}!${absoluteAddressOf(range)}`;
  }
  if (typeof reference !== 'string') throw invalidArgument('The reference of the name');
  return checkFormula(reference);
}

function checkFormula(formula: Json): string {
  if (typeof formula !== 'string' || !/^=./.test(formula)) throw invalidArgument('The formula of the name');
  return formula;
}

export const namedItemCollection: ObjectTable<Worksheet | null> = {
  items: (owner, { workbook }) =>
    listOf(workbook, owner).map((found) => handle('NamedItem', { owner, item: found })),
  methods: {
    add: (owner, input, program) => {
      const { workbook } = program;
      const name = checkName(input.text(0));
      if (find(workbook, owner, name)) throw itemAlreadyExists();
      const added = { name, formula: formulaOf(input), comment: input.textOr(2, ''), visible: true };
      listOf(workbook, owner).push(added);
      program.markChanged();
      return handle('NamedItem', { owner, item: added });
    },
    getCount: (owner, _input, { workbook }) => listOf(workbook, owner).length,
    getItem: (owner, input, { workbook }) => {
      const found = item(owner, find(workbook, owner, input.text(0)));
      if (!found) throw itemNotFound();
      return found;
    },
    getItemOrNullObject: (owner, input, { workbook }) => item(owner, find(workbook, owner, input.text(0))),
  },
};

const target = ({ owner, item: { name } }: Self, { workbook }: Program): Handle | null => {
  const found = rangeOfName(owner ? { ...workbook, names: owner.names } : workbook, name);
  return found && handle('Range', found);
};

const typeOf = (self: Self, program: Program): string => {
  if (target(self, program)) return 'Range';
  const formula = self.item.formula.slice(1);
  if (formula.includes('#REF!')) return 'Error';
  if (formula.startsWith('"')) return 'String';
  return Number.isFinite(Number(formula)) ? 'Double' : 'Error';
};

export const namedItem: ObjectTable<Self> = {
  id: { key: '_Id', of: ({ item: { name } }) => name },
  properties: {
    name: { get: ({ item: { name } }) => name },
    type: { get: typeOf },
    value: { get: ({ item: { formula } }) => formula.slice(1).replaceAll(/^"|"$/g, '') },
    formula: {
      get: ({ item: { formula } }) => formula,
      set: ({ item: changed }, value, program) => {
        changed.formula = checkFormula(value);
        program.markChanged();
      },
    },
    comment: {
      get: ({ item: { comment } }) => comment,
      set: ({ item: changed }, value) => {
        changed.comment = sameTypeAs('', 'comment')(value) as string;
      },
    },
    visible: {
      get: ({ item: { visible } }) => visible,
      set: ({ item: changed }, value) => {
        changed.visible = sameTypeAs(true, 'visible')(value) as boolean;
      },
    },
    scope: { get: ({ owner }) => (owner ? 'Worksheet' : 'Workbook') },
  },
  children: {
    worksheet: ({ owner }) => {
      if (!owner) throw itemNotFound();
      return handle('Worksheet', owner);
    },
    worksheetOrNullObject: ({ owner }) => owner && handle('Worksheet', owner),
  },
  methods: {
    getRange: (self, _input, program) => {
      const found = target(self, program);
      if (!found) throw invalidArgument('The range of the name');
      return found;
    },
    getRangeOrNullObject: (self, _input, program) => target(self, program),
    delete: ({ owner, item: gone }, _input, program) => {
      const list = listOf(program.workbook, owner);
      list.splice(list.indexOf(gone), 1);
      program.markChanged();
      return undefined;
    },
  },
};
