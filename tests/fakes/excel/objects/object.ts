/** What the objects of the API are: tables that say which properties and methods a type has, and what they do. */
import type { CellRange } from '../../../../core/index.js';
import { invalidArgument, Unsupported } from '../excel-error.js';
import type { EventHub } from '../events.js';
import { parseAddress, splitAddress } from '../../spreadsheet/ranges.js';
import { rangeOfName } from '../recalculation.js';
import {
  worksheetOf,
  type Chart,
  type ChartSeries,
  type ConditionalFormat,
  type DefinedName,
  type Json,
  type Table,
  type Workbook,
  type Worksheet,
} from '../workbook.js';

/** One rectangle. Kept ones move with their cells, so the range may be exchanged. */
export interface OneRange {
  readonly worksheet: Worksheet;
  range: CellRange;
}
export interface ManyRanges {
  readonly worksheet: Worksheet;
  ranges: readonly CellRange[];
}
/** A part of something that keeps its settings by path. */
export interface Part {
  readonly worksheet: Worksheet;
  readonly settings: Map<string, Json>;
  /** Empty, or with `/` at its end. */
  readonly path: string;
  /** Called before a setting changes. */
  readonly guard: () => void;
}

/** What stands behind an object of each type. */
export interface Selves {
  Workbook: Workbook;
  Application: Workbook;
  Runtime: Workbook;
  WorkbookProtection: Workbook;
  DocumentProperties: Workbook;
  Functions: Workbook;
  FunctionResult: { readonly value: Json };
  WorksheetCollection: Workbook;
  Worksheet: Worksheet;
  WorksheetProtection: Worksheet;
  WorksheetFreezePanes: Worksheet;
  AutoFilter: Worksheet;
  NamedItemCollection: Worksheet | null;
  NamedItem: { readonly owner: Worksheet | null; readonly item: DefinedName };
  Range: OneRange;
  RangeAreas: ManyRanges;
  RangeCollection: ManyRanges;
  RangeFormat: ManyRanges;
  RangeFill: ManyRanges;
  RangeFont: ManyRanges;
  FormatProtection: ManyRanges;
  RangeBorderCollection: ManyRanges;
  RangeBorder: ManyRanges & { readonly side: string };
  DataValidation: ManyRanges;
  ConditionalFormatCollection: ManyRanges;
  ConditionalFormat: { readonly worksheet: Worksheet; readonly item: ConditionalFormat };
  TableCollection: readonly Worksheet[];
  Table: { readonly worksheet: Worksheet; readonly item: Table };
  ChartCollection: Worksheet;
  Chart: { readonly worksheet: Worksheet; readonly item: Chart };
  ChartSeriesCollection: { readonly worksheet: Worksheet; readonly item: Chart };
  ChartSeries: { readonly worksheet: Worksheet; readonly chart: Chart; readonly item: ChartSeries };
  PageLayout: Worksheet;
  /** Something whose properties are settings by path; which there are stands with the type. */
  Settings: Part & { readonly kind: string };
  /** A service of the client library's own. */
  Service: null;
}
export type ObjectType = keyof Selves;

export interface Handle<T extends ObjectType = ObjectType> {
  readonly type: T;
  readonly self: Selves[T];
}
export const handle = <T extends ObjectType>(type: T, self: Selves[T]): Handle<T> => ({ type, self });

/** What a running request sees besides the object that it is about. */
export interface Program {
  readonly workbook: Workbook;
  readonly events: EventHub;
  /** The version of the requirement set ExcelApi that the program answers for. */
  readonly version: string;
  /** Objects that the client holds on to, by their ids. */
  readonly references: Map<string, Handle>;
  readonly referenceIds: Map<Handle, string>;
  /** Something changed that formulas may depend on. */
  markChanged(): void;
  /** Computes all formulas if anything changed. @param isAsked also if calculation is manual or suspended */
  calculate(isAsked?: boolean): void;
  /** Nothing is computed until the request is done. */
  suspendCalculation(): void;
  /** What an object is. */
  tableOf(of: Handle): ObjectTable<unknown>;
}

export type Argument = Json | Handle | undefined;

export interface Property<Self> {
  readonly get?: (self: Self, program: Program) => Json;
  readonly set?: (self: Self, value: Json, program: Program) => void;
}
export type Result = Handle | Json | undefined;
export type Method<Self> = (self: Self, input: Arguments, program: Program) => Result;

export interface ObjectTable<Self> {
  /** What an object is found by again, and under which key the client looks for it. */
  readonly id?: { readonly key: 'Id' | '_Id'; readonly of: (self: Self) => string };
  readonly properties?: Readonly<Record<string, Property<Self>>>;
  /** Objects that hang from this one; null: there is none. */
  readonly children?: Readonly<Record<string, (self: Self, program: Program) => Handle | null>>;
  readonly methods?: Readonly<Record<string, Method<Self>>>;
  /** Of collections: what is in them. */
  readonly items?: (self: Self, program: Program) => readonly Handle[];
}
export type ObjectTables = { readonly [T in ObjectType]: ObjectTable<Selves[T]> };

export const isHandle = (value: Argument): value is Handle =>
  typeof value === 'object' && value !== null && 'type' in value && 'self' in value;

/** The arguments of a call, each asked for as what it must be. @throws ExcelError InvalidArgument if it is something else */
export class Arguments {
  constructor(
    private readonly values: readonly Argument[],
    private readonly workbook: Workbook,
  ) {}

  at(index: number): Argument {
    return this.values[index];
  }

  isGiven(index: number): boolean {
    return this.values[index] !== undefined && this.values[index] !== null;
  }

  json(index: number): Json {
    const value = this.values[index];
    if (isHandle(value)) throw invalidArgument();
    return value ?? null;
  }

  text(index: number): string {
    const value = this.values[index];
    if (typeof value !== 'string') throw invalidArgument();
    return value;
  }

  textOr<T>(index: number, otherwise: T): string | T {
    return this.isGiven(index) ? this.text(index) : otherwise;
  }

  whole(index: number): number {
    const value = this.values[index];
    if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidArgument();
    return value;
  }

  flag(index: number): boolean {
    const value = this.values[index] ?? false;
    if (typeof value !== 'boolean') throw invalidArgument();
    return value;
  }

  object<T extends ObjectType>(index: number, type: T): Selves[T] {
    const value = this.values[index];
    if (!isHandle(value) || value.type !== type) throw invalidArgument();
    return (value as unknown as Handle<T>).self;
  }

  /** A range, given as an object or as an address. @param own the worksheet of an address without one */
  range(index: number, own: Worksheet): OneRange {
    const value = this.values[index];
    return typeof value === 'string'
      ? rangeOfAddress(this.workbook, value, own)
      : this.object(index, 'Range');
  }
}

/** The range of an address or a name. @throws ExcelError InvalidArgument if it is none */
export function rangeOfAddress(workbook: Workbook, address: string, own: Worksheet): OneRange {
  const { worksheet, rest } = splitAddress(address.trim());
  const target = worksheet === null ? own : worksheetOf(workbook, worksheet);
  const range = parseAddress(rest);
  if (range) return { worksheet: target, range };
  const named = worksheet === null ? rangeOfName(workbook, rest, own) : null;
  if (!named) throw invalidArgument(`The address ${address}`);
  return named;
}

/** A property that is kept as a setting. What has the standard value is not kept. */
export function settingProperty(
  name: string,
  standard: Json,
  check: (value: Json) => Json = sameTypeAs(standard, name),
): Property<Part> {
  return {
    get: ({ settings, path }) => settings.get(path + name) ?? standard,
    set: ({ settings, path, guard }, value) => {
      guard();
      const checked = check(value);
      if (JSON.stringify(checked) === JSON.stringify(standard)) settings.delete(path + name);
      else settings.set(path + name, checked);
    },
  };
}

/** Takes values of the standard's own type only; of any if there is no standard. */
export const sameTypeAs =
  (standard: Json, name: string) =>
  (value: Json): Json => {
    if (standard !== null && typeof value !== typeof standard) throw invalidArgument(`The value of ${name}`);
    return value;
  };

/** `#RRGGBB`, in capitals. @throws Unsupported for the names that Excel also takes */
export function checkColour(value: Json): string {
  if (typeof value !== 'string') throw invalidArgument('The colour');
  if (value === '') return '';
  if (/^#?[0-9a-f]{6}$/i.test(value)) return `#${value.replace('#', '').toUpperCase()}`;
  if (value.startsWith('#')) throw invalidArgument(`The colour ${value}`);
  throw new Unsupported(`the colour ${value}`);
}

/** Takes only the values of a list. */
export const oneOf =
  (...values: readonly Json[]) =>
  (value: Json): Json => {
    if (!values.includes(value)) throw invalidArgument(`The value ${JSON.stringify(value)}`);
    return value;
  };
