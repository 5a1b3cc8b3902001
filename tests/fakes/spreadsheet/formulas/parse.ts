/** Makes a tree of a formula, each formula once. */
import type { Reference } from './references.js';
import { tokensOf, type Token } from './tokens.js';
import { errorOf, type Value } from './values.js';

export type Operator = '+' | '-' | '*' | '/' | '&' | '=' | '<>' | '<' | '>' | '<=' | '>=';

export type Node =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Node[] }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | '%'; readonly of: Node };

/** Operators that bind alike, the loosest first; each from left to right. Source: Excel's order of calculation. */
const levels: readonly (readonly Operator[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
];

function treeOf(formula: string): Node {
  const tokens = tokensOf(formula).filter(({ kind }) => kind !== 'space');
  let at = 0;
  const fail = (): never => {
    const found = tokens[at]?.text ?? 'its end';
    throw new Error(`${found} does not stand to reason in the formula ${formula}`);
  };
  const isSign = (text: string, token: Token | undefined = tokens[at]) =>
    token?.kind === 'sign' && token.text === text;
  const expect = (text: string) => {
    if (!isSign(text)) fail();
    at += 1;
  };

  const inputs = (): Node[] => {
    expect('(');
    const nodes: Node[] = [];
    if (!isSign(')')) {
      nodes.push(binary(0));
      while (isSign(',')) {
        at += 1;
        nodes.push(binary(0));
      }
    }
    expect(')');
    return nodes;
  };
  const operand = (): Node => {
    const token = tokens[at] ?? fail();
    at += 1;
    switch (token.kind) {
      case 'number':
      case 'text':
        return { kind: 'value', value: token.value };
      case 'error':
        return { kind: 'value', value: errorOf(token.error) };
      case 'reference':
        return { kind: 'reference', reference: token.reference };
      case 'name': {
        const upper = token.text.toUpperCase();
        if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'value', value: upper === 'TRUE' };
        return { kind: 'name', name: token.text };
      }
      case 'function':
        return { kind: 'call', name: token.text.toUpperCase(), inputs: inputs() };
      case 'sign': {
        if (token.text === '-' || token.text === '+')
          return { kind: 'unary', operator: token.text, of: percent() };
        if (token.text !== '(') {
          at -= 1;
          return fail();
        }
        const inner = binary(0);
        expect(')');
        return inner;
      }
      case 'space':
        return fail();
    }
  };
  const percent = (): Node => {
    let node = operand();
    while (isSign('%')) {
      at += 1;
      node = { kind: 'unary', operator: '%', of: node };
    }
    return node;
  };
  const binary = (level: number): Node => {
    const operators = levels[level];
    if (!operators) return percent();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find((one) => isSign(one));
      if (!operator) return left;
      at += 1;
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
  };

  const tree = binary(0);
  if (at < tokens.length) fail();
  return tree;
}

const known = new Map<string, Node>();

/** @throws Error for what is no formula, or none that is known here */
export function parseFormula(formula: string): Node {
  let tree = known.get(formula);
  if (!tree) known.set(formula, (tree = treeOf(formula)));
  return tree;
}
