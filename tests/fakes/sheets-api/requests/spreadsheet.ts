/** Requests about the spreadsheet itself. */
import { maskOfUpdate, selects } from '../masks.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { spreadsheetProperties } from '../shapes/spreadsheet.js';
import { required, type Kinds } from './change.js';

const settable = ['title', 'locale', 'timeZone'];

export const spreadsheetKinds: Kinds = {
  updateSpreadsheetProperties({ workbook }, { fields, properties }) {
    const mask = maskOfUpdate(fields, spreadsheetProperties);
    const other = Object.keys(spreadsheetProperties).find(
      (field) => selects(mask, field) && !settable.includes(field),
    );
    if (other !== undefined) throw notEmulated(`updating spreadsheetProperties.${other}`);
    const { title, locale, timeZone } = required(properties, 'properties');
    const isBlank = [title, locale, timeZone].some(
      (value, index) => selects(mask, settable[index]!) && (value == null || value === ''),
    );
    if (isBlank) throw invalidArgument('Spreadsheets need a title, a locale and a time zone.');
    if (selects(mask, 'title')) workbook.name = title!;
    if (selects(mask, 'locale')) workbook.locale = locale!;
    if (selects(mask, 'timeZone')) workbook.timeZone = timeZone!;
    return undefined;
  },
};
