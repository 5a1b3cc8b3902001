/** Cuts a formula into its tokens. What is not known here is thrown on, never passed over. */
import { parseReference, type Reference } from './references.js';
import { errorCodes, type ErrorCode } from './values.js';

export type Token = { readonly text: string } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'error'; readonly error: ErrorCode }
  | { readonly kind: 'reference'; readonly reference: Reference }
  /** A name of the workbook, or TRUE and FALSE. */
  | { readonly kind: 'name' }
  /** A function, without its bracket. */
  | { readonly kind: 'function' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'space' }
);

const space = /\s+/y;
const text = /"((?:[^"]|"")*)"/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y;
const prefix = String.raw`(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?`;
const error = new RegExp(`${prefix}(${errorCodes.join('|').replaceAll('?', String.raw`\?`)})`, 'iyu');
const cell = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const columns = String.raw`\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}`;
const rows = String.raw`\$?\d{1,7}:\$?\d{1,7}`;
const reference = new RegExp(
  String.raw`${prefix}(?:${cell}(?::${cell})?|${columns}|${rows})(?![\p{L}\p{N}_.(!:])`,
  'yu',
);
const word = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy;
const sign = /<=|>=|<>|[-+*/&=<>%(),]/y;

/** @param formula with or without the leading `=` */
export function tokensOf(formula: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = formula.startsWith('=') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(formula);
  };
  const next = (): Token => {
    let match = take(space);
    if (match) return { kind: 'space', text: match[0] };
    match = take(text);
    if (match) return { kind: 'text', text: match[0], value: match[1]!.replaceAll('""', '"') };
    match = take(reference);
    const found = match && parseReference(match[0]);
    if (match && found) return { kind: 'reference', text: match[0], reference: found };
    match = take(number);
    if (match) return { kind: 'number', text: match[0], value: Number(match[0]) };
    match = take(error);
    if (match) return { kind: 'error', text: match[0], error: match[1]!.toUpperCase() as ErrorCode };
    match = take(word);
    if (match) return { kind: formula[at + match[0].length] === '(' ? 'function' : 'name', text: match[0] };
    match = take(sign);
    if (match) return { kind: 'sign', text: match[0] };
    throw new Error(`“${formula.slice(at, at + 20)}” is not known here, in the formula ${formula}`);
  };
  while (at < formula.length) {
    const token = next();
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}
