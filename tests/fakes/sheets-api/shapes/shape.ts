/** The API's messages as data: which fields each has, and of what type. By this bodies and field masks are checked. */

/**
 * A field of a message. `read-only`: it stands in answers; whoever sends it is told that it is not emulated there. `absent`: the API has it and these spreadsheets never hold anything of it. It may be asked for, and is not
 * there; whoever sends it is told that it is not emulated.
 */
export type Field =
  | { readonly kind: 'text' | 'flag' | 'integer' | 'number' | 'mask' | 'absent' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'message'; readonly shape: Shape }
  | { readonly kind: 'list' | 'map' | 'read-only'; readonly of: Field };

export type Shape = Readonly<Record<string, Field>>;

/** All fields that a message of the real client's types has: one that is missing here, or is none, does not compile. */
export type ShapeOf<T> = { readonly [K in keyof Required<T>]: Field };

export const text: Field = { kind: 'text' };
export const flag: Field = { kind: 'flag' };
export const integer: Field = { kind: 'integer' };
export const number: Field = { kind: 'number' };
export const mask: Field = { kind: 'mask' };
export const absent: Field = { kind: 'absent' };
export const word = (...words: readonly string[]): Field => ({ kind: 'word', words });
export const message = (shape: Shape): Field => ({ kind: 'message', shape });
export const list = (of: Field): Field => ({ kind: 'list', of });
export const map = (of: Field): Field => ({ kind: 'map', of });
/** What Google calls deprecated, and answers still. */
export const readOnly = (of: Field): Field => ({ kind: 'read-only', of });
