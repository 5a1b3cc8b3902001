/** Begins to paint: looks whether this may be done, and makes the worksheets that are missing. */
import {
  HostError,
  inserted,
  placeWorksheets,
  type Blueprint,
  type Placement,
  type Worksheet,
} from '../../../core/index.js';
import type { Gives, Takes } from '../../messages/methods.js';
import { fingerprintOf } from '../contents.js';
import { definedNamesOf, readNames } from '../read/names.js';
import type { Spreadsheet } from './canvas.js';
import { refuseDecimalComma } from './locale.js';
import { paintTemplateVersion } from './metadata.js';
import type { NamedSheet } from '../own-worksheets.js';
import { blankOf, folded, lookAt, type Present } from './present.js';
import { touching } from './touching.js';
import { changedSince, paintOver } from './worksheet.js';

/** What one painting is about. */
interface Painting {
  readonly blueprint: Blueprint;
  /** Worksheets that are painted. */
  readonly worksheets: readonly Worksheet[];
  readonly present: Present;
  readonly placement: Placement;
  /** The worksheet that people see first, if all are painted and it is not there yet. */
  readonly first: Worksheet | null;
  /** A blank worksheet that becomes this first one. */
  readonly blank: NamedSheet | null;
}

/** @throws HostError if the workbook is not to be painted over */
function planPainting(spreadsheet: Spreadsheet, { blueprint, names, known }: Takes<'beginPaint'>): Painting {
  const present = lookAt(spreadsheet, blueprint, definedNamesOf(readNames(spreadsheet)));
  const isPresent = (worksheet: Worksheet) => present.sheets.some((one) => folded(one) === folded(worksheet));
  const worksheets = blueprint.worksheets.filter(({ name }) => names.includes(name));
  const isWhole = worksheets.length === blueprint.worksheets.length;
  const opening = worksheets.find(({ visibility }) => visibility === 'visible');
  const first = isWhole && opening && !isPresent(opening) ? opening : null;
  const blank = first && blankOf(present, blueprint);
  const { snapshot } = present;
  const kept = snapshot.worksheets.filter(({ name }) => name !== blank?.name);
  const placement = placeWorksheets({ ...snapshot, worksheets: kept }, blueprint);
  if (!isWhole && !blueprint.worksheets.some(isPresent)) {
    throw new HostError(
      'not-found',
      'There is no workbook of ours here of which single worksheets could be painted. Build it first.',
    );
  }
  const fingerprints = new Map(known.map(([name, fingerprint]) => [name.toLowerCase(), fingerprint]));
  const painted = new Set(worksheets.map(folded));
  const changed = present.sheets.filter((one) => {
    const fingerprint = painted.has(folded(one)) ? fingerprints.get(folded(one)) : undefined;
    return fingerprint !== undefined && fingerprintOf(one.sheet) !== fingerprint;
  });
  if (changed.length > 0) throw changedSince(changed.map(({ name }) => name));
  return { blueprint, worksheets, present, placement, first, blank };
}

/**
 * Makes what is missing, each worksheet where it belongs, and gives those that are there their names' own letter case.
 * @returns the names of those that were made
 */
function makeWorksheets(spreadsheet: Spreadsheet, painting: Painting, touched: string[]): readonly string[] {
  const { worksheets, present, placement, first, blank } = painting;
  const order = placement.order.map((name) => name.toLowerCase());
  let standing: readonly string[] = present.sheets.map((one) => folded(one === blank && first ? first : one));
  const made: string[] = [];
  for (const worksheet of worksheets) {
    const { name } = worksheet;
    const found =
      worksheet === first ? blank : present.sheets.find((one) => folded(one) === folded(worksheet));
    if (found?.name === name) continue;
    touched.push(name);
    if (found) found.sheet.setName(name);
    else {
      standing = inserted(standing, folded(worksheet), order);
      spreadsheet.insertSheet(name, standing.indexOf(folded(worksheet)));
    }
    if (!found || found === blank) made.push(name);
  }
  return made;
}

/** Shows what the person is to see: the first worksheet of a new workbook, or what was shown before worksheets were made. */
function show(spreadsheet: Spreadsheet, shown: NamedSheet['sheet'], first: Worksheet | null): void {
  spreadsheet.setActiveSheet((first && spreadsheet.getSheetByName(first.name)) ?? shown);
}

/**
 * Begins to paint. The worksheet by which the workbook is recognised is painted before any other, so that what fails half-way is
 * recognised and can be painted again. The blank worksheet of a new spreadsheet becomes the first of ours.
 * @returns also what stands in the worksheets that were made: nothing
 * @throws HostError as `placeWorksheets` does; `changed` if anything was entered into a worksheet that is to be painted; `not-found`
 *   if single worksheets of a workbook are to be painted that is not there; `not-writable` where formulas are written in another
 *   way. Nothing has been touched then
 */
export function beginPaint(takes: Takes<'beginPaint'>): Gives<'beginPaint'> {
  return touching((touched) => {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    refuseDecimalComma(spreadsheet);
    const painting = planPainting(spreadsheet, takes);
    const { blueprint, worksheets, present, first, blank } = painting;
    const shown = spreadsheet.getActiveSheet();
    const made = makeWorksheets(spreadsheet, painting, touched);
    const fingerprints = new Map(made.map((name) => [name, '']));
    const marker = worksheets.find(({ role }) => role === 'metadata');
    if (marker) {
      touched.push(marker.name);
      const sheet = spreadsheet.getSheetByName(marker.name)!;
      fingerprints.set(marker.name, paintOver(spreadsheet, sheet, blueprint, marker));
      paintTemplateVersion(spreadsheet, blueprint.templateVersion);
    }
    if (made.length > 0) show(spreadsheet, shown, first);
    const painted = new Set(worksheets.map(folded));
    return {
      untouched: present.sheets.flatMap((one) =>
        one === blank || painted.has(folded(one)) ? [] : [one.name],
      ),
      fingerprints: [...fingerprints],
    };
  });
}
