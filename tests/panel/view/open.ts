/** Opens the page of the view's tests in one Chromium for a test file, and fails a test whose page met a problem. */
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, JSHandle, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  launchBrowser,
  openPage,
  servePage,
  type OpenedPage,
  type ServedPages,
} from '../../support/browser.js';
import type { PanelPage } from './page.js';

/** The page fills the pane, as the task pane's own does. */
const style = 'html, body, #panel { margin: 0; block-size: 100%; }';

export interface OpenPanel {
  readonly page: Page;
  /** The model, the host and the person beside the panel, in the page. */
  readonly inside: JSHandle<PanelPage>;
  /** Takes the problems met so far, where a test provokes some. */
  readonly takeProblems: () => readonly string[];
}

/** How wide a task pane is at least. */
export const paneWidth = 320;

/**
 * To be called once in a test file.
 * @returns opens the panel over a workbook, by the query of page.ts
 */
export function panelPages(): (query: string, options?: BrowserContextOptions) => Promise<OpenPanel> {
  let browser: Browser | undefined;
  let pages: ServedPages | undefined;
  const opened: OpenedPage[] = [];

  beforeAll(async () => {
    [browser, pages] = await Promise.all([
      launchBrowser(),
      servePage(join(import.meta.dirname, 'page.ts'), style),
    ]);
  });
  afterEach(async () => {
    const problems = opened.flatMap((one) => one.problems);
    await Promise.all(opened.splice(0).map(({ page }) => page.context().close()));
    expect(problems).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  return async (query, options) => {
    const one = await openPage(browser!, `${pages!.origin}/?${query}`, {
      viewport: { width: paneWidth, height: 640 },
      ...options,
    });
    opened.push(one);
    await one.page.waitForSelector('html[data-ready]');
    const inside = await one.page.evaluateHandle(() => (globalThis as unknown as { page: PanelPage }).page);
    return { page: one.page, inside, takeProblems: () => one.problems.splice(0) };
  };
}
