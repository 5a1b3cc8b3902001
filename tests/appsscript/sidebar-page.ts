/**
 * The sidebar as Google Sheets shows it, in a real Chromium: `Panel.html` in a frame 300 px wide, whose `google.script.run`
 * runs the built script in Node against the fake. Only texts cross between the two.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { createSheetsHost } from '../../appsscript/sidebar/sheets-host.js';
import type { Blueprint } from '../../core/index.js';
import { htmlFilesOf } from '../fakes/sheets/html.js';
import { loadScript, type LoadedScript } from '../fakes/sheets/load.js';
import { openSheets, type OpenSheets } from '../fakes/sheets/open.js';
import type { Person } from '../fakes/sheets/person.js';
import { shownBy, type Page as ShownPage } from '../fakes/sheets/ui.js';
import type { Workbook } from '../fakes/sheets/workbook.js';
import { openPage } from '../support/browser.js';
import { built } from './bundle.js';

/** What the page of a test is stopped from: text as HTML, as an address of a script, as code. */
const trustedTypes = "require-trusted-types-for 'script'; trusted-types lit-html fast-html";

export interface SidebarOptions {
  /** The panel is under Trusted Types, which Google does not ask for. */
  readonly isStrict?: boolean;
  /** What the spreadsheet holds already; absent: a new one. */
  readonly workbook?: Workbook;
  /** What the person does before the panel opens. */
  readonly before?: (person: Person) => void;
}

export interface SidebarPage {
  readonly page: Page;
  /** The document of the sidebar. */
  readonly panel: FrameLocator;
  readonly frame: Frame;
  /** Where the sidebar's page is served: outside the frame it has no script to call. */
  readonly panelAddress: string;
  /** The spreadsheet beside it. */
  readonly sheets: OpenSheets;
  /** The script that is bound to it. */
  readonly script: LoadedScript;
  /** What the panel asked of the script, in order. */
  readonly methods: string[];
  /** What the next calls of the script fail with before it is reached: no network, for instance. */
  readonly unreachable: Error[];
  /** What runs of the script threw, which never throws by itself: what the fake lacks, or was asked wrongly. */
  readonly faults: readonly unknown[];
  /** Errors, breaches of a policy, requests to elsewhere: in the page and in its frame. */
  readonly problems: string[];
}

export interface SidebarSite {
  /** Opens a new spreadsheet with its sidebar: `page.context().close()` ends it. */
  open(browser: Browser, options?: SidebarOptions): Promise<SidebarPage>;
  close(): Promise<void>;
}

/** The window of the spreadsheet, as far as it matters to the sidebar: it is as wide as Google makes it. */
const spreadsheetPage = (title: string, panel: string) => `<!doctype html>
<html lang="en"><head><title>Spreadsheet</title><style>
body { margin: 0; display: grid; grid-template-columns: 1fr 300px; block-size: 100vh; font: 14px sans-serif; }
aside { display: grid; grid-template-rows: 44px 1fr; border-inline-start: 1px solid #c7c7c7; inline-size: 300px; }
h2 { margin: 0; padding: 11px 16px; font-size: 16px; font-weight: 400; }
iframe { border: 0; inline-size: 300px; block-size: 100%; }
</style></head><body><main></main><aside><h2>${title}</h2><iframe title="${title}" src="${panel}"></iframe></aside></body></html>`;

/** In the page: what Google puts into the frame of a sidebar. Functions and dates cannot cross, and are refused there too. */
function giveScriptRun(): void {
  if (window.parent === window) return;
  interface Runner {
    withSuccessHandler(listener: (answer: string) => void): Runner;
    withFailureHandler(listener: (error: Error) => void): Runner;
    callHost(request: string): void;
  }
  const { runScript } = window as unknown as { runScript: (request: string) => Promise<string> };
  const runner = (succeed: (answer: string) => void, fail: (error: Error) => void): Runner => ({
    withSuccessHandler: (listener) => runner(listener, fail),
    withFailureHandler: (listener) => runner(succeed, listener),
    callHost(request) {
      if (typeof request !== 'string') throw new TypeError('Failed due to illegal value in property: 0');
      runScript(request).then(succeed, fail);
    },
  });
  Object.assign(window, {
    google: {
      script: {
        run: runner(
          () => undefined,
          () => undefined,
        ),
      },
    },
  });
  // The panel looks at the spreadsheet every few seconds: here they pass four times as fast.
  const later = window.setTimeout.bind(window);
  Object.assign(window, {
    setTimeout: (act: () => void, milliseconds = 0) =>
      later(act, milliseconds >= 1_000 ? milliseconds / 4 : milliseconds),
  });
}

/** Chooses an item of the menu NISP, as a person does. @returns what the script then shows beside the spreadsheet, if anything */
export function choose(
  { sheets: { program, person }, script }: Pick<SidebarPage, 'sheets' | 'script'>,
  caption: string,
): ShownPage | null {
  const menu = shownBy(program).menus.find((one) => one.caption === 'NISP');
  const item = menu?.items.find((one) => one.kind === 'item' && one.caption === caption);
  if (item?.kind !== 'item') throw new Error(`There is no ${caption} in the menu NISP`);
  script.run(item.functionName, [], { user: person.user });
  return shownBy(program).sidebar;
}

/** What a spreadsheet holds in which a workbook was built, by the script and without a browser. */
export async function builtWorkbook(blueprint: Blueprint): Promise<Workbook> {
  const { workbook, program, person } = openSheets();
  const script = loadScript(program, (await built()).code);
  const host = createSheetsHost((request) =>
    Promise.resolve(script.run('callHost', [request], { user: person.user }) as string),
  );
  await host.read();
  await host.paint(blueprint);
  return workbook;
}

/** Serves sidebars as they are built, on this machine alone. */
export async function serveSidebars(): Promise<SidebarSite> {
  const { code, panelHtml } = await built();
  /** What is served at `/1` and `/1/panel`, and so on. */
  const sidebars: { readonly shown: ShownPage; readonly isStrict: boolean }[] = [];
  const send = (response: ServerResponse, body: string, policy?: string) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }),
    });
    response.end(body);
  };
  const server = createServer((request, response) => {
    const [, number, page] = (request.url ?? '/').split('/');
    const sidebar = sidebars[Number(number) - 1];
    if (!sidebar) response.writeHead(204).end();
    else if (page === 'panel')
      send(response, sidebar.shown.html, sidebar.isStrict ? trustedTypes : undefined);
    else send(response, spreadsheetPage(sidebar.shown.title, `/${number!}/panel`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    async open(browser, { isStrict = false, workbook, before } = {}) {
      const sheets = openSheets();
      if (workbook) Object.assign(sheets.workbook, structuredClone(workbook));
      const script = loadScript(sheets.program, code);
      htmlFilesOf(sheets.program).set('Panel', panelHtml);
      script.open(sheets.person.user);
      before?.(sheets.person);
      const shown = choose({ sheets, script }, 'Panel');
      if (!shown) throw new Error('The menu opened no sidebar');
      const address = `${origin}/${sidebars.push({ shown, isStrict })}`;
      const [methods, unreachable]: [string[], Error[]] = [[], []];
      const faults: unknown[] = [];
      const runScript = (request: string) => {
        const failure = unreachable.shift();
        if (failure) throw failure;
        methods.push((JSON.parse(request) as { method: string }).method);
        try {
          return script.run('callHost', [request], { user: sheets.person.user });
        } catch (error) {
          faults.push(error);
          throw error;
        }
      };
      const { page, problems } = await openPage(
        browser,
        address,
        { viewport: { width: 1000, height: 760 } },
        async (prepared) => {
          await prepared.exposeFunction('runScript', runScript);
          await prepared.addInitScript(giveScriptRun);
        },
      );
      const frame = page.frame({ url: /\/panel$/ })!;
      return {
        page,
        panel: page.frameLocator('iframe'),
        frame,
        panelAddress: `${address}/panel`,
        sheets,
        script,
        methods,
        unreachable,
        problems,
        faults,
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
