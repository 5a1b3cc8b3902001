/** Puts back the validations of cells that have none any more, or another, and takes away those that were pasted elsewhere. */
import {
  boundsOf,
  cellsOf,
  formulaPattern,
  groupBy,
  joinedAddresses,
  rangeAddress,
  rangeOf,
  type Validation,
} from '../../../core/index.js';
import { isDate, isoIn } from '../dates.js';
import { validationRule } from '../paint/validations.js';
import { placeOf, type Place } from '../read/places.js';
import { blockOf, type Mending, type OwnCell, type Patient } from './patient.js';

type Rule = GoogleAppsScript.Spreadsheet.DataValidation;
type Range = GoogleAppsScript.Spreadsheet.Range;

/**
 * How many runs of cells are looked at closely in a column of a validation. What a validation says is asked cell by cell, and a
 * matrix has thousands; that there is none is seen of every cell without asking.
 */
const mostRuns = 8;

/** A cell that is to have a validation, and the one that it has. */
interface Checked {
  readonly own: OwnCell;
  readonly found: Rule | null;
}

/** The validations of a block from A1 on. */
type Found = readonly (readonly (Rule | null)[])[];
const ruleAt = (found: Found, { at }: OwnCell): Rule | null => found[at.top - 1]![at.left - 1]!;

/** Where a list stands; null: its cells are gone. */
function listOf(cells: Range): Place | null {
  try {
    return placeOf(cells);
  } catch {
    return null;
  }
}

/** What a rule says, as one text, in four calls and three more for a list. Of dates only the day counts. */
function toldBy(rule: Rule, dayOf: (date: Date) => string | null): string {
  const criteria = String(rule.getCriteriaType());
  const values = (rule.getCriteriaValues() as unknown[]).map((value, index) => {
    if (criteria === 'VALUE_IN_RANGE' && index === 0) return listOf(value as Range);
    if (criteria === 'CUSTOM_FORMULA') return formulaPattern(String(value));
    return isDate(value) ? dayOf(value) : value;
  });
  return JSON.stringify([criteria, values, rule.getAllowInvalid(), rule.getHelpText()]);
}

/** Neighbours in a column that have a validation each; those whose looks were lost, too, are runs of their own. */
function runsIn(
  column: readonly Checked[],
  isSuspect: (own: OwnCell) => boolean,
): readonly (readonly Checked[])[] {
  const runs: Checked[][] = [];
  for (const one of column) {
    const last = runs.at(-1)?.at(-1);
    const goesOn =
      last !== undefined &&
      last.own.at.top + 1 === one.own.at.top &&
      isSuspect(last.own) === isSuspect(one.own);
    if (goesOn) runs.at(-1)!.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** The cells of a run that are not as wanted. Where both ends are, or are alike, all between them are taken to be. */
function differingIn(
  run: readonly Checked[],
  tell: (one: Checked) => string,
  wanted: string,
): readonly Checked[] {
  const [first, last] = [tell(run[0]!), tell(run.at(-1)!)];
  if (first === last) return first === wanted ? [] : run;
  const middle = Math.ceil(run.length / 2);
  return [run.slice(0, middle), run.slice(middle)].flatMap((half) => differingIn(half, tell, wanted));
}

/** Lists whose cells are gone cannot be offered; building the workbook again brings them back. */
const canBe = (validation: Validation, { blueprint, sheet }: Patient) =>
  validation.kind !== 'list' ||
  blueprint.names.some(
    ({ name, worksheet }) =>
      name === validation.listName && sheet.getParent().getSheetByName(worksheet) !== null,
  );

/** A validation as a rule, and the cells that are to have it. */
interface Due {
  readonly rule: Rule;
  readonly checked: readonly Checked[];
}

function dueIn(patient: Patient, found: Found): readonly Due[] {
  const { wanted, blueprint, sheet, cells } = patient;
  const ownAt = new Map(cells.map((own) => [rangeAddress(own.at), own]));
  return wanted.validations
    .filter((validation) => canBe(validation, patient))
    .map((validation) => ({
      rule: validationRule(validation, { spreadsheet: sheet.getParent(), blueprint }),
      checked: validation.ranges.flatMap((range) =>
        [...cellsOf(rangeOf(range))].flatMap((at): Checked[] => {
          const own = ownAt.get(rangeAddress(at));
          return own ? [{ own, found: ruleAt(found, own) }] : [];
        }),
      ),
    }));
}

/** The cells that have no validation, and as far as they are looked at those that have another. */
function differingFrom(
  { rule, checked }: Due,
  tellRule: (rule: Rule) => string,
  suspects: ReadonlySet<OwnCell>,
): readonly OwnCell[] {
  const wanted = tellRule(rule);
  const told = new Map<Checked, string>();
  const tell = (one: Checked) => {
    const text = told.get(one) ?? tellRule(one.found!);
    told.set(one, text);
    return text;
  };
  const columns = groupBy(
    checked.filter(({ found }) => found !== null),
    ({ own }) => own.at.left,
  );
  const others = [...columns.values()].flatMap((column) => {
    const inOrder = [...column].sort((a, b) => a.own.at.top - b.own.at.top);
    const runs = runsIn(inOrder, (own) => suspects.has(own));
    const isSuspect = (run: readonly Checked[]) => suspects.has(run[0]!.own);
    return [...runs.filter(isSuspect), ...runs.filter((run) => !isSuspect(run))]
      .slice(0, mostRuns)
      .flatMap((run) => differingIn(run, tell, wanted));
  });
  return [...checked.filter(({ found }) => found === null), ...others].map(({ own }) => own);
}

/** Cells that take anything, or are not to be filled in at all, and yet have a validation. */
function astrayIn({ wanted, cells }: Patient, found: Found): readonly OwnCell[] {
  const ranges = wanted.validations.flatMap((validation) => validation.ranges.map((range) => rangeOf(range)));
  const isChecked = new Set(ranges.flatMap((range) => [...cellsOf(range)].map((at) => rangeAddress(at))));
  return cells.filter((own) => !isChecked.has(rangeAddress(own.at)) && ruleAt(found, own) !== null);
}

/**
 * One call for all cells, some for each validation and for each of the runs that are looked at closely.
 * @param suspects cells that lost something of their looks: whatever was pasted there brought its validation along
 */
export function examineValidations(patient: Patient, suspects: ReadonlySet<OwnCell>): readonly Mending[] {
  const { sheet, cells } = patient;
  if (cells.length === 0) return [];
  const found = blockOf(patient).getDataValidations();
  const isoOf = isoIn(sheet.getParent().getSpreadsheetTimeZone());
  const tellRule = (rule: Rule) => toldBy(rule, (date) => isoOf(date)?.slice(0, 10) ?? null);
  const due = dueIn(patient, found);
  const astray = astrayIn(patient, found);
  const differing = due.flatMap((one) => differingFrom(one, tellRule, suspects));
  const amiss = [...differing, ...astray].map(({ at }) => at);
  if (amiss.length === 0) return [];
  const mend = () => {
    // All of ours, so that what was not looked at closely is right as well; cells between them get back what was read of them.
    const wanted: readonly (readonly [OwnCell, Rule | null])[] = [
      ...due.flatMap(({ rule, checked }) => checked.map(({ own }) => [own, rule] as const)),
      ...astray.map((own) => [own, null] as const),
    ];
    const bounds = boundsOf(wanted.map(([{ at }]) => at));
    const rules = found
      .slice(bounds.top - 1, bounds.bottom)
      .map((row) => row.slice(bounds.left - 1, bounds.right));
    for (const [{ at }, rule] of wanted) rules[at.top - bounds.top]![at.left - bounds.left] = rule;
    sheet.getRange(rangeAddress(bounds)).setDataValidations(rules);
  };
  return [{ what: 'validation', ranges: joinedAddresses(amiss), mend }];
}
