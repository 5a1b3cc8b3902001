/** Which members of Google's services a program uses, found by the type checker in the sources. */
import ts from 'typescript';

const isGoogles = (declaration: ts.Declaration) =>
  declaration.getSourceFile().fileName.includes('/@types/google-apps-script/');

/** `Range.setValues`, or null for what is no member of a service. */
function memberOf(symbol: ts.Symbol | undefined): string | null {
  const declaration = symbol?.declarations?.find(isGoogles);
  const owner = declaration?.parent;
  return owner && (ts.isInterfaceDeclaration(owner) || ts.isClassDeclaration(owner)) && owner.name
    ? `${owner.name.text}.${symbol!.name}`
    : null;
}

/**
 * The members that a node of the program names: `range.setValues`, `range['setValues']`, `const { setValues } = range`.
 * A name that is only known when the program runs gives all the members that it can be by its type, or `Range[string]`.
 */
function membersAt(node: ts.Node, checker: ts.TypeChecker): readonly string[] {
  if (ts.isPropertyAccessExpression(node)) {
    return [memberOf(checker.getSymbolAtLocation(node.name))].filter((one) => one !== null);
  }
  const propertyOf = (type: ts.Type, name: string) => memberOf(checker.getPropertyOfType(type, name));
  if (ts.isElementAccessExpression(node)) {
    const key = checker.getTypeAtLocation(node.argumentExpression);
    const object = checker.getTypeAtLocation(node.expression);
    const keys = key.isUnion() ? key.types : [key];
    return keys.flatMap((one) => {
      if (one.isStringLiteral()) return propertyOf(object, one.value) ?? [];
      const symbol = object.getSymbol();
      return symbol?.declarations?.some(isGoogles) ? `${symbol.name}[${checker.typeToString(one)}]` : [];
    });
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    return ts.isIdentifier(name)
      ? [propertyOf(checker.getTypeAtLocation(node.parent), name.text)].filter((one) => one !== null)
      : [];
  }
  return [];
}

/** Each member of Google's services that the sources name, with the first place where they do. */
export function membersUsed(
  program: ts.Program,
  isOwn: (file: string) => boolean,
): ReadonlyMap<string, string> {
  const checker = program.getTypeChecker();
  const found = new Map<string, string>();
  for (const source of program.getSourceFiles()) {
    if (!isOwn(source.fileName)) continue;
    const visit = (node: ts.Node) => {
      for (const member of membersAt(node, checker)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        if (!found.has(member)) found.set(member, `${source.fileName}:${line + 1}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}
