/** The formats of a painted workbook, added to another workbook's under new numbers. */
import { addNumberFormat, addStyle, listOf, type StyleList, type StylesDraft } from './styles-edit.js';
import { attribute, withAttributes } from '../package/xml-edit.js';

/** The numbers that formats of the painted workbook have in the other one. */
export interface GraftedStyles {
  /** For an index in `cellXfs`. */
  cellFormat(index: number): number;
  /** For an index in `dxfs`. */
  differentialFormat(index: number): number;
}

/** Adds formats as they are asked for; equal ones are not added again. */
export function graftedStyles(into: StylesDraft, from: StylesDraft): GraftedStyles {
  const formats = new Map<number, number>();

  const copied = (list: StyleList, index: number): number => {
    const element = listOf(from, list)[index];
    if (!element) throw new Error(`The painted workbook has no format ${index} in ${list}.`);
    return addStyle(into, list, element);
  };

  const numberFormat = (id: string): string => {
    const own = listOf(from, 'numFmts').find((format) => attribute(format, 'numFmtId') === id);
    return own ? String(addNumberFormat(into, attribute(own, 'formatCode') ?? 'General')) : id;
  };

  return {
    cellFormat(index) {
      const known = formats.get(index);
      if (known !== undefined) return known;
      const format = listOf(from, 'cellXfs')[index];
      if (!format) throw new Error(`The painted workbook has no cell format ${index}.`);
      const number = (name: string) => Number(attribute(format, name) ?? 0);
      const added = addStyle(
        into,
        'cellXfs',
        withAttributes(
          format,
          new Map([
            ['numFmtId', numberFormat(attribute(format, 'numFmtId') ?? '0')],
            ['fontId', String(copied('fonts', number('fontId')))],
            ['fillId', String(copied('fills', number('fillId')))],
            ['borderId', String(copied('borders', number('borderId')))],
            // Painted cells have all their formats on themselves; the named style is the other workbook's "Normal".
            ['xfId', '0'],
            // Without these, "Normal" would take the place of what the cell says.
            ['applyNumberFormat', '1'],
            ['applyFont', '1'],
            ['applyFill', '1'],
            ['applyBorder', '1'],
          ]),
        ),
      );
      formats.set(index, added);
      return added;
    },
    differentialFormat: (index) => copied('dxfs', index),
  };
}
