/** Properties of many cells, rows or columns in one call: read by a tree of names, and written by one. */
import { invalidArgument, Unsupported } from '../excel-error.js';
import { isObject } from '../validations.js';
import type { Json, JsonObject } from '../workbook.js';
import { handle, type Handle, type OneRange, type Program } from './object.js';

/** Names that mean the same. Source: Excel.CellBorderCollection. */
const sides: Readonly<Record<string, string>> = {
  bottom: 'EdgeBottom',
  left: 'EdgeLeft',
  right: 'EdgeRight',
  top: 'EdgeTop',
};

/** What hangs from an object under a name of the tree. */
function childOf(of: Handle, name: string, program: Program): Handle {
  if (of.type === 'RangeBorderCollection') {
    const side = sides[name];
    if (side === undefined) throw new Unsupported(`the border ${name}`);
    return handle('RangeBorder', { ...(of as Handle<'RangeBorderCollection'>).self, side });
  }
  const child = program.tableOf(of).children?.[name]?.(of.self, program);
  if (!child) throw new Unsupported(`${of.type}.${name} among the properties of cells`);
  return child;
}

function load(of: Handle, options: JsonObject, program: Program): JsonObject {
  // Of borders, all sides are asked for at once. Source: Excel.CellPropertiesBorderLoadOptions.
  if (of.type === 'RangeBorderCollection') {
    return Object.fromEntries(
      Object.keys(sides).map((side) => [side, load(childOf(of, side, program), options, program)]),
    );
  }
  const asked = Object.entries(options).filter(([, wanted]) => wanted !== false);
  return Object.fromEntries(
    asked.map(([name, wanted]): [string, Json] => {
      if (isObject(wanted)) return [name, load(childOf(of, name, program), wanted, program)];
      const get = program.tableOf(of).properties?.[name]?.get;
      // All of what protects a cell is asked for at once. Source: Excel.CellPropertiesFormatLoadOptions.
      if (name === 'protection' && wanted === true)
        return [name, load(childOf(of, name, program), { formulaHidden: true, locked: true }, program)];
      if (!get || wanted !== true) throw new Unsupported(`${of.type}.${name} among the properties of cells`);
      return [name, get(of.self, program)];
    }),
  );
}

/** @param options a tree with `true` at each property that is wanted */
export function loadProperties(program: Program, range: OneRange, options: Json): JsonObject {
  if (!isObject(options)) throw invalidArgument('The properties to load');
  return load(handle('Range', range), options, program);
}

function store(of: Handle, values: JsonObject, program: Program): void {
  for (const [name, value] of Object.entries(values)) {
    const set = program.tableOf(of).properties?.[name]?.set;
    if (set) set(of.self, value, program);
    else if (isObject(value)) store(childOf(of, name, program), value, program);
    else throw new Unsupported(`${of.type}.${name} among the properties of cells`);
  }
}

export function storeProperties(program: Program, range: OneRange, values: Json): void {
  if (!isObject(values)) throw invalidArgument('The properties to set');
  store(handle('Range', range), values, program);
}
