/** Protection and the members that make one: protected worksheets and ranges as scripts see them. */
import type { CellRange } from '../../../core/index.js';
import { ServiceError } from './errors.js';
import { accessTo, mayEdit, protectedCell } from './guarding.js';
import { constant, give, type On, type Part } from './objects.js';
import { wholeGrid, worksheetOf } from './places.js';
import { nextId, type Protection, type Worksheet } from './workbook.js';

declare module './objects.js' {
  interface Selves {
    Protection: { readonly sheetId: number; readonly id: number };
    User: { readonly email: string };
  }
}

function find({ program, self }: On<'Protection'>): { worksheet: Worksheet; protection: Protection } {
  const worksheet = worksheetOf(program, self.sheetId);
  const protection = worksheet.protections.find(({ id }) => id === self.id);
  // How the service says it is not known.
  if (!protection) throw new ServiceError('The protected range was removed.');
  return { worksheet, protection };
}

/** A protection that its user may change. @throws ServiceError */
function editable(on: On<'Protection'>): { worksheet: Worksheet; protection: Protection } {
  const found = find(on);
  const { workbook } = on.program;
  const isFree = found.protection.warningOnly;
  if (!isFree && !mayEdit(workbook, found.protection, on.execution.user.email)) throw protectedCell();
  return found;
}

function add(
  { program, execution }: On<'Sheet' | 'Range'>,
  worksheet: Worksheet,
  range: CellRange | null,
): Protection {
  const { workbook } = program;
  // Whoever may edit the spreadsheet may edit it at first; the fake knows only these two of them.
  const editors = [...new Set([workbook.owner, execution.user.email])];
  const added: Protection = {
    id: nextId(workbook),
    range,
    unprotected: [],
    description: '',
    warningOnly: false,
    editors,
    rangeName: null,
  };
  worksheet.protections = [...worksheet.protections, added];
  return added;
}

const handleOf = (sheetId: number, { id }: Protection) => give('Protection', { sheetId, id });

const ofType = (worksheet: Worksheet, type: string) =>
  worksheet.protections
    .filter(({ range }) => (range === null) === (type === 'SHEET'))
    .map((one) => handleOf(worksheet.sheetId, one));

/** Source: Google's page on Protection: a protection that only warns has no editors of its own. */
function withEditors(on: On<'Protection'>): Protection {
  const { protection } = editable(on);
  if (protection.warningOnly)
    throw new ServiceError('You cannot change editors of a warning-only protection.');
  return protection;
}

const emailOf = (user: string | { readonly email: string }) => (typeof user === 'string' ? user : user.email);

function addEditors(on: On<'Protection'>, emails: readonly string[]) {
  const protection = withEditors(on);
  protection.editors = [...new Set([...protection.editors, ...emails])];
  return on.me;
}

function removeEditors(on: On<'Protection'>, emails: readonly string[]) {
  const protection = withEditors(on);
  // The owner and whoever runs this cannot be removed. Source: Google's page on Protection.removeEditor.
  const stay = [on.program.workbook.owner, on.execution.user.email];
  protection.editors = protection.editors.filter((one) => stay.includes(one) || !emails.includes(one));
  return on.me;
}

export const protections: Part = {
  Spreadsheet: {
    getProtections: ({ program }, type: string) =>
      program.workbook.worksheets.flatMap((worksheet) => ofType(worksheet, type)),
  },
  Sheet: {
    protect(on) {
      const worksheet = worksheetOf(on.program, on.self.sheetId);
      const present = worksheet.protections.find(({ range }) => range === null);
      return handleOf(worksheet.sheetId, present ?? add(on, worksheet, null));
    },
    getProtections: ({ program, self }, type: string) => ofType(worksheetOf(program, self.sheetId), type),
  },
  Range: {
    protect(on) {
      const worksheet = worksheetOf(on.program, on.self.sheetId);
      return handleOf(worksheet.sheetId, add(on, worksheet, on.self.range));
    },
    canEdit: ({ program, execution, self }) =>
      accessTo(program.workbook, worksheetOf(program, self.sheetId), self.range, execution.user.email) !==
      'refused',
  },
  Protection: {
    getProtectionType: (on) =>
      constant('ProtectionType', find(on).protection.range === null ? 'SHEET' : 'RANGE'),
    getDescription: (on) => find(on).protection.description,
    setDescription(on, description: string) {
      editable(on).protection.description = description;
      return on.me;
    },
    getRange(on) {
      const { worksheet, protection } = find(on);
      return give('Range', {
        sheetId: worksheet.sheetId,
        range: protection.range ?? wholeGrid(worksheet),
      });
    },
    setRange(on, { sheetId, range }: { sheetId: number; range: CellRange }) {
      const { worksheet, protection } = editable(on);
      if (sheetId !== worksheet.sheetId || protection.range === null)
        throw new ServiceError('Cannot change sheet protection to range protection (or vice versa).');
      protection.range = range;
      return on.me;
    },
    getRangeName: (on) => find(on).protection.rangeName,
    isWarningOnly: (on) => find(on).protection.warningOnly,
    setWarningOnly(on, warningOnly: boolean) {
      editable(on).protection.warningOnly = warningOnly;
      return on.me;
    },
    getUnprotectedRanges(on) {
      const { worksheet, protection } = find(on);
      return protection.unprotected.map((range) => give('Range', { sheetId: worksheet.sheetId, range }));
    },
    setUnprotectedRanges(on, ranges: readonly { sheetId: number; range: CellRange }[]) {
      const { worksheet, protection } = editable(on);
      // Source: Google's page on Protection.setUnprotectedRanges; the words are not known.
      if (protection.range !== null)
        throw new ServiceError('Unprotected ranges can only be set on a protected sheet.');
      if (ranges.some(({ sheetId }) => sheetId !== worksheet.sheetId))
        throw new ServiceError('Unprotected ranges must be on the protected sheet.');
      protection.unprotected = ranges.map(({ range }) => range);
      return on.me;
    },
    canEdit(on) {
      const { protection } = find(on);
      return protection.warningOnly || mayEdit(on.program.workbook, protection, on.execution.user.email);
    },
    canDomainEdit: () => false,
    getEditors: (on) => find(on).protection.editors.map((email) => give('User', { email })),
    addEditor: (on, user: string | { email: string }) => addEditors(on, [emailOf(user)]),
    addEditors,
    removeEditor: (on, user: string | { email: string }) => removeEditors(on, [emailOf(user)]),
    removeEditors: (on, users: readonly (string | { email: string })[]) =>
      removeEditors(on, users.map(emailOf)),
    remove(on) {
      const { worksheet, protection } = editable(on);
      worksheet.protections = worksheet.protections.filter(({ id }) => id !== protection.id);
    },
  },
  User: { getEmail: ({ self }) => self.email },
};
