/** The page of the fake Excel: the real Office.js speaks with it, and a person can use it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults, launchBrowser } from '../../../support/browser.js';
import { serveExcelPage, type ExcelPage, type ExcelSite } from './open.js';

let browser: Browser;
let site: ExcelSite;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveExcelPage()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function withPage(use: (opened: ExcelPage) => Promise<void>, version?: string): Promise<void> {
  const opened = await site.open(browser, version === undefined ? {} : { version });
  try {
    await use(opened);
    expect(opened.problems).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}
const cell = ({ page }: ExcelPage, address: string) => page.locator(`#sheet [data-cell="${address}"]`);

describe('a person', () => {
  test('sees what it is, and what it is not', () =>
    withPage(async ({ page }) => {
      await expect(page.getByRole('heading').innerText()).resolves.toContain('this is not Excel');
      expect(await axeFaults(page)).toEqual([]);
    }));
  test('types into cells, and formulas follow', () =>
    withPage(async (opened) => {
      const { page } = opened;
      await cell(opened, 'A1').click();
      await page.keyboard.type('20');
      await page.keyboard.press('Enter');
      await page.keyboard.type('=A1*2+2');
      await page.keyboard.press('Enter');
      await expect(cell(opened, 'A2').innerText()).resolves.toBe('42');
      expect(await page.locator('#address').innerText()).toBe('A3');
    }));
  test('is shown text as text, whatever it looks like', () =>
    withPage(async (opened) => {
      const { page } = opened;
      const text = '<img src=x onerror="document.title=1">';
      await cell(opened, 'B2').click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await expect(cell(opened, 'B2').innerText()).resolves.toBe(text);
      expect(await page.locator('#sheet img').count()).toBe(0);
    }));
  test('pastes a block, and clears a range', () =>
    withPage(async (opened) => {
      const { page } = opened;
      await cell(opened, 'A1').click();
      await page.locator('#sheet').evaluate((sheet) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'a\tb\r\n1\t2\r\n');
        sheet.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      await expect(cell(opened, 'B2').innerText()).resolves.toBe('2');
      await cell(opened, 'B2').click({ modifiers: ['Shift'] });
      await page.keyboard.press('Delete');
      await expect(cell(opened, 'B2').innerText()).resolves.toBe('');
      await expect(cell(opened, 'A1').innerText()).resolves.toBe('');
    }));
  test('cannot type into a locked cell of a protected worksheet, and is told so', () =>
    withPage(async (opened) => {
      const { page } = opened;
      await page.evaluate(() => {
        window.fakeExcel.person.protect('Sheet1');
      });
      await cell(opened, 'A1').click();
      await page.keyboard.type('x');
      await page.keyboard.press('Enter');
      await expect(page.locator('#message').innerText()).resolves.toContain('protected');
      await expect(cell(opened, 'A1').innerText()).resolves.toBe('');
    }));
  test('finds no frozen, hidden or merged cell out of its place', () =>
    withPage(async (opened) => {
      const { page } = opened;
      await page.evaluate(() => {
        const { person, program } = window.fakeExcel;
        const { active } = program.workbook;
        active.frozen = { rows: 1, columns: 1 };
        active.merges = [{ top: 3, left: 2, bottom: 4, right: 3 }];
        person.hideColumns('Sheet1', 'D:D');
        window.fakeExcel.draw();
      });
      expect(await cell(opened, 'D1').count()).toBe(0);
      expect(await cell(opened, 'C4').count()).toBe(0);
      expect(await cell(opened, 'B3').getAttribute('colspan')).toBe('2');
      const before = await cell(opened, 'A1').boundingBox();
      await page.locator('#sheet').evaluate((sheet) => {
        sheet.scrollTo(300, 300);
      });
      expect(await cell(opened, 'A1').boundingBox()).toEqual(before);
    }));
});

describe('the add-in', () => {
  test('has its buttons on the ribbon, as the manifest says', () =>
    withPage(async ({ page }) => {
      expect(await page.locator('#ribbon-tab').innerText()).toBe('NISP');
      expect(await page.locator('#ribbon button').allInnerTexts()).toEqual([
        'Build',
        'Check',
        'Roll-up',
        'Repair',
        'Panel',
      ]);
    }));
  test('runs a command without the pane, and says in a dialog what came of it', () =>
    withPage(async (opened) => {
      await opened.press('Check');
      await expect(opened.dialog.locator('#notice:not(:empty)').innerText()).resolves.toBe(
        'This workbook has no matrix yet. Choose Build on the tab NISP to make one.',
      );
      await opened.dialog.locator('#close').click();
      await opened.ended('Check');
      expect(await opened.page.locator('#dialog').isVisible()).toBe(false);
      expect(await opened.page.locator('.commands').count()).toBe(0);
    }));
  test('hears that its dialog was closed without an answer', () =>
    withPage(async (opened) => {
      await opened.press('RollUp');
      await expect(opened.dialog.locator('#notice:not(:empty)').innerText()).resolves.toContain(
        'no worksheet Roll-up',
      );
      await opened.dialog.locator('body').evaluate(async () => {
        await Office.onReady();
      });
      await opened.page.locator('#dialog').evaluate((dialog) => {
        dialog.dispatchEvent(new Event('cancel'));
      });
      await opened.ended('RollUp');
    }));
  test('says that the program is too old, where it is', () =>
    withPage(async ({ press, pane }) => {
      await press('Panel');
      await expect(pane.getByRole('alert').innerText()).resolves.toContain('does not have ExcelApi 1.8');
    }, '1.7'));
  test('says that it belongs into Excel, where it is opened alone', async () => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`${site.origin}/taskpane.html`);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('works inside Excel');
    expect(await axeFaults(page)).toEqual([]);
    await context.close();
  });
  test('says that the browser behind the program is too old, where it is', async () => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.addInitScript(() => {
      Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    });
    await page.goto(`${site.origin}/taskpane.html`);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('needs a newer Excel');
    expect(await page.getByRole('alert').count()).toBe(1);
    await context.close();
  });
  test.each(['light', 'dark'] as const)(
    'has pages about itself that everybody can read, %s too',
    async (colorScheme) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, colorScheme });
      const page = await context.newPage();
      for (const path of ['about.html', 'notice.html#text=One%0Atwo']) {
        await page.goto(`${site.origin}/${path}`);
        expect(await axeFaults(page), path).toEqual([]);
      }
      await context.close();
    },
  );
});
