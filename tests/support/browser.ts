/** Pages of ours in a real Chromium, under a strict Content-Security-Policy; whatever goes wrong on them is kept. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import axe from 'axe-core';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { program } from './programs.mjs';

/** No request but to the page's own origin, no inline script or style, no eval, no text as HTML. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html fast-html',
].join('; ');

/** Nothing that calls out, and nothing that needs a screen. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. @throws Error that says what to install */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: program('chromium'), args: flags });
}

export interface ServedPages {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Bundles a script and serves it, on this machine alone, in a page of one `<div id="panel">`. The page's query says
 * `dir` and what the script makes of the rest.
 * @param entry path of the script
 * @param style the page's style sheet
 */
export async function servePage(entry: string, style: string): Promise<ServedPages> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const script = outputFiles[0]!.contents;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string | Uint8Array) => {
      response.writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Content-Security-Policy': policy,
      });
      response.end(body);
    };
    const dir = searchParams.get('dir') === 'rtl' ? 'rtl' : 'ltr';
    if (pathname === '/page.js') send('text/javascript', script);
    else if (pathname === '/page.css') send('text/css', style);
    else if (pathname === '/favicon.ico') response.writeHead(204).end();
    else if (pathname === '/') {
      send(
        'text/html',
        `<!doctype html><html lang="en" dir="${dir}"><head><title>Panel</title>` +
          '<meta name="viewport" content="width=device-width, initial-scale=1">' +
          '<link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></head>' +
          '<body><div id="panel"></div></body></html>',
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export interface OpenedPage {
  readonly page: Page;
  /** Messages of the console, errors, breaches of the policy and requests to elsewhere, as they come. */
  readonly problems: string[];
}

/**
 * Opens a page in a context of its own and writes down whatever goes wrong on it.
 * @param prepare is done before anything is loaded
 */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<OpenedPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems: string[] = [];
  const { origin } = new URL(address);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(`elsewhere: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  await prepare?.(page);
  await page.goto(address);
  return { page, problems };
}

/** Waits until nothing fades from one look into another any more; what never ends is not waited for. */
async function settled(page: Pick<Page, 'evaluate'>): Promise<void> {
  await page.evaluate(async () => {
    const animationsIn = (root: Document | ShadowRoot): Animation[] => [
      ...root.getAnimations(),
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? animationsIn(shadowRoot) : [],
      ),
    ];
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (;;) {
      // What has just changed begins to fade with the next frame.
      await nextFrame();
      await nextFrame();
      const fading = animationsIn(document).filter(
        ({ effect, playState }) =>
          playState === 'running' && Number.isFinite(Number(effect?.getComputedTiming().endTime)),
      );
      if (fading.length === 0) return;
      // One that is called off has ended, too.
      await Promise.allSettled(fading.map(({ finished }) => finished));
    }
  });
}

/** What axe finds wrong on a page or in a frame, a line for each element. */
export async function axeFaults(page: Pick<Page, 'evaluate'>): Promise<string[]> {
  // Through the debugger, which no policy stops; a script tag would be stopped.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  await settled(page);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

const screenshots = join(import.meta.dirname, '..', '..', 'out', 'screenshots');

/** Writes a picture of a page, for people to look at, into out/screenshots. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}
