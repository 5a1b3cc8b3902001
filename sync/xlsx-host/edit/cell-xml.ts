/** Cells of a worksheet part as XML: new ones, and the edits that give a cell that is there another value. */
import { serialOfDate, type DateSystem, type NewValue } from '../../../core/index.js';
import type { PackageDraft } from '../package/draft.js';
import {
  attribute,
  escapeText,
  openingTag,
  prefixOf,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';
import {
  asDateStyle,
  asNumberStyle,
  asQuotedStyle,
  hasStyles,
  isDayStyle,
  kindOfStyle,
  openStyles,
  type StylesDraft,
} from './styles-edit.js';

/** Longest text of a cell, in UTF-16 units. Source: Excel specifications and limits. */
export const longestText = 32_767;

/** A workbook while its cells are changed. */
export interface Patching {
  readonly draft: PackageDraft;
  readonly dateSystem: DateSystem;
  /** Once a cell has needed them. */
  styles: StylesDraft | null;
}

/** Characters that XML cannot carry, or that a spreadsheet would not read back as they are. */
const unwritable =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as a cell stores it: `_xHHHH_` for what XML cannot carry, and a literal `_xHHHH_` kept apart from that. */
export function escapeCellText(text: string): string {
  const literal = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  const written = literal.replace(
    unwritable,
    (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
  return escapeText(written);
}

function stylesOf(patching: Patching): StylesDraft {
  patching.styles ??= openStyles(patching.draft);
  return patching.styles;
}

/** True if numbers of this cell style show, and are read, as days or times. */
function showsDates(patching: Patching, style: number): boolean {
  // To open the styles of a workbook that has none would make some.
  const styles = patching.styles ?? (hasStyles(patching.draft) ? stylesOf(patching) : null);
  return styles !== null && kindOfStyle(styles, style) === 'date';
}

/** Texts that a spreadsheet would take for a formula when a person edits the cell. */
const looksLikeFormula = /^[=+\-@\t]/;

/** A cell's attributes and content for a value. */
function cellValue(
  patching: Patching,
  prefix: string,
  value: Exclude<NewValue, null>,
  style: number,
): { type: string | null; style: number; inside: string } {
  const v = (text: string | number) => `<${prefix}v>${text}</${prefix}v>`;
  if (typeof value === 'string') {
    return {
      type: 'inlineStr',
      style: looksLikeFormula.test(value) ? asQuotedStyle(stylesOf(patching), style) : style,
      inside: `<${prefix}is><${prefix}t xml:space="preserve">${escapeCellText(value)}</${prefix}t></${prefix}is>`,
    };
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`A cell cannot hold ${value}.`);
    return {
      type: null,
      style: showsDates(patching, style) ? asNumberStyle(stylesOf(patching), style) : style,
      inside: v(Object.is(value, -0) ? 0 : value),
    };
  }
  if (typeof value === 'boolean') return { type: 'b', style, inside: v(value ? 1 : 0) };
  const styles = stylesOf(patching);
  return {
    type: null,
    style: isDayStyle(styles, style) ? style : asDateStyle(styles, style),
    inside: v(serialOfDate(value.date, patching.dateSystem)!),
  };
}

/** The edit that gives a cell that is there a value, or null if it is blank already and to be cleared. */
export function replaceCell(patching: Patching, element: XmlElement, value: NewValue): Edit | null {
  // Metadata of dynamic arrays and rich values belongs to the old value.
  const gone: [string, string | null][] = [
    ['cm', null],
    ['vm', null],
  ];
  if (value === null) {
    if (element.content.length === 0 && attribute(element, 't') === undefined) return null;
    const text = openingTag(element, new Map([...gone, ['t', null]]), true);
    return { start: element.start, end: element.end, text };
  }
  const before = Number(attribute(element, 's') ?? 0);
  const { type, style, inside } = cellValue(patching, prefixOf(element), value, before);
  const attributes = new Map([...gone, ['t', type]]);
  if (style !== before) attributes.set('s', String(style));
  const text = `${openingTag(element, attributes, false)}${inside}</${element.name}>`;
  return { start: element.start, end: element.end, text };
}

/** A cell that was not there, in the style that it takes from its row or column. */
export function newCell(
  patching: Patching,
  prefix: string,
  address: string,
  value: Exclude<NewValue, null>,
  base: number,
): string {
  const { type, style, inside } = cellValue(patching, prefix, value, base);
  const attributes = `${style === 0 ? '' : ` s="${style}"`}${type === null ? '' : ` t="${type}"`}`;
  return `<${prefix}c r="${address}"${attributes}>${inside}</${prefix}c>`;
}
