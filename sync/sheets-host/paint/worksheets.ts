/** Makes the worksheets that are missing, and brings all of ours into their order. */
import { inserted, movesTo, type Worksheet } from '../../../core/index.js';
import type { Request } from './canvas.js';
import type { Plan } from './plan.js';
import { folded } from './present.js';

const isVisible = ({ visibility }: Worksheet) => visibility === 'visible';

/** Properties of a worksheet, and which of them are meant. */
const update = (sheetId: number, properties: Readonly<Record<string, unknown>>): Request => ({
  updateSheetProperties: {
    properties: { sheetId, ...properties },
    fields: Object.keys(properties).join(),
  },
});

/**
 * Makes what is missing, each worksheet where it belongs, and gives those that are there their names' own letter case.
 * @returns also the names in the order in which they stand then
 */
function make({ present, placement, targets }: Plan): {
  readonly requests: readonly Request[];
  readonly standing: readonly string[];
} {
  const order = placement.order.map(folded);
  const named = new Map(targets.map(({ tab, canvas }) => [tab, canvas.worksheet.name]));
  let standing: readonly string[] = present.structure.tabs.map((tab) => folded(named.get(tab) ?? tab.title));
  const requests = targets.flatMap(({ tab, canvas }): Request[] => {
    const { worksheet, sheetId, size } = canvas;
    const title = worksheet.name;
    if (tab) return tab.title === title ? [] : [update(sheetId, { title })];
    standing = inserted(standing, folded(title), order);
    const index = standing.indexOf(folded(title));
    const gridProperties = { rowCount: size.rows, columnCount: size.columns };
    return [{ addSheet: { properties: { sheetId, title, index, gridProperties } } }];
  });
  return { requests, standing };
}

export const makeWorksheets = (plan: Plan): readonly Request[] => make(plan).requests;

/** Brings our worksheets into their order; those of people keep theirs. */
export function orderWorksheets(plan: Plan): readonly Request[] {
  const { placement, targets } = plan;
  const numbers = new Map(
    targets.map(({ canvas: { worksheet, sheetId } }) => [folded(worksheet.name), sheetId]),
  );
  const names = [...make(plan).standing];
  return movesTo(names, placement.order.map(folded), (name) => numbers.has(name)).map(
    ({ name, position }) => {
      const from = names.indexOf(name);
      names.splice(from, 1);
      names.splice(position, 0, name);
      // The API counts as if the worksheet that moves was still in its place.
      return update(numbers.get(name)!, { index: position > from ? position + 1 : position });
    },
  );
}

/** Shows what is to be seen before it hides the rest: one worksheet at least has to be seen. */
export function showAndHide({ targets }: Plan): readonly Request[] {
  const inTurn = [
    ...targets.filter(({ canvas }) => isVisible(canvas.worksheet)),
    ...targets.filter(({ canvas }) => !isVisible(canvas.worksheet)),
  ];
  return inTurn.flatMap(({ tab, canvas: { worksheet, sheetId } }) => {
    const hidden = !isVisible(worksheet);
    return hidden === (tab?.isHidden ?? false) ? [] : [update(sheetId, { hidden })];
  });
}
