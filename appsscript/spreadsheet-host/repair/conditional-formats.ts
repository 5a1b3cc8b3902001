/** Puts back our conditional formats where they are missing, changed, torn apart or below others. */
import { formulaPattern, joinedRanges, rangeAddress, rangeOf, type CellRange } from '../../../core/index.js';
import { conditionalFormatRules } from '../paint/conditional-formats.js';
import { cellRangesOf } from '../read/places.js';
import type { Mending, Patient } from './patient.js';

type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** A rule that stands in the worksheet, or is to. */
interface ToldRule {
  readonly rule: Rule;
  readonly ranges: readonly CellRange[];
  /** Its condition, the same for each of its pieces; null for a colour scale. */
  readonly condition: string | null;
  readonly looks: string;
}

/** Some ten calls for each rule; there are about as many as there are timelines and statuses. */
function tell(rule: Rule): ToldRule {
  const ranges = cellRangesOf(rule.getRanges());
  const condition = rule.getBooleanCondition();
  if (!condition) return { rule, ranges, condition: null, looks: '' };
  const values = condition.getCriteriaValues().map((value) => formulaPattern(String(value)));
  const colours = [condition.getBackground(), condition.getFontColor()];
  return {
    rule,
    ranges,
    condition: JSON.stringify([String(condition.getCriteriaType()), values]),
    looks: JSON.stringify([
      ...colours.map((colour) => colour?.toLowerCase() ?? null),
      condition.getBold() === true,
      condition.getItalic() === true,
      condition.getUnderline() === true,
      condition.getStrikethrough() === true,
    ]),
  };
}

const touch = (a: CellRange, b: CellRange) =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
const touchAny = (range: CellRange, others: readonly CellRange[]) =>
  others.some((other) => touch(range, other));

const isSame = (found: ToldRule | undefined, wanted: ToldRule) =>
  found?.condition === wanted.condition &&
  found.looks === wanted.looks &&
  found.ranges.map((range) => rangeAddress(range)).join() ===
    wanted.ranges.map((range) => rangeAddress(range)).join();

/**
 * Ours have to come first where they apply, in their order and whole. What people added for the same cells comes after them
 * in its own order. A rule with a condition of ours on cells of ours is a piece of ours that was carried off.
 */
export function examineConditionalFormats({ wanted, sheet, cells }: Patient): readonly Mending[] {
  const due = conditionalFormatRules(sheet, wanted).map(tell);
  if (due.length === 0) return [];
  const own = joinedRanges(cells.map(({ at }) => at));
  const conditions = new Set(due.map(({ condition }) => condition));
  const found = sheet.getConditionalFormatRules().map(tell);
  const isOurs = ({ condition, ranges }: ToldRule) =>
    condition !== null && conditions.has(condition) && ranges.some((range) => touchAny(range, own));
  const applying = (rules: readonly ToldRule[], range: CellRange) =>
    rules.filter(({ ranges }) => touchAny(range, ranges));

  const places = [...new Set(wanted.conditionalFormats.map(({ range }) => range))].map((text) =>
    rangeOf(text),
  );
  const torn = places.filter((range) => {
    const [here, dueHere] = [applying(found, range), applying(due, range)];
    return (
      here.filter(isOurs).length !== dueHere.length || dueHere.some((one, index) => !isSame(here[index], one))
    );
  });
  const carriedOff = found
    .filter(isOurs)
    .flatMap(({ ranges }) => ranges.filter((range) => touchAny(range, own) && !touchAny(range, places)));
  if (torn.length === 0 && carriedOff.length === 0) return [];
  const mend = () => {
    const others = found.flatMap((one): Rule[] => {
      if (!isOurs(one)) return [one.rule];
      // On a person's own cells a copy of a rule of ours is the person's.
      const beside = one.ranges.filter((range) => !touchAny(range, own)).map((range) => rangeAddress(range));
      if (beside.length === 0) return [];
      return [one.rule.copy().setRanges(sheet.getRangeList(beside).getRanges()).build()];
    });
    sheet.setConditionalFormatRules([...due.map(({ rule }) => rule), ...others]);
  };
  return [
    {
      what: 'conditional-format',
      ranges: [...torn, ...carriedOff].map((range) => rangeAddress(range)),
      mend,
    },
  ];
}
