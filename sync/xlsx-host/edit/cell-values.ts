/** What a cell holds, compared with what is to be written into it. */
import { isDeepStrictEqual } from 'node:util';
import { serialOfDate, type CellBefore, type CellContent, type NewValue } from '../../../core/index.js';

/** A value as it can be written into a file: a text of no characters is a blank cell to every program that reads it. */
export function writable(value: NewValue): NewValue {
  if (value === '') return null;
  return Object.is(value, -0) ? 0 : value;
}

/** The instant of a date, however much of its time of day is written. */
const instant = (date: string) => serialOfDate(date, 1900);

/** True if a cell holds a value: its format (a percentage, say) makes no difference. */
export function holds(content: CellContent | null, value: NewValue): boolean {
  if (content === null || value === null) return content === value;
  switch (content.kind) {
    case 'text':
      return content.text === value;
    case 'number':
    case 'boolean':
      return content.value === value;
    case 'date':
      return typeof value === 'object' && instant(content.date) === instant(value.date);
    case 'error':
      return false;
  }
}

/** True if a cell holds what it held before: of a formula, only the formula counts. */
export function isAsBefore(now: CellBefore, before: CellBefore): boolean {
  if (now.formula !== null || before.formula !== null) return now.formula === before.formula;
  return isDeepStrictEqual(now.content, before.content);
}

/** What a copy of a cell is to hold. Formulas and errors, which nothing but a calculation makes, are copied as texts. */
export function copyOf({ content, formula }: CellBefore): NewValue {
  if (formula !== null) return `=${formula}`;
  switch (content?.kind) {
    case undefined:
      return null;
    case 'text':
      return content.text;
    case 'number':
    case 'boolean':
      return content.value;
    case 'date':
      return { date: content.date };
    case 'error':
      return content.error;
  }
}
