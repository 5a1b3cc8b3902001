// What the script's entry exports, as the global functions that Google Sheets finds: menu items, triggers, custom functions.
import ts from 'typescript';

/** The imports are followed to where a function is written; types are nobody's affair here. */
const options = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  noLib: true,
  types: [],
  resolveJsonModule: true,
};

function functionOf(name, symbol, checker) {
  const found = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = found.declarations?.find(ts.isFunctionDeclaration);
  if (!declaration?.body) throw new Error(`The entry exports ${name}, which is no function.`);
  const parameters = declaration.parameters.map((parameter) => {
    if (!ts.isIdentifier(parameter.name))
      throw new Error(`A parameter of ${name} has no name that can be shown in Google Sheets.`);
    return `${parameter.dotDotDotToken ? '...' : ''}${parameter.name.text}`;
  });
  const comments = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc);
  return { name, parameters, comment: comments.at(-1)?.getText() ?? '' };
}

/**
 * @param entry path of the source whose exports become global
 * @returns each function's name, the names of its parameters, and its comment as it is written
 * @throws Error for an export that is no function
 */
export function globalFunctions(entry) {
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  if (!source) throw new Error(`There is no file ${entry}.`);
  const symbol = checker.getSymbolAtLocation(source);
  const functions = (symbol ? checker.getExportsOfModule(symbol) : [])
    .map((exported) => functionOf(exported.name, exported, checker))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (functions.length === 0) throw new Error(`${entry} exports nothing: Google Sheets would find nothing.`);
  return functions;
}

/** Lines of a comment, set flush left. */
const flush = (comment) => comment.replace(/\n\s*\*/g, '\n *');

/**
 * The functions as text: each hands on to the one of its name in the bundle.
 * @param bundle name of the variable that holds the bundle's exports
 */
export const writtenOut = (functions, bundle) =>
  functions
    .map(({ name, parameters, comment }) =>
      [
        ...(comment ? [flush(comment)] : []),
        `function ${name}(${parameters.join(', ')}) {`,
        `  return ${bundle}.${name}(${parameters.join(', ')});`,
        '}',
        '',
      ].join('\n'),
    )
    .join('\n');
