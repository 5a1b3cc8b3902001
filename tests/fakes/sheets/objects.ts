/** What stands behind the objects that scripts hold, and how their members are written: as tables, a file for each matter. */
import type { CellRange } from '../../../core/index.js';
import type { Execution } from './execution.js';
import type { Program } from './program.js';

/**
 * What each kind of object knows of itself, by the name of its interface in Apps Script's types. A file that brings a new kind
 * adds it here by `declare module './objects.js'`.
 */
export interface Selves {
  SpreadsheetApp: object;
  Spreadsheet: object;
  Sheet: { readonly sheetId: number };
  Range: {
    readonly sheetId: number;
    readonly range: CellRange;
    /** Asked for as whole rows or columns, `A:C`: the service tells them apart from ranges that reach as far. */
    readonly isWhole?: boolean;
  };
  RangeList: { readonly sheetId: number; readonly ranges: readonly CellRange[] };
  NamedRange: { name: string; scope: number | null };
  Selection: object;
}
export type Kind = keyof Selves;
export type Self<K extends Kind> = Selves[K];

/** An object on its way to the script, which gets it guarded. Make it by `give`. */
export class Handle<K extends Kind = Kind> {
  constructor(
    readonly kind: K,
    readonly self: Self<K>,
  ) {}
}

/** A value of an enumeration on its way to the script. */
export class Constant {
  constructor(
    readonly enumeration: string,
    readonly name: string,
  ) {}
}

export const give = <K extends Kind>(kind: K, self: Self<K>) => new Handle(kind, self);
export const constant = (enumeration: string, name: string) => new Constant(enumeration, name);

/** What a member is called with before its own parameters. */
export interface On<K extends Kind> {
  readonly program: Program;
  readonly execution: Execution;
  readonly self: Self<K>;
  /** The object itself, as members that can be chained return it. */
  readonly me: Handle<K>;
}

/**
 * A method. Its parameters have been checked against the types: objects of the services come as what they know of themselves
 * (`Self`), values of enumerations as their names. What it returns is handed over as it is, but for handles and constants, also
 * in arrays and in plain objects.
 */
export type Method<K extends Kind> = (on: On<K>, ...parameters: never[]) => unknown;

export type Methods<K extends Kind> = Readonly<Record<string, Method<K>>>;
/** Members of some kinds of objects. */
export type Part = { readonly [K in Kind]?: Methods<K> };

/** Puts parts together. @throws Error if two have the same member */
export function joined(parts: readonly Part[]): ReadonlyMap<string, ReadonlyMap<string, Method<Kind>>> {
  const all = new Map<string, Map<string, Method<Kind>>>();
  for (const part of parts) {
    for (const [kind, methods] of Object.entries(part)) {
      const found = all.get(kind) ?? new Map<string, Method<Kind>>();
      all.set(kind, found);
      for (const [name, method] of Object.entries(methods as Methods<Kind>)) {
        if (found.has(name)) throw new Error(`${kind}.${name} is written twice`);
        found.set(name, method);
      }
    }
  }
  return all;
}
