/** One request of the client library: the actions in it, done one after the other until one fails. */
import { ExcelError, invalidArgument, itemNotFound, Unsupported } from './excel-error.js';
import { eventNumbers, type EventName } from './events.js';
import {
  Arguments,
  handle,
  isHandle,
  type Argument,
  type Handle,
  type Program,
  type Result,
} from './objects/object.js';
import { nextId, textOf, type Json, type Worksheet } from './workbook.js';

interface ArgumentInfo {
  readonly Arguments?: readonly Json[];
  /** Beside each argument: the path of the object that is meant instead, or 0. */
  readonly ReferencedObjectPathIds?: Json;
}

interface ObjectPath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: {
    readonly Select?: readonly string[];
    readonly Expand?: readonly string[];
    readonly Top?: number;
    readonly Skip?: number;
  };
}

/** What the client sends. Source: the client library's ClientRequest. */
export interface Request {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}

export interface Response {
  readonly Results: readonly { readonly ActionId: number; readonly Value: Json }[];
  /** Traces that were passed. */
  readonly TraceIds: readonly number[];
  readonly Error?: {
    readonly Code: string;
    readonly Message: string;
    readonly Location: string;
    readonly ActionIndex: number;
    readonly HttpStatusCode: number;
  };
}

const actionTypes = { instantiate: 1, query: 2, method: 3, set: 4, trace: 5 } as const;
const pathTypes = {
  root: 1,
  newObject: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nullObject: 7,
} as const;

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
/** Names on the wire begin with a capital; the library's own with `_`. */
const ownName = (name: string) => (name.startsWith('_') ? name : lowerFirst(name));

const removeReference = '_RemoveReference';

/** Whether a request does nothing but let go of objects: the client sends it by itself after each run. */
export const isCleanUp = ({ Actions }: Request) =>
  Actions.some(({ Name }) => Name === removeReference) &&
  Actions.every(({ ActionType, Name }) => ActionType === actionTypes.instantiate || Name === removeReference);

/** A request being done. */
class Batch {
  private readonly objects = new Map<number, Handle | null>();
  constructor(
    private readonly request: Request,
    private readonly program: Program,
  ) {}

  perform(action: Action): Json {
    const self = this.objectAt(action.ObjectPathId);
    switch (action.ActionType) {
      case actionTypes.instantiate:
        return self && this.identityOf(self);
      case actionTypes.query:
        this.program.calculate();
        return self && this.query(self, action.QueryInfo ?? {});
      case actionTypes.method:
        return self && this.valueOf(this.callAction(self, action));
      case actionTypes.set: {
        if (!self) throw itemNotFound();
        this.set(self, ownName(action.Name), action.ArgumentInfo?.Arguments?.[0] ?? null);
        return null;
      }
      default:
        throw new Unsupported(`actions of the type ${action.ActionType}`);
    }
  }

  /** The object of a path; null for one that is not there, and for what hangs from it. */
  private objectAt(id: number): Handle | null {
    const known = this.objects.get(id);
    if (known !== undefined) return known;
    const path = this.request.ObjectPaths[String(id)];
    if (!path) throw new Unsupported(`a path without a number ${id}`);
    const found = this.resolve(path);
    this.objects.set(id, found);
    return found;
  }

  private resolve(path: ObjectPath): Handle | null {
    switch (path.ObjectPathType) {
      case pathTypes.root:
        return handle('Workbook', this.program.workbook);
      case pathTypes.newObject:
        return handle('Service', null);
      case pathTypes.nullObject:
        return null;
      case pathTypes.reference: {
        const kept = this.program.references.get(path.Name);
        if (!kept)
          throw new ExcelError('InvalidReference', 'This reference is not valid for the current operation.');
        return kept;
      }
      default:
    }
    const parent = this.objectAt(path.ParentObjectPathId ?? 0);
    if (!parent) return null;
    switch (path.ObjectPathType) {
      case pathTypes.property:
        return this.childOf(parent, ownName(path.Name));
      case pathTypes.indexer:
        return this.objectOf(this.call(parent, 'getItem', path.ArgumentInfo));
      case pathTypes.method:
        return this.objectOf(this.call(parent, ownName(path.Name), path.ArgumentInfo));
      default:
        throw new Unsupported(`paths of the type ${path.ObjectPathType}`);
    }
  }

  private objectOf(result: Result): Handle | null {
    if (result === null || isHandle(result)) return result;
    throw new Unsupported('a method that gives a value where the client expects an object');
  }

  private childOf(parent: Handle, name: string): Handle | null {
    const child = this.program.tableOf(parent).children?.[name];
    if (!child) throw new Unsupported(`${nameOf(parent)}.${name}`);
    return child(parent.self, this.program);
  }

  private callAction(self: Handle, { Name, ArgumentInfo }: Action): Result {
    if (Name === '_KeepReference') {
      this.keep(self);
      return undefined;
    }
    if (Name === removeReference) {
      this.letGo(textOf(ArgumentInfo?.Arguments?.[0]));
      return undefined;
    }
    const event = /^_(Un)?[Rr]egister(?:Event)?(\w+?)(?:Event)?$/.exec(Name);
    if (event) {
      this.listen(self, event[2]!, event[1] === undefined);
      return undefined;
    }
    return this.call(self, ownName(Name), ArgumentInfo);
  }

  private listen(self: Handle, name: string, isOn: boolean): void {
    const isOfOne = self.type === 'Worksheet';
    if (!(name in eventNumbers) || !(isOfOne || self.type === 'WorksheetCollection'))
      throw new Unsupported(`the event ${nameOf(self)}.on${name}`);
    this.program.events.register(name as EventName, isOfOne ? (self.self as Worksheet) : null, isOn);
  }

  private keep(self: Handle): void {
    const { references, referenceIds, workbook } = this.program;
    if (referenceIds.has(self)) return;
    const id = `reference ${nextId(workbook)}`;
    references.set(id, self);
    referenceIds.set(self, id);
  }

  private letGo(id: string): void {
    const { references, referenceIds } = this.program;
    const kept = references.get(id);
    if (kept) referenceIds.delete(kept);
    references.delete(id);
  }

  private call(self: Handle, name: string, info: ArgumentInfo | undefined): Result {
    const { methods, items } = this.program.tableOf(self);
    const input = new Arguments(this.argumentsOf(info), this.program.workbook);
    const method = methods?.[name];
    if (method) return method(self.self, input, this.program);
    if (items && name === 'getCount') return items(self.self, this.program).length;
    if (items && name === 'getItemAt') {
      const found = items(self.self, this.program)[input.whole(0)];
      if (!found) throw invalidArgument('The index');
      return found;
    }
    throw new Unsupported(`${nameOf(self)}.${name}()`);
  }

  private argumentsOf({ Arguments: given = [], ReferencedObjectPathIds }: ArgumentInfo = {}): Argument[] {
    const paths = Array.isArray(ReferencedObjectPathIds) ? (ReferencedObjectPathIds as readonly Json[]) : [];
    return given.map((value, index) => {
      const path = paths[index];
      if (Array.isArray(path) && path.flat(9).some((id) => id !== 0))
        throw new Unsupported('objects within an argument');
      return typeof path === 'number' && path !== 0 ? this.objectAt(path) : value;
    });
  }

  private set(self: Handle, name: string, value: Json): void {
    const property = this.program.tableOf(self).properties?.[name];
    if (!property?.set) throw new Unsupported(`setting ${nameOf(self)}.${name}`);
    property.set(self.self, value, this.program);
  }

  /** What an object is found by again. */
  private identityOf(self: Handle): Record<string, Json> {
    const identity: Record<string, Json> = {};
    const reference = this.program.referenceIds.get(self);
    if (reference !== undefined) identity._ReferenceId = reference;
    const { id } = this.program.tableOf(self);
    if (id) identity[id.key] = id.of(self.self);
    return identity;
  }

  private valueOf(result: Result): Json {
    return isHandle(result) ? this.identityOf(result) : (result ?? null);
  }

  private query(
    self: Handle,
    { Select = [], Expand = [], Top, Skip = 0 }: NonNullable<Action['QueryInfo']>,
  ): Json {
    const paths = [...Select, ...Expand];
    const { items, properties = {} } = this.program.tableOf(self);
    if (!items) return this.select(self, paths);
    const names = (paths.length === 0 ? ['*'] : paths).map((path) => path.replace(/^items\//, ''));
    const own = names.filter((name) => name in properties);
    const found = items(self.self, this.program).slice(Skip, Top === undefined ? undefined : Skip + Top);
    const ofItems = names.filter((name) => !own.includes(name));
    return { ...this.select(self, own, false), _Items: found.map((item) => this.select(item, ofItems)) };
  }

  /**
   * The properties that a load asks for: `name`, `format/fill/color`, `*` for all of the object's own.
   * @param orAll whether asking for nothing is asking for all
   */
  private select(self: Handle, paths: readonly string[], orAll = true): Record<string, Json> {
    const { properties = {} } = this.program.tableOf(self);
    const selected = this.identityOf(self);
    const deeper = new Map<string, string[]>();
    for (const path of paths.length === 0 && orAll ? ['*'] : paths) {
      const [head = '', ...rest] = path.split('/');
      if (head === '*') {
        for (const [name, { get }] of Object.entries(properties))
          if (get) selected[upperFirst(name)] = get(self.self, this.program);
        continue;
      }
      const get = properties[head]?.get;
      if (get) selected[upperFirst(head)] = get(self.self, this.program);
      else deeper.set(head, [...(deeper.get(head) ?? []), rest.join('/') || '*']);
    }
    for (const [name, below] of deeper) {
      const child = this.childOf(self, name);
      selected[upperFirst(name)] = child && this.query(child, { Select: below });
    }
    return selected;
  }
}

const nameOf = (of: Handle) => (of.type === 'Settings' ? (of as Handle<'Settings'>).self.kind : of.type);

/**
 * Does the actions of a request in their order. What was done before one fails stays done.
 * @param until as many actions are done and then one fails, with this error; absent: all
 */
export function perform(
  request: Request,
  program: Program,
  until?: { readonly count: number; readonly error: ExcelError },
): Response {
  const batch = new Batch(request, program);
  const results: Response['Results'][number][] = [];
  const traces: number[] = [];
  for (const [index, action] of request.Actions.entries()) {
    try {
      if (until?.count === index) throw until.error;
      if (action.ActionType === actionTypes.trace) traces.push(action.Id);
      const value = action.ActionType === actionTypes.trace ? null : batch.perform(action);
      results.push({ ActionId: action.Id, Value: value });
    } catch (error) {
      if (!(error instanceof ExcelError)) throw error;
      return { Results: results, TraceIds: traces, Error: errorOf(error, index) };
    }
  }
  return { Results: results, TraceIds: traces };
}

export const errorOf = (error: ExcelError, index: number): NonNullable<Response['Error']> => ({
  Code: error.code,
  Message: error.message,
  Location: '',
  ActionIndex: index,
  HttpStatusCode: error.status,
});
