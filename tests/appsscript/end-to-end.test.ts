/** The sidebar as it is built, in a real browser, wired to the script as it is built: what a team does in its first hour. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults, launchBrowser, screenshot } from '../support/browser.js';
import { serveSidebars, type SidebarOptions, type SidebarPage, type SidebarSite } from './sidebar-page.js';

let browser: Browser;
let site: SidebarSite;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveSidebars()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function inSheets(
  use: (opened: SidebarPage) => Promise<void>,
  options?: SidebarOptions,
): Promise<void> {
  const opened = await site.open(browser, options);
  try {
    await use(opened).catch((error: unknown) => {
      throw new Error(['What went wrong on the page:', ...opened.problems].join('\n'), { cause: error });
    });
    expect(opened.problems).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}

describe('the sidebar', () => {
  test('opens from the menu beside an empty spreadsheet, and begins with building', () =>
    inSheets(
      async ({ panel, page, frame }) => {
        await panel.getByText('No matrix in this Google Sheets').waitFor();
        expect(await panel.getByRole('tab', { selected: true }).innerText()).toBe('Start');
        expect(await axeFaults(frame)).toEqual([]);
        const wider = await frame.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider).toBe(0);
        await screenshot(page, 'sheets-start');
      },
      { isStrict: true },
    ));

  test('outside Google Sheets says where it belongs', () =>
    inSheets(async ({ page, panelAddress }) => {
      await page.goto(panelAddress);
      await page.getByText('It works inside Google Sheets').waitFor();
      expect(await axeFaults(page)).toEqual([]);
    }));

  test('whose script cannot run says what to do', () =>
    inSheets(async ({ page, panelAddress, problems }) => {
      await page.addInitScript(() => {
        // An old browser: what the panel is made of is not there.
        Object.defineProperty(globalThis, 'customElements', { value: undefined });
      });
      await page.goto(panelAddress);
      await page.getByText('update your browser').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(problems.splice(0).join()).toContain('thrown: Cannot read properties of undefined');
    }));
});
