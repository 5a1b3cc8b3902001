/** Puts data validations of a painted workbook back into a worksheet of a person's workbook. */
import {
  columnRangeName,
  parseRange,
  rangeAddress,
  type CellRange,
  type FieldKey,
} from '../../../core/index.js';
import { partText, writePart, type PackageDraft } from '../package/draft.js';
import { findSheet, type SheetEntry, type WorkbookPart } from '../package/workbook-part.js';
import { parseReferences, placeInWorksheet, scanWorksheet } from './worksheet-scan.js';
import {
  appendInside,
  applyEdits,
  attribute,
  changeAttributes,
  child,
  children,
  contentKey,
  prefixOf,
  textOf,
  withAttributes,
  writeElement,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';

function overlap(a: CellRange, b: CellRange): boolean {
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}

/** What is left of a range without another: at most four ranges. */
export function subtractRange(from: CellRange, gone: CellRange): CellRange[] {
  if (!overlap(from, gone)) return [from];
  const top = Math.max(from.top, gone.top);
  const bottom = Math.min(from.bottom, gone.bottom);
  const pieces: CellRange[] = [
    { ...from, bottom: top - 1 },
    { ...from, top, bottom, right: gone.left - 1 },
    { ...from, top, bottom, left: gone.right + 1 },
    { ...from, top: bottom + 1 },
  ];
  return pieces.filter((piece) => piece.top <= piece.bottom && piece.left <= piece.right);
}

function without(ranges: readonly CellRange[], gone: readonly CellRange[]): CellRange[] {
  return gone.reduce<CellRange[]>(
    (left, hole) => left.flatMap((range) => subtractRange(range, hole)),
    [...ranges],
  );
}

const written = (ranges: readonly CellRange[]) => ranges.map(rangeAddress).join(' ');

/** The defined names of a workbook by lower-case name, those of one worksheet left out. */
function definedNames(workbook: WorkbookPart): Map<string, string> {
  const list = child(workbook.root, 'definedNames');
  const global = (list ? children(list, 'definedName') : []).filter(
    (name) => attribute(name, 'localSheetId') === undefined,
  );
  return new Map(global.map((name) => [(attribute(name, 'name') ?? '').toLowerCase(), textOf(name)]));
}

/** The worksheet and range that a formula such as `'Roll-up'!$A$1:$B$2` means, or null. */
function reference(workbook: WorkbookPart, formula: string): { sheet: SheetEntry; range: CellRange } | null {
  const bang = formula.lastIndexOf('!');
  const name = formula.slice(0, bang);
  const plain = name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
  const sheet = bang < 0 ? undefined : findSheet(workbook, plain);
  const range = parseRange(formula.slice(bang + 1));
  return sheet && range ? { sheet, range } : null;
}

function validationList(root: XmlElement): XmlElement[] {
  const list = child(root, 'dataValidations');
  return list ? children(list, 'dataValidation') : [];
}

/**
 * The validation that a painted workbook has for a field, or null if it has none.
 *
 * @param field key of the field; its column is found by its named range
 */
export function paintedValidation(
  draft: PackageDraft,
  workbook: WorkbookPart,
  field: string,
): XmlElement | null {
  const formula = definedNames(workbook).get(columnRangeName(field as FieldKey).toLowerCase());
  const place = formula === undefined ? null : reference(workbook, formula);
  if (!place) return null;
  const { part } = place.sheet;
  const root = scanWorksheet(part, partText(draft, part), () => undefined);
  return (
    validationList(root).find((validation) =>
      parseReferences(attribute(validation, 'sqref')).some((range) => overlap(range, place.range)),
    ) ?? null
  );
}

/** True if the list that a validation offers is a named range which the workbook does not have. */
export function lacksList(workbook: WorkbookPart, validation: XmlElement): boolean {
  const formula = child(validation, 'formula1');
  const source = formula ? textOf(formula).trim() : '';
  const isName = attribute(validation, 'type') === 'list' && /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(source);
  return isName && !definedNames(workbook).has(source.toLowerCase());
}

/** The edits that take ranges out of the validations which newer programs keep in an extension of the worksheet. */
function extensionEdits(root: XmlElement, ranges: readonly CellRange[]): Edit[] {
  const extensions = child(root, 'extLst');
  if (!extensions) return [];
  const edits: Edit[] = [];
  for (const extension of children(extensions, 'ext')) {
    const list = child(extension, 'dataValidations');
    if (!list) continue;
    const validations = children(list, 'dataValidation');
    const kept = validations.map((validation) => {
      const sqref = child(validation, 'sqref');
      const before = parseReferences(sqref && textOf(sqref));
      return { validation, sqref, before, after: without(before, ranges) };
    });
    // One whose ranges cannot be read covers none of these.
    const isGone = (ranges: { before: readonly CellRange[]; after: readonly CellRange[] }) =>
      ranges.before.length > 0 && ranges.after.length === 0;
    const left = kept.filter((ranges) => !isGone(ranges));
    if (left.length === 0 && validations.length > 0) {
      const alone = children(extensions).length === 1 ? extensions : extension;
      edits.push({ start: alone.start, end: alone.end, text: '' });
      continue;
    }
    if (left.length < validations.length) {
      edits.push(changeAttributes(list, new Map([['count', String(left.length)]])));
    }
    for (const { validation, sqref, before, after } of kept) {
      if (isGone({ before, after })) edits.push({ start: validation.start, end: validation.end, text: '' });
      else if (sqref && written(after) !== written(before)) {
        edits.push({ start: sqref.openEnd, end: sqref.closeStart, text: written(after) });
      }
    }
  }
  return edits;
}

/**
 * Gives ranges of a worksheet a validation. Other validations lose these ranges; the same validation elsewhere on the
 * worksheet is extended to them.
 *
 * @param part name of the worksheet's part
 * @param validation as `paintedValidation` found it
 */
export function putValidation(
  draft: PackageDraft,
  part: string,
  validation: XmlElement,
  ranges: readonly CellRange[],
): void {
  const text = partText(draft, part);
  const root = scanWorksheet(part, text, () => undefined);
  const list = child(root, 'dataValidations');
  const key = (element: XmlElement) => contentKey(withAttributes(element, new Map([['sqref', null]])));
  const wanted = key(validation);
  const edits = extensionEdits(root, ranges);
  let isPlaced = false;
  let count = 0;
  for (const element of validationList(root)) {
    const before = parseReferences(attribute(element, 'sqref'));
    if (before.length === 0) {
      count += 1;
      continue;
    }
    const isSame = !isPlaced && key(element) === wanted;
    // Already there: what it covers stays as it is written.
    const missing = isSame ? without(ranges, before) : [];
    const after = isSame ? [...before, ...missing] : without(before, ranges);
    if (isSame) isPlaced = true;
    if (after.length === 0) {
      edits.push({ start: element.start, end: element.end, text: '' });
      continue;
    }
    count += 1;
    if (written(after) !== written(before)) {
      edits.push(changeAttributes(element, new Map([['sqref', written(after)]])));
    }
  }
  const prefix = prefixOf(root);
  const added = isPlaced
    ? ''
    : writeElement(withAttributes(validation, new Map([['sqref', written(ranges)]])), prefix);
  if (added !== '') count += 1;
  if (!list) {
    const at = placeInWorksheet(root, 'dataValidations');
    const whole = `<${prefix}dataValidations count="${count}">${added}</${prefix}dataValidations>`;
    edits.push({ start: at, end: at, text: whole });
  } else {
    if (added !== '') edits.push(appendInside(text, list, added));
    if (!list.selfClosing && attribute(list, 'count') !== String(count)) {
      edits.push(changeAttributes(list, new Map([['count', String(count)]])));
    }
  }
  writePart(draft, part, applyEdits(text, edits));
}
