/** Cells that share what they are to be like: looked at many at a time, and cell by cell where not all are alike. */
import {
  cellCount,
  cellsOf,
  notOurs,
  rangeAddress,
  rangeOf,
  type CellRange,
  boundsOf,
  cellRange,
  groupBy,
  joinedRanges,
  joinedAddresses,
} from '../../../core/index.js';
import { areaAddresses, areaAt, rangeIn } from '../areas.js';
import { brought } from '../requirements.js';
import type { Steps } from '../steps.js';
import type { Patient } from './mending.js';
import { shapeOf, type FormatValue, type Property, type Shape } from './property.js';

/** Cells in which a property is to have one value. */
export interface Layer {
  readonly property: Property;
  readonly value: FormatValue;
  readonly cells: readonly CellRange[];
}

/** Cells of a layer that are not as they are to be. */
export interface Damage {
  readonly layer: Layer;
  readonly cells: readonly CellRange[];
}

/** Values of single cells that are asked for at most: some 40 bytes each. */
const mostValues = 30_000;

/** The cells in as few addresses as can be asked for or set in one go. */
function partsOf(
  cells: readonly CellRange[],
  { isSupported }: Patient,
): readonly { readonly address: string; readonly shape: Shape }[] {
  const byShape = groupBy(joinedRanges(cells), (range) => JSON.stringify(shapeOf(range)));
  return [...byShape.values()].flatMap((ranges) =>
    areaAddresses(
      ranges.map((range) => rangeAddress(range)),
      isSupported,
    ).map((address) => ({ address, shape: shapeOf(ranges[0]!) })),
  );
}

/** Options of several properties in one. */
function mergedOptions(properties: Iterable<Property>): Excel.CellPropertiesFormatLoadOptions {
  const merged: Record<string, unknown> = {};
  for (const { options } of properties) {
    for (const [name, wanted] of Object.entries(options) as [string, object | true][]) {
      merged[name] = wanted === true ? true : { ...(merged[name] as object | undefined), ...wanted };
    }
  }
  return merged;
}

/** Cells among which some differ. */
interface Suspect {
  readonly layer: Layer;
  readonly cells: readonly CellRange[];
}

/** What of suspects differs by what Excel says of the single cells of a block. */
function differingIn(
  suspects: readonly Suspect[],
  block: CellRange,
  told: readonly (readonly Excel.CellProperties[])[],
): readonly Damage[] {
  return suspects.map(({ layer, cells }) => ({
    layer,
    cells: cells.filter(({ top, left }) => {
      const format = told[top - block.top]?.[left - block.left]?.format ?? {};
      return !layer.property.isSame(layer.property.ofCell(format), layer.value);
    }),
  }));
}

/** Rows that are looked at together where asking for every cell would be too much. */
const stripHeight = 8;

/** Suspects by strips of rows. */
function stripsOf(suspects: readonly Suspect[]): ReadonlyMap<number, readonly Suspect[]> {
  const strips = new Map<number, Suspect[]>();
  for (const { layer, cells } of suspects) {
    for (const [strip, own] of groupBy(cells, ({ top }) => Math.floor((top - 1) / stripHeight))) {
      strips.set(strip, [...(strips.get(strip) ?? []), { layer, cells: own }]);
    }
  }
  return strips;
}

/** What is to be asked for of each cell, block by block. */
interface Question {
  readonly suspects: readonly Suspect[];
  readonly block: CellRange;
  readonly properties: ReadonlySet<Property>;
}

function questionsAbout(suspects: readonly Suspect[]): readonly Question[] {
  return [...stripsOf(suspects).values()].map((strip) => ({
    suspects: strip,
    block: boundsOf(strip.flatMap(({ cells }) => cells)),
    properties: new Set(strip.map(({ layer }) => layer.property)),
  }));
}

const isTooMuch = (questions: readonly Question[]) =>
  questions.reduce((sum, { block, properties }) => sum + cellCount(block) * properties.size, 0) > mostValues;

/** Asks for each cell of suspects; the returned function tells, after the next sync, what differs. */
function askForCells({ sheet, isSupported }: Patient, suspects: readonly Suspect[]): () => readonly Damage[] {
  const questions = questionsAbout(suspects);
  // Where so much is destroyed, or Excel does not tell, whatever may differ counts as different.
  if (!isSupported(brought.cellProperties) || isTooMuch(questions)) return () => suspects;
  const asked = questions.map((question) => ({
    ...question,
    told: rangeIn(sheet, rangeAddress(question.block)).getCellProperties({
      format: mergedOptions(question.properties),
    }),
  }));
  return () => asked.flatMap(({ suspects: own, block, told }) => differingIn(own, block, told.value));
}

/** Looks at what the cells of each have in common. One sync. @returns those of which some cells differ */
function* findSuspects(patient: Patient, groups: readonly Suspect[]): Steps<readonly Suspect[]> {
  const { sheet, isSupported } = patient;
  const asked = groups.flatMap(({ layer, cells }) =>
    partsOf(cells, patient).map(({ address, shape }) => ({
      layer,
      address,
      found: layer.property.ask(areaAt(sheet, address, isSupported), shape),
    })),
  );
  yield;
  return asked
    .filter(({ layer: { property, value }, found }) => !property.isSame(found(), value))
    .map(({ layer, address }) => ({
      layer,
      cells: address.split(',').flatMap((text) => [...cellsOf(rangeOf(text))]),
    }));
}

/** Finds the cells of layers that are not as they are to be. Two syncs, three where there are many cells to look at. */
export function* findDamage(patient: Patient, layers: readonly Layer[]): Steps<readonly Damage[]> {
  let suspects = yield* findSuspects(
    patient,
    layers.map((layer) => ({ layer, cells: layer.cells })),
  );
  if (suspects.length === 0) return [];
  if (patient.isSupported(brought.rangeAreas) && isTooMuch(questionsAbout(suspects))) {
    suspects = yield* findSuspects(patient, [...stripsOf(suspects).values()].flat());
  }
  const differing = askForCells(patient, suspects);
  yield;
  // Put together again, so that what was looked at in pieces is mended in as few.
  return [...groupBy(differing(), ({ layer }) => layer)]
    .map(([layer, pieces]) => ({ layer, cells: pieces.flatMap(({ cells }) => cells) }))
    .filter(({ cells }) => cells.length > 0);
}

/** Queues what damaged cells are to be like. */
export function mendDamage(patient: Patient, damage: readonly Damage[]): void {
  for (const { layer, cells } of damage) {
    for (const { address, shape } of partsOf(cells, patient)) {
      layer.property.set(areaAt(patient.sheet, address, patient.isSupported), layer.value, shape);
    }
  }
}

export const damagedCells = (damage: readonly Damage[]): readonly string[] =>
  joinedAddresses(damage.flatMap(({ cells }) => cells));

/** The layers of a property over all cells of a worksheet that are ours. */
export function layersOver(
  { wanted }: Patient,
  property: Property,
  valueOf: (style: string, cell: CellRange) => FormatValue,
): readonly Layer[] {
  const cells = wanted.rows.flatMap(({ cells: row }, index) =>
    row.map(({ style }, column) => ({ style, cell: cellRange(index + 1, column + 1) })),
  );
  const ours = cells.filter(({ style }) => style !== notOurs);
  return [...groupBy(ours, ({ style, cell }) => valueOf(style, cell))].map(([value, group]) => ({
    property,
    value,
    cells: group.map(({ cell }) => cell),
  }));
}
