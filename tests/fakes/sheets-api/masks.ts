/** Field masks: `sheets(properties(sheetId,title),data/rowData)`, which say what of an answer is wanted, or what is written. */
import { invalidArgument, notEmulated } from './errors.js';
import type { Field, Shape } from './shapes/shape.js';

/** Null: the whole of it. */
export type Mask = null | { readonly [field: string]: Mask };

type Growing = Record<string, Mask>;

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  /** @throws what `refuse` gives, for a text that is no mask */
  read(refuse: () => Error): Mask {
    const mask = this.list(refuse);
    if (this.at < this.text.length) throw refuse();
    return mask;
  }

  private list(refuse: () => Error): Mask {
    let mask: Mask = {};
    do mask = joined(mask, this.path(refuse));
    while (this.take(','));
    return mask;
  }

  private path(refuse: () => Error): Mask {
    const name = /^\s*([A-Za-z0-9_]+|\*)\s*/.exec(this.text.slice(this.at));
    if (!name) throw refuse();
    this.at += name[0].length;
    let below: Mask = null;
    if (this.take('.') || this.take('/')) below = this.path(refuse);
    else if (this.take('(')) {
      below = this.list(refuse);
      if (!this.take(')')) throw refuse();
    }
    return name[1] === '*' ? null : { [name[1]!]: below };
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }
}

function joined(a: Mask, b: Mask): Mask {
  if (a === null || b === null) return null;
  const both: Growing = { ...a };
  for (const [name, below] of Object.entries(b))
    both[name] = name in both ? joined(both[name]!, below) : below;
  return both;
}

function shapeOf(field: Field): Shape | 'any' | null {
  switch (field.kind) {
    case 'message':
      return field.shape;
    case 'list':
    case 'read-only':
      return shapeOf(field.of);
    case 'map':
    case 'absent':
      return 'any';
    case 'text':
    case 'flag':
    case 'integer':
    case 'number':
    case 'mask':
    case 'word':
      return null;
  }
}

/** The first path of a mask that leads nowhere; null if there is none. @param visit each field on the way */
function strayPath(
  mask: Mask,
  shape: Shape | 'any' | null,
  path = '',
  visit: (field: Field, path: string) => void = () => undefined,
): string | null {
  if (mask === null || shape === 'any') return null;
  for (const [name, below] of Object.entries(mask)) {
    const at = path === '' ? name : `${path}.${name}`;
    const field = shape !== null && Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field) visit(field, at);
    const stray = field ? strayPath(below, shapeOf(field), at, visit) : at;
    if (stray !== null) return stray;
  }
  return null;
}

/** @throws ApiError as the API words it for the query parameter `fields` */
export function maskOfQuery(text: string, shape: Shape): Mask {
  const refuse = (path: string) =>
    invalidArgument('Request contains an invalid argument.', [
      {
        field: path,
        description: `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
      },
    ]);
  const mask = new Reader(text).read(() => refuse(text));
  const stray = strayPath(mask, shape);
  if (stray !== null) throw refuse(stray);
  return mask;
}

/**
 * The mask of a request that updates something.
 * @param shape of what is updated
 * @throws ApiError
 */
export function maskOfUpdate(text: string | null | undefined, shape: Shape): Mask {
  if (text == null || text === '')
    throw invalidArgument("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  const refuse = (path: string) => invalidArgument(`Invalid field: ${path}`);
  const mask = new Reader(text).read(() => refuse(text));
  const stray = strayPath(mask, shape, '', ({ kind }, path) => {
    if (kind === 'read-only') throw notEmulated(`writing ${path}`);
  });
  if (stray !== null) throw refuse(stray);
  return mask;
}

/** Whether a mask has anything of a field. */
export const selects = (mask: Mask, field: string): boolean => mask === null || field in mask;

/** What a mask says of a field that it selects. */
export const below = (mask: Mask, field: string): Mask => (mask === null ? null : (mask[field] ?? null));

const isMessage = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a mask leaves of a value. */
export function masked(value: unknown, mask: Mask): unknown {
  if (mask === null) return value;
  if (Array.isArray(value)) return value.map((one) => masked(one, mask));
  if (!isMessage(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      name in mask ? [[name, masked(one, mask[name]!)] as const] : [],
    ),
  );
}

const isNothing = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** A message of which only what a mask selects is worked out. Empty lists, and messages of which nothing is left, are not there. */
export function select(
  mask: Mask,
  fields: Readonly<Record<string, (mask: Mask) => unknown>>,
): Record<string, unknown> {
  const selected: Record<string, unknown> = {};
  for (const name in fields) {
    if (!selects(mask, name)) continue;
    const deeper = below(mask, name);
    const value = fields[name]!(deeper);
    const isEmpty = deeper !== null && isMessage(value) && Object.keys(value).length === 0;
    if (!isNothing(value) && !isEmpty) selected[name] = value;
  }
  return selected;
}

/** A message after what a mask lists was taken over from another; what the other lacks is gone. Undefined: nothing is left. */
export function updated(target: unknown, given: unknown, mask: Mask): unknown {
  if (mask === null) return given;
  const result: Record<string, unknown> = isMessage(target) ? { ...target } : {};
  for (const [name, deeper] of Object.entries(mask)) {
    const value = updated(result[name], isMessage(given) ? given[name] : undefined, deeper);
    if (value === undefined) Reflect.deleteProperty(result, name);
    else result[name] = value;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}
