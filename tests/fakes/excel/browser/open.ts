/** The page of the fake Excel in a real Chromium, with the add-in as it is built: for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { untrustedCertificate } from '../../../../addin/certificate.mjs';
import { openPage } from '../../../support/browser.js';
// For `window.fakeExcel`.
import type {} from './page.js';
import { openSite } from './site.mjs';

export interface PageOptions {
  /** The version of ExcelApi that the fake Excel has. */
  readonly version?: string;
  /** ISO date: what the fake Excel takes for today. */
  readonly today?: string;
  readonly context?: BrowserContextOptions;
}

export interface ExcelPage {
  /** `window.fakeExcel` in it has the fake Excel, and a person's hands on it. */
  readonly page: Page;
  /** Errors, breaches of a policy, requests to elsewhere: in the page and in all its frames. */
  readonly problems: readonly string[];
  /** Presses a button of the ribbon. @param id as the manifest has it, without `Nisp.` */
  readonly press: (id: 'Build' | 'Check' | 'RollUp' | 'Repair' | 'Panel') => Promise<void>;
  /** Waits until the command of a button has ended. */
  readonly ended: (id: 'Check' | 'RollUp' | 'Repair') => Promise<void>;
  /** The add-in in its pane, and in its dialog. */
  readonly pane: FrameLocator;
  readonly dialog: FrameLocator;
}

export interface ExcelSite {
  readonly origin: string;
  /** Opens the page with a new workbook, in a browser context of its own: `page.context().close()` ends it. */
  open(browser: Browser, options?: PageOptions): Promise<ExcelPage>;
  close(): Promise<void>;
}

/** Builds and serves everything, on this machine alone. */
export async function serveExcelPage(): Promise<ExcelSite> {
  const folder = mkdtempSync(join(tmpdir(), 'nisp-excel-page-'));
  const certificate = await untrustedCertificate(join(folder, 'certificate'));
  const site = await openSite({ folder: join(folder, 'site'), certificate, port: 0 });
  return {
    origin: site.origin,
    async open(browser, { version, today = '2019-04-15', context = {} } = {}) {
      const query = new URLSearchParams({ today, ...(version === undefined ? {} : { version }) });
      const { page, problems } = await openPage(browser, `${site.address}?${query.toString()}`, {
        viewport: { width: 1500, height: 900 },
        ...context,
        ignoreHTTPSErrors: true,
      });
      await page.locator('body[data-ready]').waitFor();
      const button = (id: string) => page.locator(`[id="Nisp.${id}"]`);
      return {
        page,
        problems,
        press: (id) => button(id).click(),
        ended: (id) => page.locator(`[id="Nisp.${id}"]:enabled`).waitFor(),
        pane: page.frameLocator('#pane iframe'),
        dialog: page.frameLocator('#dialog iframe'),
      };
    },
    async close() {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
