/** Puts back our conditional formats where they are missing, changed, torn apart or below others. */
import {
  formulaPattern,
  parseRange,
  rangeAddress,
  textConstant,
  type CellRange,
  type ConditionalFormat,
} from '../../../core/index.js';
import { areas, rangeIn } from '../areas.js';
import { askForRanges, formatIn } from '../conditional-formats.js';
import { addMark, severityOfFormula } from '../mark-formula.js';
import { addConditionalFormat } from '../paint/rules.js';
import type { Steps } from '../steps.js';
import type { Mending, Patient } from './mending.js';
import { isEqual } from './property.js';

/** A conditional format that stands in Excel. */
interface Found {
  readonly id: string;
  readonly format: Excel.ConditionalFormat;
  readonly stopIfTrue: boolean;
  /** Its rule as one text, the same for each of its pieces; null for a rule that none of ours has. */
  readonly rule: string | null;
  readonly formula: string | null;
  readonly ranges: readonly CellRange[] | null;
}

function ruleOf(format: ConditionalFormat): string {
  switch (format.kind) {
    case 'text-equals':
      return `equals ${`=${textConstant(format.text)}`.toLowerCase()}`;
    case 'formula':
      return `formula ${formulaPattern(`=${format.formula}`)}`;
    case 'data-bar':
      return 'data-bar';
  }
}

/** Asks for the details of a conditional format of a type that ours have; they are told after the next sync. */
function askFor(
  { sheet, isSupported }: Patient,
  range: string,
  { id, type, stopIfTrue }: Excel.ConditionalFormat,
): () => Found {
  const format = formatIn(sheet, id, range);
  const rangesOf = askForRanges(format, isSupported);
  const looks = 'format/fill/color,format/font/color,format/font/bold';
  if (type === 'CellValue') format.cellValue.load(`rule,${looks}`);
  if (type === 'Custom') format.custom.load(`rule/formula,${looks}`);
  if (type === 'DataBar') format.dataBar.load('lowerBoundRule,upperBoundRule,positiveFormat/fillColor');
  return () => {
    const formula = type === 'Custom' ? format.custom.rule.formula : null;
    const ruleText = () => {
      if (formula !== null) return `formula ${formulaPattern(formula)}`;
      if (type === 'DataBar') return 'data-bar';
      if (type !== 'CellValue') return null;
      const { formula1, operator } = format.cellValue.rule;
      return operator === 'EqualTo' ? `equals ${formula1.toLowerCase()}` : null;
    };
    return { id, format, stopIfTrue, formula, rule: ruleText(), ranges: rangesOf() };
  };
}

/** Whether one that stands in Excel looks as ours does. */
function looksLike({ format, stopIfTrue }: Found, wanted: ConditionalFormat): boolean {
  if (wanted.kind === 'data-bar') {
    const { lowerBoundRule, upperBoundRule, positiveFormat } = format.dataBar;
    const bound = ({ formula = '' }: Excel.ConditionalDataBarRule) => Number(formula.replace('=', ''));
    return (
      isEqual(positiveFormat.fillColor, wanted.colour) &&
      bound(lowerBoundRule) === wanted.min &&
      bound(upperBoundRule) === wanted.max
    );
  }
  const { fill, font } = (wanted.kind === 'formula' ? format.custom : format.cellValue).format;
  const { style } = wanted;
  return (
    stopIfTrue &&
    (style.fill === undefined || isEqual(fill.color, style.fill)) &&
    (style.textColour === undefined || isEqual(font.color, style.textColour)) &&
    (style.bold !== true || font.bold)
  );
}

function isAsWanted(found: Found, wanted: ConditionalFormat): boolean {
  const [only, ...others] = found.ranges ?? [];
  return (
    found.rule === ruleOf(wanted) &&
    only !== undefined &&
    others.length === 0 &&
    rangeAddress(only) === rangeAddress(parseRange(wanted.range)!) &&
    looksLike(found, wanted)
  );
}

const isMark = ({ formula }: Found) => formula !== null && severityOfFormula(formula) !== null;

const touches = (a: string, b: string) => {
  const [one, other] = [parseRange(a)!, parseRange(b)!];
  return (
    one.top <= other.bottom && other.top <= one.bottom && one.left <= other.right && other.left <= one.right
  );
};

/**
 * The conditional formats of each range that ours cover: ours have to come first there, marks apart, in their order and
 * whole. What people added for the same cells comes after them, what they added elsewhere is not looked at. Two syncs.
 */
export function* examineConditionalFormats(patient: Patient): Steps<readonly Mending[]> {
  const { wanted, sheet, isSupported } = patient;
  const formats = wanted.conditionalFormats;
  // Asked for by their own range: a formula is told as it reads in the first cell of the range that it is asked of.
  const asked = [...new Set(formats.map(({ range }) => range))].map((range) => {
    const standing = rangeIn(sheet, range).conditionalFormats;
    standing.load('items/id,items/type,items/stopIfTrue');
    return { range, standing };
  });
  yield;
  const told = asked.map(({ range, standing }) => ({
    range,
    tellers: standing.items.map((format) => askFor(patient, range, format)),
  }));
  yield;
  const rules = new Set(formats.map(ruleOf));
  const present = told.map(({ range, tellers }) => {
    const found = tellers.map((tell) => tell());
    const unmarked = found.filter((one) => !isMark(one));
    const ours = unmarked.filter(({ rule }) => rule !== null && rules.has(rule));
    const due = formats.filter((format) => touches(format.range, range));
    const isIntact =
      ours.length === due.length &&
      due.every((format, index) => {
        const one = unmarked[index];
        return one !== undefined && isAsWanted(one, format);
      });
    return { range, ours, marks: found.filter(isMark), isIntact };
  });
  const torn = present.filter(({ isIntact }) => !isIntact);
  if (torn.length === 0) return [];
  const mend = () => {
    const remove = (all: readonly Found[]) => {
      for (const id of new Set(all.map((one) => one.id))) formatIn(sheet, id).delete();
    };
    // All of ours, since they have to come in their order.
    remove(present.flatMap(({ ours }) => ours));
    for (const format of [...formats].reverse()) addConditionalFormat(rangeIn(sheet, format.range), format);
    // Marks stay above: below a rule that stops they would not be seen.
    const marks = new Map(present.flatMap((one) => one.marks).map((mark) => [mark.id, mark]));
    for (const mark of marks.values()) {
      if (mark.ranges === null) continue;
      remove([mark]);
      const addresses = mark.ranges.map((range) => rangeAddress(range));
      const severity = severityOfFormula(mark.formula!)!;
      for (const cells of areas(sheet, addresses, isSupported)) addMark(cells, severity);
    }
  };
  return [{ what: 'conditional-format', ranges: torn.map(({ range }) => range), mend }];
}
