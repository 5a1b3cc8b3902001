/** How the panel looks and reads: in light, dark, high contrast and from right to left, narrow and enlarged. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { tabIds } from '../../../panel/view/tabs.js';
import { axeFaults, screenshot } from '../../support/browser.js';
import { paneWidth, panelPages } from './open.js';

const open = panelPages();

/** How far the page can be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
/** Shows each part in turn, with an intervention selected and the groups of findings open. */
async function eachPart(
  query: string,
  options: BrowserContextOptions,
  act: (page: Page, tab: string) => Promise<void>,
) {
  const { page, inside } = await open(`scene=sound&mistakes=4&${query}`, options);
  await inside.evaluate(({ model }) => model.select('10a'));
  for (const tab of tabIds) {
    await inside.evaluate(({ panel }, to) => {
      panel.show(to);
    }, tab);
    await page.locator(`#panel-${tab} .stack`).first().waitFor();
    // Errors are open already.
    await page.locator('nisp-check details:not([open]) > summary').evaluateAll((summaries) => {
      for (const summary of summaries) (summary as HTMLElement).click();
    });
    await act(page, tab);
  }
}

interface Appearance {
  readonly name: string;
  readonly query: string;
  readonly options: BrowserContextOptions;
}

const appearances: readonly Appearance[] = [
  { name: 'light', query: '', options: { colorScheme: 'light' } },
  { name: 'dark', query: '', options: { colorScheme: 'dark' } },
  { name: 'right-to-left', query: 'dir=rtl', options: {} },
  { name: 'high-contrast', query: '', options: { forcedColors: 'active', colorScheme: 'dark' } },
];

test.each(appearances)(
  '$name: axe finds nothing wrong in any part, and nothing is cut off',
  async ({ name, query, options }) => {
    await eachPart(query, options, async (page, tab) => {
      expect(await axeFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await screenshot(page, `${tab}-${name}`);
    });
  },
);

test('a pane of 320 px enlarged to 200 % is read without scrolling sideways', async () => {
  await eachPart(
    '',
    { viewport: { width: paneWidth / 2, height: 400 }, deviceScaleFactor: 2 },
    async (page, tab) => {
      expect(await sideways(page), tab).toBe(0);
      await screenshot(page, `${tab}-enlarged`);
    },
  );
});

test('in the sidebar of Google Sheets, 300 px less a scroll bar, nothing is cut off and the tabs stand in one line', async () => {
  await eachPart('appearance=light', { viewport: { width: 285, height: 700 } }, async (page, tab) => {
    expect(await sideways(page), tab).toBe(0);
    const lines = await page
      .getByRole('tab')
      .evaluateAll((tabs) => new Set(tabs.map((one) => one.getBoundingClientRect().top)).size);
    expect(lines).toBe(1);
    const cut = await page
      .locator('nisp-check .count:visible')
      .evaluateAll((counts) => counts.filter((count) => count.scrollWidth > count.clientWidth).length);
    expect(cut, tab).toBe(0);
    await screenshot(page, `${tab}-sidebar`);
  });
});

describe('appearance', () => {
  const ground = (page: Page) =>
    page.locator('nisp-panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);

  test('follows the person’s setting while the panel is open', async () => {
    const { page } = await open('scene=none', { colorScheme: 'light' });
    const light = await ground(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => ground(page)).not.toBe(light);
  });
  test('is the one that was asked for, whatever the person’s setting', async () => {
    const { page: asked } = await open('scene=none&appearance=dark', { colorScheme: 'light' });
    const { page: preferred } = await open('scene=none', { colorScheme: 'dark' });
    expect(await ground(asked)).toBe(await ground(preferred));
  });
});

test('forced colours keep the colours that carry meaning, and leave none out', async () => {
  const { page, inside } = await open('scene=sound', { forcedColors: 'active' });
  await inside.evaluate(({ panel }) => {
    panel.show('key');
  });
  const fills = await page
    .locator('nisp-key dt .swatch')
    .evaluateAll((swatches) => swatches.map((swatch) => getComputedStyle(swatch).backgroundColor));
  // Five statuses, blank, not applicable, three timelines.
  expect(fills).toHaveLength(10);
  expect(new Set(fills).size).toBe(10);
});

test('from right to left, the first tab stands rightmost and the arrow to the left goes on', async () => {
  const { page } = await open('scene=none&dir=rtl');
  const places = await page
    .getByRole('tab')
    .evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().right));
  expect(places).toEqual([...places].sort((a, b) => b - a));
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Check');
});

test('whatever has the focus by keyboard is seen to have it', async () => {
  const { page, inside } = await open('scene=sound&mistakes=4');
  await inside.evaluate(({ model }) => model.select('10a'));
  const unmarked: string[] = [];
  for (const tab of tabIds) {
    await inside.evaluate(({ panel }, to) => {
      panel.show(to);
      document
        .querySelector('nisp-panel')
        ?.shadowRoot?.querySelector<HTMLElement>('[role=tab][tabindex="0"]')
        ?.focus();
    }, tab);
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        if (!element || element === document.body) return null;
        const isMarked = [undefined, '::after'].some((pseudo) => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, pseudo);
          return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
        });
        return { isMarked, what: element.outerHTML.slice(0, 120) };
      });
      if (found === null) break;
      if (!found.isMarked) unmarked.push(found.what);
    }
  }
  expect(unmarked).toEqual([]);
});

describe('the page', () => {
  test('asks nothing of any other place and keeps nothing in the browser', async () => {
    const { page, inside } = await open('scene=sound');
    await inside.evaluate(({ model }) => model.check());
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(kept).toEqual([0, 0, '']);
  });
  test('is under a policy that would stop an inline style, an inline script and text as HTML', async () => {
    const { page, takeProblems } = await open('scene=none');
    await page.evaluate(() => {
      const attempt = (act: () => void) => {
        try {
          act();
        } catch (error) {
          console.error(String(error));
        }
      };
      const element = document.createElement('p');
      document.body.append(element);
      element.setAttribute('style', 'color: red');
      attempt(() => {
        element.innerHTML = '<b>text</b>';
      });
      attempt(() => {
        const script = document.createElement('script');
        script.text = 'globalThis.ran = true';
        document.body.append(script);
      });
    });
    await expect.poll(() => page.evaluate(() => 'ran' in globalThis)).toBe(false);
    const problems = takeProblems().join('\n');
    expect(problems).toContain('policy: style-src-attr');
    expect(problems).toContain('policy: require-trusted-types-for');
  });
});
