/** What the services' objects have, read out of the types of Apps Script: members, overloads, kinds of parameters, enumerations. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What a parameter takes. */
export type Shape =
  | { readonly kind: 'any' }
  | { readonly kind: 'primitive'; readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'null' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'array'; readonly of: Shape }
  | { readonly kind: 'union'; readonly of: readonly Shape[] }
  | { readonly kind: 'options'; readonly properties: ReadonlyMap<string, Shape> }
  /** Any keys. */
  | { readonly kind: 'record'; readonly of: Shape }
  | { readonly kind: 'date' }
  | { readonly kind: 'enumeration'; readonly name: string }
  | { readonly kind: 'object'; readonly name: string };

export interface Overload {
  readonly parameters: readonly Shape[];
  /** How many of them must be given. */
  readonly required: number;
}

export type Member =
  | { readonly kind: 'method'; readonly overloads: readonly Overload[] }
  /** @param name of the enumeration; null for a property that is none */
  | { readonly kind: 'property'; readonly enumeration: string | null };

const folder = dirname(createRequire(import.meta.url).resolve('@types/google-apps-script/package.json'));
const files = ['spreadsheet', 'base', 'html', 'lock', 'properties', 'cache', 'charts', 'script'];

interface Declared<T> {
  readonly space: string;
  readonly declarations: T[];
}
const interfaces = new Map<string, Declared<ts.InterfaceDeclaration>>();
const enumerations = new Map<string, readonly string[]>();
const aliases = new Map<string, ts.TypeNode>();
const globals = new Map<string, string>();

/** Two namespaces have a TextStyle: names count with their namespace where they are not the spreadsheet's own. */
function keyOf(space: string, name: string): string {
  return space === 'Spreadsheet' || !interfaces.has(name) || interfaces.get(name)!.space === space
    ? name
    : `${space}.${name}`;
}

function readNamespace(space: string, block: ts.ModuleBlock): void {
  for (const statement of block.statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      const key = keyOf(space, statement.name.text);
      const found = interfaces.get(key);
      if (found) found.declarations.push(statement);
      else interfaces.set(key, { space, declarations: [statement] });
    } else if (ts.isEnumDeclaration(statement)) {
      enumerations.set(
        statement.name.text,
        statement.members.map(({ name }) => name.getText()),
      );
    } else if (ts.isTypeAliasDeclaration(statement)) {
      aliases.set(statement.name.text, statement.type);
    }
  }
}

for (const file of files) {
  const path = join(folder, `google-apps-script.${file}.d.ts`);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, type } of statement.declarationList.declarations)
        globals.set(name.getText(), type?.getText().split('.').at(-1) ?? '');
    }
    if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) continue;
    for (const inner of statement.body.statements) {
      if (ts.isModuleDeclaration(inner) && inner.body && ts.isModuleBlock(inner.body))
        readNamespace(inner.name.text, inner.body);
    }
  }
}

const primitives: Readonly<Record<string, Shape>> = {
  Integer: { kind: 'primitive', type: 'integer' },
  Byte: { kind: 'primitive', type: 'integer' },
  Char: { kind: 'primitive', type: 'string' },
  BigNumber: { kind: 'any' },
  Date: { kind: 'date' },
};

function namedShape(text: string, node: ts.TypeReferenceNode, space: string): Shape {
  const name = text.split('.').at(-1)!;
  const [argument] = node.typeArguments ?? [];
  if (name === 'Array' && argument) return { kind: 'array', of: shapeOf(argument, space) };
  const primitive = primitives[name];
  if (primitive) return primitive;
  const alias = aliases.get(name);
  if (alias) return shapeOf(alias, space);
  if (enumerations.has(name)) return { kind: 'enumeration', name };
  const own = text.includes('.') ? text.split('.').at(-2)! : space;
  return { kind: 'object', name: interfaces.has(`${own}.${name}`) ? `${own}.${name}` : name };
}

function shapeOf(node: ts.TypeNode, space: string): Shape {
  if (ts.isParenthesizedTypeNode(node)) return shapeOf(node.type, space);
  if (ts.isArrayTypeNode(node)) return { kind: 'array', of: shapeOf(node.elementType, space) };
  if (ts.isUnionTypeNode(node)) return { kind: 'union', of: node.types.map((type) => shapeOf(type, space)) };
  if (ts.isTypeReferenceNode(node)) return namedShape(node.typeName.getText(), node, space);
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    if (index) return { kind: 'record', of: shapeOf(index.type, space) };
    const properties = node.members.filter(ts.isPropertySignature);
    return {
      kind: 'options',
      properties: new Map(properties.map(({ name, type }) => [name.getText(), shapeOf(type!, space)])),
    };
  }
  if (ts.isLiteralTypeNode(node)) {
    const { literal } = node;
    if (literal.kind === ts.SyntaxKind.NullKeyword) return { kind: 'primitive', type: 'null' };
    if (ts.isStringLiteral(literal)) return { kind: 'literal', value: literal.text };
    if (ts.isNumericLiteral(literal)) return { kind: 'literal', value: Number(literal.text) };
    return { kind: 'literal', value: literal.kind === ts.SyntaxKind.TrueKeyword };
  }
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: 'primitive', type: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: 'primitive', type: 'number' };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: 'primitive', type: 'boolean' };
    case ts.SyntaxKind.UndefinedKeyword:
      // Only in options, whose properties may be left out anyway.
      return { kind: 'union', of: [] };
    default:
      return { kind: 'any' };
  }
}

function overloadOf({ parameters }: ts.MethodSignature, space: string): Overload {
  return {
    parameters: parameters.map(({ type }) => (type ? shapeOf(type, space) : { kind: 'any' })),
    required: parameters.filter(({ questionToken }) => !questionToken).length,
  };
}

function membersOf(name: string): ReadonlyMap<string, Member> {
  const found = interfaces.get(name);
  if (!found) throw new Error(`Apps Script's types have no ${name}`);
  const members = new Map<string, Member>();
  for (const declaration of found.declarations) {
    for (const type of declaration.heritageClauses?.flatMap((clause) => clause.types) ?? []) {
      const parent = type.expression.getText().split('.').at(-1)!;
      for (const [key, member] of read(parent)) members.set(key, member);
    }
    for (const member of declaration.members) {
      const key = member.name?.getText() ?? '';
      if (ts.isMethodSignature(member)) {
        const before = members.get(key);
        const overloads = before?.kind === 'method' ? before.overloads : [];
        members.set(key, { kind: 'method', overloads: [...overloads, overloadOf(member, found.space)] });
      } else if (ts.isPropertySignature(member)) {
        const type = member.type?.getText() ?? '';
        const enumeration = /^typeof (?:\w+\.)?(\w+)$/.exec(type)?.[1] ?? null;
        members.set(key, { kind: 'property', enumeration });
      }
    }
  }
  return members;
}

const known = new Map<string, ReadonlyMap<string, Member>>();

/** The members of an interface, those that it takes over from others among them. @throws Error if there is none */
export function read(name: string): ReadonlyMap<string, Member> {
  let members = known.get(name);
  if (!members) known.set(name, (members = membersOf(name)));
  return members;
}

/** The names of an enumeration's values, in order. @throws Error if there is none */
export function valuesOf(enumeration: string): readonly string[] {
  const values = enumerations.get(enumeration);
  if (!values) throw new Error(`Apps Script's types have no ${enumeration}`);
  return values;
}

/** Whether an object of one interface passes for another: `EmbeddedChart` for what extends it. */
export function isKindOf(name: string, wanted: string): boolean {
  if (name === wanted) return true;
  const parents = interfaces
    .get(name)
    ?.declarations.flatMap(({ heritageClauses = [] }) => [...heritageClauses])
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText().split('.').at(-1)!));
  return parents?.some((parent) => isKindOf(parent, wanted)) ?? false;
}

/** The services that scripts find as globals, with the name of their interface. */
export const services: ReadonlyMap<string, string> = globals;
