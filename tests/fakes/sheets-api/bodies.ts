/** Bodies of requests, checked field by field against what the API's messages look like. */
import { invalidArgument, notEmulated } from './errors.js';
import type { Field, Shape } from './shapes/shape.js';

/** As errors of the API name fields: `repeat_cell`. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function refuseUnknown(name: string, path: string): Error {
  const where = path === '' ? '' : ` at '${path}'`;
  const description = `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.`;
  return invalidArgument(description, [{ field: path, description }]);
}

function refuseValue(value: unknown, path: string, type: string): Error {
  const description = `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}`;
  return invalidArgument(description, [{ field: path, description }]);
}

const isInteger = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

const plain = {
  text: ['TYPE_STRING', (value: unknown) => typeof value === 'string'],
  mask: ['type.googleapis.com/google.protobuf.FieldMask', (value: unknown) => typeof value === 'string'],
  flag: ['TYPE_BOOL', (value: unknown) => typeof value === 'boolean'],
  integer: ['TYPE_INT32', isInteger],
  number: ['TYPE_DOUBLE', (value: unknown) => typeof value === 'number'],
} as const;

function checkField(field: Field, value: unknown, path: string): void {
  switch (field.kind) {
    case 'absent':
    case 'read-only':
      throw notEmulated(`writing ${path}`);
    case 'text':
    case 'mask':
    case 'flag':
    case 'integer':
    case 'number': {
      const [type, fits] = plain[field.kind];
      if (!fits(value)) throw refuseValue(value, path, type);
      return;
    }
    case 'word':
      if (!field.words.includes(value as string)) throw refuseValue(value, path, 'TYPE_ENUM');
      return;
    case 'message':
      checkMessage(field.shape, value, path);
      return;
    case 'list':
      if (!Array.isArray(value)) throw refuseValue(value, path, 'TYPE_LIST');
      for (const [index, one] of value.entries()) checkField(field.of, one, `${path}[${index}]`);
      return;
    case 'map':
      if (typeof value !== 'object' || value === null) throw refuseValue(value, path, 'TYPE_MESSAGE');
      for (const [key, one] of Object.entries(value)) checkField(field.of, one, `${path}[${key}]`);
  }
}

/**
 * Checks that a message has no fields but those of its kind, each with a value of its type.
 * @param path where it stands in the body; empty: it is the body
 * @throws ApiError 400 as the API words it, 501 for what the API knows and the fake does not
 */
export function checkMessage(shape: Shape, value: unknown, path = ''): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuseValue(value, path, 'TYPE_MESSAGE');
  for (const [name, one] of Object.entries(value)) {
    const field = Object.hasOwn(shape, name) ? shape[name]! : null;
    if (!field) throw refuseUnknown(name, path);
    checkField(field, one, path === '' ? snake(name) : `${path}.${snake(name)}`);
  }
}

/** A body as JSON; what is null in it is as good as not there. @throws ApiError */
export function parseBody(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text, (_key, value: unknown) => value ?? undefined);
  } catch {
    throw invalidArgument('Invalid JSON payload received. Unexpected token.');
  }
}
