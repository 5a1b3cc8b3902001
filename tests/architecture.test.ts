/** Who may import whom, and what a room may touch: read from the sources, so that the design stays true. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** The folders that hold sources; those of hosts that are yet to come are looked at as soon as they exist. */
const rooms = ['core', 'sync', 'panel', 'addin', 'appsscript'].filter((room) => existsSync(join(root, room)));

interface Source {
  /** Path from the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Each import, `export … from` and dynamic import; relative ones as paths from the project's folder. */
  readonly imports: readonly string[];
}

function readSource(file: string): Source {
  const path = relative(root, file).replaceAll('\\', '/');
  const text = readFileSync(file, 'utf8');
  const imports = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? posix.normalize(posix.join(dirname(path), fileName)) : fileName,
    );
  return { path, text, imports };
}

const sources = rooms
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(root, room, path),
    ),
  )
  .filter((path) => /\.(ts|mts|js|mjs|html|css)$/.test(path))
  .map(readSource);
const inside = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));
const outside = (folder: string) => sources.filter(({ path }) => !path.startsWith(`${folder}/`));

/** Each import that breaks a rule, as a line to be read. */
const breaches = (of: readonly Source[], isBreach: (imported: string, source: Source) => boolean) =>
  of.flatMap((source) =>
    source.imports
      .filter((imported) => isBreach(imported, source))
      .map((imported) => `${source.path} imports ${imported}`),
  );
/** Each line of code, comments left out, that matches. */
function linesWith(of: readonly Source[], pattern: RegExp): string[] {
  return of.flatMap(({ path, text }) =>
    text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
      .split('\n')
      .map((line, index) => ({ code: line.replace(/^\s*\/\/.*$|\s\/\/ .*$/, ''), index }))
      .filter(({ code }) => pattern.test(code))
      .map(({ code, index }) => `${path}:${index + 1} ${code.trim()}`),
  );
}

test('the sources were found', () => {
  expect(inside('core').length).toBeGreaterThan(30);
  expect(inside('sync').length).toBeGreaterThan(10);
  expect(breaches(sources, (imported) => imported === 'core/index.js').length).toBeGreaterThan(5);
});

test('no two files that import each other, however long the way round', () => {
  const importsOf = new Map(sources.map(({ path, imports }) => [path.replace(/\.ts$/, '.js'), imports]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (way.includes(path) || done.has(path)) return;
    for (const imported of importsOf.get(path) ?? []) visit(imported, [...way, path]);
    done.add(path);
  };
  for (const path of importsOf.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

describe('core', () => {
  test('imports only zod and its own files', () => {
    expect(
      breaches(inside('core'), (imported) => imported !== 'zod' && !imported.startsWith('core/')),
    ).toEqual([]);
  });

  /** From left to right; a room imports those before it and those beside it. */
  const ranks = [
    ['plan', 'diagnostics'],
    ['entry'],
    ['validation', 'roll-up', 'merge'],
    ['blueprint', 'snapshot'],
    ['host'],
  ];
  const roomOf = (path: string) => path.split('/')[1]!;
  const rankOf = (path: string) => ranks.findIndex((rank) => rank.includes(roomOf(path)));
  test('has no rooms but these, and index.ts', () => {
    const found = inside('core').filter(({ path }) => rankOf(path) === -1);
    expect(found.map(({ path }) => path)).toEqual(['core/index.ts']);
  });
  test('plan, diagnostics → entry → validation, roll-up, merge → blueprint, snapshot → host: nobody imports to the right', () => {
    const inRooms = inside('core').filter(({ path }) => path !== 'core/index.ts');
    const isToTheRight = (imported: string, { path }: Source) =>
      imported.startsWith('core/') && (rankOf(imported) === -1 || rankOf(imported) > rankOf(path));
    expect(breaches(inRooms, isToTheRight)).toEqual([]);
  });
  test('has no clock and no random: "today" is an argument', () => {
    expect(
      linesWith(
        inside('core'),
        /new Date\(\s*\)|\bDate\(\s*\)|Date\.now|Math\.random|\bperformance\b|\bcrypto\b/,
      ),
    ).toEqual([]);
  });
  test('is synchronous; only the port and its memory host promise anything', () => {
    const others = inside('core').filter(({ path }) => !path.startsWith('core/host/'));
    expect(linesWith(others, /\basync\b|\bawait\b|\bPromise\b|\bset(Timeout|Interval|Immediate)\b/)).toEqual(
      [],
    );
  });
  test('names no host and no console', () => {
    expect(
      linesWith(inside('core'), /\b(process|console|window|document|Office|Excel|SpreadsheetApp|Buffer)\.\w/),
    ).toEqual([]);
  });
});

describe('hosts', () => {
  test('import core only through core/index.js', () => {
    const isDeep = (imported: string) => imported.startsWith('core/') && imported !== 'core/index.js';
    expect(breaches(outside('core'), isDeep)).toEqual([]);
  });
  test('never import each other', () => {
    const hosts = ['sync/xlsx-host', 'sync/sheets-host', 'addin', 'appsscript'];
    const hostOf = (path: string) => hosts.find((host) => path.startsWith(`${host}/`));
    const isForeign = (imported: string, { path }: Source) =>
      hostOf(path) !== undefined && hostOf(imported) !== undefined && hostOf(imported) !== hostOf(path);
    expect(breaches(sources, isForeign)).toEqual([]);
  });
  test('the panel knows no host: it speaks to a PanelHost', () => {
    const isHost = (imported: string) => /^(sync|addin|appsscript)\//.test(imported);
    expect(breaches(inside('panel'), isHost)).toEqual([]);
    expect(linesWith(inside('panel'), /\b(Excel|Office|OfficeExtension|google|SpreadsheetApp)\.\w/)).toEqual(
      [],
    );
  });
  test('the panel’s model knows no page', () => {
    const model = inside('panel/model');
    expect(model.length).toBeGreaterThan(5);
    expect(
      breaches(model, (imported) => /^(lit|@fluentui)(\/|$)|^panel\/(view|texts)\//.test(imported)),
    ).toEqual([]);
    expect(linesWith(model, /\b(document|window|navigator|customElements|HTML\w*Element)\b/)).toEqual([]);
  });
  test('the panel is entered through its index, that of its view, which needs a browser, and what goes with its bundles', () => {
    const entrances = ['panel/index.js', 'panel/view/index.js', 'panel/licences.mjs'];
    const isDeep = (imported: string) => imported.startsWith('panel/') && !entrances.includes(imported);
    expect(breaches(outside('panel'), isDeep)).toEqual([]);
  });
  test('no text becomes HTML, a style attribute or something that outlives the workbook', () => {
    expect(
      linesWith(
        inside('panel'),
        /innerHTML|outerHTML|insertAdjacentHTML|unsafe(HTML|SVG|Static)|styleMap|\bstyle=|localStorage|sessionStorage|indexedDB|\bcookie\b/,
      ),
    ).toEqual([]);
  });
  test('nothing but the add-in names Excel or Office', () => {
    expect(linesWith(outside('addin'), /\b(Excel|Office|OfficeExtension)\.\w/)).toEqual([]);
  });
  const services =
    /\b(SpreadsheetApp|HtmlService|LockService|PropertiesService|CacheService|ScriptApp|UrlFetchApp|DriveApp|Session|Utilities|GoogleAppsScript)\.\w|\bgoogle\.script\b/;
  test('nothing but the Apps Script project names Google’s services', () => {
    expect(linesWith(outside('appsscript'), services)).toEqual([]);
  });
  test('the sidebar knows no service, and what it shares with the script neither', () => {
    const shared = [...inside('appsscript/messages'), ...inside('appsscript/sidebar')];
    expect(
      linesWith(shared, /\b(SpreadsheetApp|HtmlService|LockService|PropertiesService|CacheService)\b/),
    ).toEqual([]);
    const server = inside('appsscript').filter(({ path }) => !path.startsWith('appsscript/sidebar/'));
    expect(breaches(server, (imported) => imported.startsWith('appsscript/sidebar/'))).toEqual([]);
    const isServer = (imported: string) =>
      imported.startsWith('appsscript/') && !/^appsscript\/(messages|sidebar)\//.test(imported);
    expect(breaches(shared, isServer)).toEqual([]);
  });
  test('the script waits for nothing: its runtime has no clock to wait by', () => {
    const server = inside('appsscript').filter(
      ({ path }) => path.endsWith('.ts') && !path.startsWith('appsscript/sidebar/'),
    );
    expect(linesWith(server, /\basync\b|\bawait\b|\bPromise\b|\bset(Timeout|Interval)\b/)).toEqual([]);
  });
  test('nothing but the command line imports the command line', () => {
    expect(breaches(outside('sync/cli'), (imported) => imported.startsWith('sync/cli/'))).toEqual([]);
  });
  test('no source imports a test or a sample', () => {
    expect(breaches(sources, (imported) => /^(tests|samples|dist)\//.test(imported))).toEqual([]);
  });

  /** Packages that one room alone may import. */
  const owners: readonly (readonly [string, string])[] = [
    ['hucre', 'sync/xlsx-host'],
    ['saxes', 'sync/xlsx-host'],
    ['googleapis', 'sync/sheets-host'],
    ['commander', 'sync/cli'],
    ['lit', 'panel'],
    ['@fluentui/web-components', 'panel'],
    ['@fluentui/tokens', 'panel'],
  ];
  test.each(owners)('%s is imported only by %s', (name, owner) => {
    const isIt = (imported: string) => imported === name || imported.startsWith(`${name}/`);
    expect(breaches(outside(owner), isIt)).toEqual([]);
  });
  test('standard output, standard error and exit codes are the command line’s, and those of npm’s scripts', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const isScript = ({ path }: Source) => Object.values(scripts).some((line) => line.endsWith(` ${path}`));
    expect(
      linesWith(
        outside('sync/cli').filter((source) => !isScript(source)),
        /process\.(stdout|stderr|exit|exitCode|abort|argv)\b|\bconsole\./,
      ),
    ).toEqual([]);
  });
});

describe('files', () => {
  test('are named by what they hold: no manager, helper, util or service', () => {
    const folders = [...rooms, 'tests', 'samples'].filter((folder) => existsSync(join(root, folder)));
    const names = folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }),
    );
    expect(names.filter((name) => /manager|helper|util|service/i.test(basename(name)))).toEqual([]);
  });
  test('say in their first line what they are for', () => {
    const isSaid = ({ text }: Source) => /^(#![^\n]*\n)?(\/\*\*? \S|\/\*\*?\n \* \S|\/\/ \S|<!)/.test(text);
    expect(sources.filter((source) => !isSaid(source)).map(({ path }) => path)).toEqual([]);
  });
  test('of tests end in .test.ts, or are support for them', () => {
    const files = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' });
    const misnamed = files.filter((file) => /[-_.]spec\.|\.test\.(js|mjs|mts)$/.test(file));
    expect(misnamed).toEqual([]);
  });
});
