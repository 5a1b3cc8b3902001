/** What scripts hold: every object guarded, so that it has what Apps Script's types say, no more, and takes nothing else. */
import { checkContext } from './contexts.js';
import { notEmulated, ServiceError, Unsupported, wrongParameters } from './errors.js';
import type { Execution, Realm } from './execution.js';
import { isKindOf, read, valuesOf, type Member, type Overload, type Shape } from './members.js';
import { Constant, Handle, type Kind, type Method } from './objects.js';
import type { Program } from './program.js';

/** A value of an enumeration, as scripts see it. */
class EnumerationValue {
  constructor(
    private readonly enumeration: string,
    private readonly key: string,
    private readonly place: number,
  ) {
    Object.freeze(this);
  }
  static enumerationOf(value: unknown): string | null {
    return value instanceof EnumerationValue ? value.enumeration : null;
  }
  name(): string {
    return this.key;
  }
  ordinal(): number {
    return this.place;
  }
  toString(): string {
    return this.key;
  }
  toJSON(): string {
    return this.key;
  }
}

const enumerations = new Map<string, Readonly<Record<string, EnumerationValue>>>();

function enumerationOf(name: string): Readonly<Record<string, EnumerationValue>> {
  let found = enumerations.get(name);
  if (!found) {
    found = Object.freeze(
      Object.fromEntries(valuesOf(name).map((key, place) => [key, new EnumerationValue(name, key, place)])),
    );
    enumerations.set(name, found);
  }
  return found;
}

/** What guarded objects stand for. */
const handles = new WeakMap<object, Handle>();

const isHandle = (value: unknown): value is Handle => value instanceof Handle;
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !handles.has(value) &&
  Object.prototype.toString.call(value) === '[object Object]' &&
  EnumerationValue.enumerationOf(value) === null;

/** Whether a value is what a parameter takes. Numbers that are not whole pass for no integer: stricter than the service, which cuts them. */
function fits(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'any':
      return value !== undefined;
    case 'primitive':
      if (shape.type === 'null') return value === null;
      if (shape.type === 'integer') return Number.isInteger(value);
      return typeof value === shape.type && !Number.isNaN(value);
    case 'literal':
      return value === shape.value;
    case 'array':
      return Array.isArray(value) && value.every((one) => fits(one, shape.of));
    case 'union':
      return shape.of.some((one) => fits(value, one));
    case 'options':
      return (
        isPlain(value) &&
        Object.entries(value).every(([key, one]) => {
          const property = shape.properties.get(key);
          return property !== undefined && (one === undefined || fits(one, property));
        })
      );
    case 'record':
      return isPlain(value) && Object.values(value).every((one) => fits(one, shape.of));
    case 'date':
      return isDate(value);
    case 'enumeration':
      return EnumerationValue.enumerationOf(value) === shape.name;
    case 'object': {
      const handle = typeof value === 'object' && value !== null ? handles.get(value) : undefined;
      return handle !== undefined && isKindOf(handle.kind, shape.name);
    }
  }
}

const takes = ({ parameters, required }: Overload, given: readonly unknown[]) =>
  given.length >= required &&
  given.length <= parameters.length &&
  given.every((value, index) => fits(value, parameters[index]!));

/** The type of a value as the service's messages call it. */
function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'null';
  if (typeof value === 'string') return 'String';
  if (typeof value !== 'object') return typeof value;
  const handle = handles.get(value);
  if (handle) return `SpreadsheetApp.${handle.kind}`;
  if (Array.isArray(value)) return value.length === 0 ? 'Array' : `${typeName(value[0])}[]`;
  const enumeration = EnumerationValue.enumerationOf(value);
  if (enumeration !== null) return `SpreadsheetApp.${enumeration}`;
  return isDate(value) ? 'Date' : '(class)';
}

/** What a member is given: objects as what they know of themselves, values of enumerations as their names. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isDate(value)) return value;
  const handle = handles.get(value);
  if (handle) return handle.self;
  if (EnumerationValue.enumerationOf(value) !== null) return (value as EnumerationValue).name();
  if (Array.isArray(value)) return Array.from(value, unwrapped);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unwrapped(one)]));
}

/** Guards what one run of a script gets. */
export class Guard {
  /** Each handle has one guarded object, so that what is chained stays the same. */
  private readonly guarded = new WeakMap<Handle, object>();
  private readonly realm: Realm;
  constructor(
    private readonly program: Program,
    private readonly execution: Execution,
    private readonly methods: ReadonlyMap<string, ReadonlyMap<string, Method<Kind>>>,
  ) {
    this.realm = execution.realm;
  }

  /** What a member returned, as the script sees it: of its own realm. */
  handOver(value: unknown): unknown {
    if (isHandle(value)) return this.guard(value);
    if (value instanceof Constant) return enumerationOf(value.enumeration)[value.name];
    if (Array.isArray(value)) return this.realm.Array.from(value, (one: unknown) => this.handOver(one));
    if (isDate(value)) return new this.realm.Date(value.getTime());
    if (!isPlain(value)) return value;
    const entries = Object.entries(value).map(([key, one]) => [key, this.handOver(one)] as const);
    return this.realm.Object.fromEntries(entries);
  }

  /** @throws Unsupported for a handle of a kind that nothing was written for */
  guard(handle: Handle): object {
    const known = this.guarded.get(handle);
    if (known) return known;
    const members = read(handle.kind);
    const methods = this.methods.get(handle.kind);
    if (!methods) return this.fail(new Unsupported(`nothing of ${handle.kind} is emulated`));
    const functions = new Map<string, unknown>();
    const guarded = new Proxy(Object.create(null) as object, {
      get: (_target, name) => {
        if (typeof name === 'symbol') return undefined;
        if (name === 'toString') return () => handle.kind;
        const member = members.get(name);
        if (!member) return undefined;
        if (!functions.has(name)) functions.set(name, this.member(handle, name, member, methods.get(name)));
        return functions.get(name);
      },
      has: (_target, name) => typeof name === 'string' && members.has(name),
      // Assigning to a service's object does nothing good on Apps Script; here it is a mistake of the script.
      set: (_target, name) =>
        this.fail(new Unsupported(`${handle.kind}.${String(name)} cannot be assigned to`)),
      ownKeys: () => [],
    });
    handles.set(guarded, handle);
    this.guarded.set(handle, guarded);
    return guarded;
  }

  private member(handle: Handle, name: string, member: Member, method: Method<Kind> | undefined): unknown {
    if (member.kind === 'property') {
      if (member.enumeration !== null) return enumerationOf(member.enumeration);
      return this.fail(notEmulated(`${handle.kind}.${name}`));
    }
    if (!method) return () => this.fail(notEmulated(`${handle.kind}.${name}`));
    return (...given: unknown[]) => this.call(handle, name, member.overloads, method, given);
  }

  /** For what is wrong with the fake or with the script, not with the spreadsheet. */
  private fail(fault: unknown): never {
    this.program.faults.push(fault);
    throw fault;
  }

  private call(
    handle: Handle,
    name: string,
    overloads: readonly Overload[],
    method: Method<Kind>,
    given: readonly unknown[],
  ): unknown {
    if (this.execution.isOver) this.fail(new Unsupported(`${handle.kind}.${name} after its run was over`));
    try {
      this.program.count(`${handle.kind}.${name}`);
      checkContext(this.execution, handle.kind, name);
      if (!overloads.some((overload) => takes(overload, given))) {
        const path = handle.kind === 'SpreadsheetApp' ? handle.kind : `SpreadsheetApp.${handle.kind}`;
        throw wrongParameters(given.map(typeName), `${path}.${name}`);
      }
      const { program, execution } = this;
      const on = { program, execution, self: handle.self, me: handle };
      return this.handOver(method(on, ...(given.map(unwrapped) as never[])));
    } catch (error) {
      if (!(error instanceof ServiceError)) return this.fail(error);
      // Of the script's own realm, as what the service throws is.
      const thrown = new this.realm.Error(error.message);
      thrown.name = error.name;
      throw thrown;
    }
  }
}

/** What a guarded object stands for; for tests. @throws Error for anything else */
export function handleOf(guarded: unknown): Handle {
  const handle = typeof guarded === 'object' && guarded !== null ? handles.get(guarded) : undefined;
  if (!handle) throw new Error('This is no object of a service');
  return handle;
}
