/** Cells that share what they are to be like: looked at rectangle by rectangle, and cell by cell where one is not alike. */
import { notOurs, rangeAddress, type CellRange } from '../../../core/index.js';
import { joinCells, rangeIn } from '../areas.js';
import { brought } from '../requirements.js';
import type { Steps } from '../steps.js';
import { cellRange, cellsOf, groupBy, joined, joinedAddresses } from './cell-set.js';
import type { Patient } from './mending.js';
import type { FormatValue, Property } from './property.js';

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

/**
 * Finds the cells of layers that are not as they are to be: all of a rectangle below ExcelApi 1.9, which does not tell of
 * single cells. Two syncs.
 */
export function* findDamage(
  { sheet, isSupported }: Patient,
  layers: readonly Layer[],
): Steps<readonly Damage[]> {
  const asked = layers.flatMap((layer) =>
    joinCells(layer.cells).map((cells) => {
      const range = rangeIn(sheet, rangeAddress(cells));
      return { layer, cells, found: layer.property.ask(range, cells) };
    }),
  );
  yield;
  const suspect = asked.filter(({ layer: { property, value }, found }) => !property.isSame(found(), value));
  const told = suspect.map(({ layer, cells }) =>
    isSupported(brought.cellProperties)
      ? rangeIn(sheet, rangeAddress(cells)).getCellProperties({ format: layer.property.options })
      : null,
  );
  yield;
  const damaged = suspect.flatMap(({ layer, cells }, index) => {
    const { property, value } = layer;
    return [...cellsOf(cells)].flatMap((cell) => {
      const format = told[index]?.value[cell.top - cells.top]?.[cell.left - cells.left]?.format;
      return format && property.isSame(property.ofCell(format), value) ? [] : [{ layer, cell }];
    });
  });
  return [...groupBy(damaged, ({ layer }) => layer)].map(([layer, all]) => ({
    layer,
    cells: all.map(({ cell }) => cell),
  }));
}

/** Queues what damaged cells are to be like. */
export function mendDamage({ sheet }: Patient, damage: readonly Damage[]): void {
  for (const { layer, cells } of damage) {
    for (const range of joined(cells))
      layer.property.set(rangeIn(sheet, rangeAddress(range)), layer.value, range);
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
