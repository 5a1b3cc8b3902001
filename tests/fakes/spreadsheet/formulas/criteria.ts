/** The criteria of COUNTIFS, SUMIFS and AVERAGEIFS: `"Completed"`, `">=0"`, `"<>"`, `"mad*"`. */
import { isInOrder, orderOfTexts, type Comparison } from './compare.js';
import { errorCodes, isError, numberOfText, type Value } from './values.js';

/** Whether a cell is one that the criterion asks for. */
export type Criterion = (cell: Value) => boolean;

/** A text with `*`, `?` and `~` as a pattern for the whole of a cell's text. */
function wildcards(text: string): RegExp {
  const pattern = text.replace(/~[*?~]|[*?\\^$.+()[\]{}|/]/g, (found) => {
    if (found === '*') return '[^]*';
    if (found === '?') return '[^]';
    const literal = found.at(-1)!;
    return literal === '~' ? literal : `\\${literal}`;
  });
  return new RegExp(`^${pattern}$`, 'iu');
}

function equals(operand: string): Criterion {
  const code = errorCodes.find((error) => error === operand.toUpperCase());
  if (code) return (cell) => isError(cell) && cell.error === code;
  const word = operand.toUpperCase();
  if (word === 'TRUE' || word === 'FALSE') {
    return (cell) => {
      if (typeof cell === 'string' && cell.toUpperCase() === word) {
        throw new Error(`Whether the criterion ${word} counts the text “${cell}” is not known here`);
      }
      return cell === (word === 'TRUE');
    };
  }
  const number = numberOfText(operand);
  if (number !== null) {
    // A text that looks like the number is counted with it.
    return (cell) => (typeof cell === 'string' ? numberOfText(cell) : cell) === number;
  }
  const pattern = wildcards(operand);
  return (cell) => typeof cell === 'string' && pattern.test(cell);
}

/** Only what is of the operand's own type has an order: `">=0"` counts no text, not even one that looks like a number. */
function ordered(operator: Comparison, operand: string): Criterion {
  const word = operand.toUpperCase();
  if (word === 'TRUE' || word === 'FALSE') {
    const wanted = Number(word === 'TRUE');
    return (cell) => typeof cell === 'boolean' && isInOrder(operator, Number(cell) - wanted);
  }
  const number = numberOfText(operand);
  if (number !== null) return (cell) => typeof cell === 'number' && isInOrder(operator, cell - number);
  return (cell) => typeof cell === 'string' && isInOrder(operator, orderOfTexts(cell, operand));
}

/**
 * What a criterion asks for. Source: Microsoft's page on COUNTIF, and what Excel does with blank cells: `""` counts blank
 * cells and empty texts, `"="` only blank cells, `"<>"` all others; a blank cell as the criterion stands for 0.
 */
export function criterionOf(value: Value): Criterion {
  if (isError(value)) return equals(value.error);
  if (value === null) return equals('0');
  if (typeof value === 'number')
    return (cell) => (typeof cell === 'string' ? numberOfText(cell) : cell) === value;
  if (typeof value === 'boolean') return equals(value ? 'TRUE' : 'FALSE');
  if (value === '') return (cell) => cell === null || cell === '';
  const [, operator, operand] = /^(<=|>=|<>|<|>|=)?([^]*)$/.exec(value) as unknown as [
    string,
    Comparison | undefined,
    string,
  ];
  if (operator === undefined) return equals(operand);
  if (operand === '' && operator === '=') return (cell) => cell === null;
  if (operand === '' && operator === '<>') return (cell) => cell !== null;
  if (operand === '') throw new Error(`What the criterion “${value}” counts is not known here`);
  if (operator === '=') return equals(operand);
  if (operator === '<>') {
    const isEqual = equals(operand);
    return (cell) => !isEqual(cell);
  }
  return ordered(operator, operand);
}
