/** The scopes that the called members of Google's services need are those of the manifest: none is missing, none is idle. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtCode } from './bundle.js';
import { scopeOf } from './member-scopes.js';
import { membersUsed } from './members-used.js';

const folder = join(import.meta.dirname, '../../appsscript').replaceAll('\\', '/');

/** What a script could also say, and the scopes that it would need then. */
const tried: readonly (readonly [text: string, scopes: readonly string[]])[] = [
  ['SpreadsheetApp.openById("x");', ['spreadsheets']],
  ['const { openByUrl } = SpreadsheetApp;', ['spreadsheets']],
  ['SpreadsheetApp["getActiveRangeList"]();', ['spreadsheets']],
  [
    'const name = "create" as "create" | "getActive"; SpreadsheetApp[name]("x");',
    ['spreadsheets', 'spreadsheets.currentonly'],
  ],
  ['SpreadsheetApp.getUi().showModalDialog({}, "");', ['script.container.ui']],
  ['UrlFetchApp.fetch("x");', ['no entry for UrlFetchApp.fetch']],
  ['declare const name: string; SpreadsheetApp[name];', ['no entry for SpreadsheetApp[string]']],
  ['const sheet = { getRange: () => 1 }; sheet.getRange();', []],
];
const fileOf = (index: number) => `${folder}/tried-${index}.ts`;

/** The script's sources and, beside them, what was tried. */
function compile(): ts.Program {
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(
    `${folder}/tsconfig.json`,
    { composite: false, incremental: false, noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  )!;
  const texts = new Map(tried.map(([text], index) => [fileOf(index), `export {};\n${text}`]));
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  };
  return ts.createProgram([...fileNames, ...texts.keys()], options, host);
}

/** Scopes that members need; a member without an entry in the table stands there by its name. */
function scopesOf(members: Iterable<string>): readonly string[] {
  const scopes = new Set([...members].map((member) => scopeOf.get(member) ?? `no entry for ${member}`));
  return [...scopes].filter((scope) => scope !== 'none').sort();
}

let program: ts.Program;
beforeAll(() => {
  program = compile();
});

describe('the scopes that the script needs', () => {
  const used = () =>
    membersUsed(program, (file) => file.startsWith(`${folder}/`) && !file.includes('/tried-'));

  test('are known of every member that it calls, and are those of the manifest', () => {
    const members = used();
    const unknown = [...members].filter(([member]) => !scopeOf.has(member));
    expect(unknown.map(([member, place]) => `${member} at ${place.slice(folder.length + 1)}`)).toEqual([]);
    expect(members.size).toBeGreaterThan(80);
    const { oauthScopes } = JSON.parse(readFileSync(`${folder}/appsscript.json`, 'utf8')) as {
      oauthScopes: readonly string[];
    };
    expect(scopesOf(members.keys()).map((scope) => `https://www.googleapis.com/auth/${scope}`)).toEqual(
      [...oauthScopes].sort(),
    );
  });
  test.each(tried.map(([text, scopes], index) => ({ text, scopes, file: fileOf(index) })))(
    'would be others with $text',
    ({ scopes, file }) => {
      expect(scopesOf(membersUsed(program, (name) => name === file).keys())).toEqual(scopes);
    },
  );
});

describe('the script that is pushed', () => {
  /** Google's services as a script finds them: `UrlFetchApp`, and advanced ones such as `Sheets`. */
  const services = () =>
    new Set(
      program
        .getSourceFiles()
        .filter(({ fileName }) => fileName.includes('/@types/google-apps-script/'))
        .flatMap(({ statements }) => statements.filter(ts.isVariableStatement))
        .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name))
        .flatMap((name) => (ts.isIdentifier(name) && name.text !== 'console' ? name.text : [])),
    );
  /** Services that a text of JavaScript asks for something. */
  function servicesIn(text: string): readonly string[] {
    const known = services();
    const found = new Set<string>();
    const visit = (node: ts.Node) => {
      if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
        const { expression } = node;
        if (ts.isIdentifier(expression) && known.has(expression.text)) found.add(expression.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile('Code.js', text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS));
    return [...found].sort();
  }
  const allowed = ['HtmlService', 'LockService', 'PropertiesService', 'SpreadsheetApp'];

  test('asks these services and no other', async () => {
    const code = await builtCode();
    expect(servicesIn(code)).toEqual(allowed);
    expect(servicesIn(`${code}; UrlFetchApp.fetch(''); Drive['Files'];`)).toEqual(
      ['Drive', 'UrlFetchApp', ...allowed].sort(),
    );
  });
});
