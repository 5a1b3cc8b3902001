/** Requests about protected ranges and worksheets. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { mayEdit, protectedCell } from '../../sheets/guarding.js';
import type { Protection, Worksheet } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { below, maskOfUpdate, selects } from '../masks.js';
import { protectionMessage } from '../read/worksheet.js';
import { protectedRange as shape } from '../shapes/worksheets.js';
import {
  freshId,
  isWholeSheet,
  rangeIn,
  required,
  worksheetWith,
  type Change,
  type Kinds,
} from './change.js';

type ProtectedRange = sheets_v4.Schema$ProtectedRange;

function placeOf(on: Change, range: sheets_v4.Schema$GridRange) {
  return isWholeSheet(range)
    ? { worksheet: worksheetWith(on, range.sheetId), range: null }
    : rangeIn(on, range);
}

/** Whoever asks, and the owner, are editors in any case. Source: the reference of Editors. */
function editorsOf(
  { workbook, email }: Change,
  editors: sheets_v4.Schema$Editors | undefined,
): readonly string[] {
  if ((editors?.groups ?? []).length > 0 || editors?.domainUsersCanEdit === true)
    throw notEmulated('groups and domains that may edit');
  return [...new Set([workbook.owner, email, ...(editors?.users ?? [])])];
}

function unprotectedIn(on: Change, worksheet: Worksheet, ranges: readonly sheets_v4.Schema$GridRange[]) {
  return ranges.map((range) => {
    const found = rangeIn(on, range);
    if (found.worksheet !== worksheet)
      throw invalidArgument('Unprotected ranges must be on the protected sheet.');
    return found.range;
  });
}

function check(
  { range, unprotected, warningOnly }: Protection,
  editors: sheets_v4.Schema$Editors | null | undefined,
): void {
  if (range !== null && unprotected.length > 0)
    throw invalidArgument('Unprotected ranges can only be set on a protected sheet.');
  if (warningOnly && editors != null)
    throw invalidArgument('Cannot set editors on a warning only protected range.');
}

function find(on: Change, id: number | null | undefined): { worksheet: Worksheet; protection: Protection } {
  for (const worksheet of on.workbook.worksheets) {
    const protection = worksheet.protections.find((one) => one.id === id);
    if (protection) {
      if (!protection.warningOnly && !mayEdit(on.workbook, protection, on.email)) throw protectedCell();
      return { worksheet, protection };
    }
  }
  throw invalidArgument(`No protected range with id: ${id ?? 0}`);
}

function refuseNames({ namedRangeId }: ProtectedRange): void {
  if (namedRangeId != null) throw notEmulated('protecting a named range');
}

export const protectionKinds: Kinds = {
  addProtectedRange(on, { protectedRange }) {
    const said = required(protectedRange, 'protectedRange');
    refuseNames(said);
    const { worksheet, range } = placeOf(on, required(said.range, 'protectedRange.range'));
    const isTaken = on.workbook.worksheets.some(({ protections }) =>
      protections.some(({ id }) => id === said.protectedRangeId),
    );
    if (isTaken)
      throw invalidArgument(`A protected range with the id ${said.protectedRangeId ?? 0} already exists.`);
    if (range === null && worksheet.protections.some((one) => one.range === null))
      throw invalidArgument('The sheet is protected already.');
    const added: Protection = {
      id: said.protectedRangeId ?? freshId(on.workbook),
      range,
      unprotected: unprotectedIn(on, worksheet, said.unprotectedRanges ?? []),
      description: said.description ?? '',
      warningOnly: said.warningOnly ?? false,
      editors: editorsOf(on, said.editors),
      rangeName: null,
    };
    check(added, said.editors);
    worksheet.protections = [...worksheet.protections, added];
    return {
      addProtectedRange: {
        protectedRange: protectionMessage(on.workbook, worksheet.sheetId, added, on.email),
      },
    };
  },
  updateProtectedRange(on, { protectedRange, fields }) {
    const mask = maskOfUpdate(fields, shape);
    const said = required(protectedRange, 'protectedRange');
    refuseNames(said);
    const { worksheet, protection } = find(on, said.protectedRangeId);
    if (selects(mask, 'range')) {
      const place = placeOf(on, required(said.range, 'protectedRange.range'));
      if (place.worksheet !== worksheet)
        throw invalidArgument('A protected range cannot move to another sheet.');
      protection.range = place.range;
    }
    if (selects(mask, 'unprotectedRanges'))
      protection.unprotected = unprotectedIn(on, worksheet, said.unprotectedRanges ?? []);
    if (selects(mask, 'description')) protection.description = said.description ?? '';
    if (selects(mask, 'warningOnly')) protection.warningOnly = said.warningOnly ?? false;
    const changesEditors = selects(mask, 'editors');
    if (changesEditors && below(mask, 'editors') !== null) throw notEmulated('updating some of the editors');
    if (changesEditors) protection.editors = editorsOf(on, said.editors);
    check(protection, changesEditors ? said.editors : null);
    return undefined;
  },
  deleteProtectedRange(on, { protectedRangeId }) {
    const { worksheet, protection } = find(on, required(protectedRangeId, 'protectedRangeId'));
    worksheet.protections = worksheet.protections.filter((one) => one !== protection);
    return undefined;
  },
};
