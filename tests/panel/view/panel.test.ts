/** The panel in a real Chromium, over a workbook in memory: every part of it, by mouse and by keyboard alone. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { nispPlan, sharesOf, statuses, timelines, type Grouping } from '../../../core/index.js';
import { texts } from '../../../panel/texts/en.js';
import { panelPages, type OpenPanel } from './open.js';

const open = panelPages();

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const choose = async (page: Page, unit: string, quarter: string) => {
  await page.getByLabel('Reporting unit', { exact: true }).selectOption(unit);
  await page.getByLabel('Quarter', { exact: true }).selectOption(quarter);
};
const show = async (page: Page, tab: keyof typeof texts.tabs) => {
  await page.getByRole('tab', { name: texts.tabs[tab] }).click();
};
const selectedTab = (page: Page) => page.getByRole('tab', { selected: true }).innerText();
/** What stands in the cell of a field. */
const cell = ({ inside }: OpenPanel, no: string, field: 'status' | 'progress' | 'remarks' | 'due') =>
  inside.evaluate(
    ({ host, cellOf }, [intervention, key]) => {
      const range = cellOf(intervention, key);
      const column = range.charCodeAt(0) - 64;
      const row = Number(range.slice(1));
      const matrix = host.workbook().worksheets.find(({ name }) => name === 'Matrix');
      const found = matrix?.rows.find((one) => one.row === row)?.cells.find((one) => one.column === column);
      return found?.content ?? null;
    },
    [no, field] as const,
  );
/** What has the focus, through every shadow tree: its text or its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (
      element?.getAttribute('aria-label') ??
      (element instanceof HTMLSelectElement ? element.id : (element?.textContent.trim() ?? ''))
    );
  });
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('by keyboard alone', () => {
  test('a person builds, is told of a mistake, goes to it, fixes it and undoes', async () => {
    const panel = await open('scene=none');
    const { page, inside } = panel;
    await press(page, 'Tab');
    expect(await focused(page)).toBe('Start');
    await press(page, 'Tab');
    expect(await focused(page)).toBe('unit');
    await page.keyboard.type('Pun');
    await press(page, 'Tab');
    await page.keyboard.type('January to March 2019');
    await press(page, 'Tab');
    expect(await focused(page)).toBe('Build');
    await press(page, 'Enter');
    await page.getByText('Built: Guide, Matrix, Roll-up and Findings.').waitFor();
    expect(await page.locator('header').innerText()).toContain('Punjab · January to March 2019 (2019-Q1)');
    // The button kept the focus while it had to wait.
    expect(await focused(page)).toBe('Build over it');

    await inside.evaluate(({ host, cellOf }) => {
      host.type('Matrix', { [cellOf('10a', 'status')]: { kind: 'text', text: 'in-progress' } });
    });
    await press(page, 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    expect(await focused(page)).toBe('Start');
    await press(page, 'ArrowRight');
    expect(await selectedTab(page)).toBe('Check');
    const kind = page.locator('summary', { hasText: 'The status is spelt otherwise' });
    await kind.waitFor();
    const place = await inside.evaluate(({ cellOf }) => `Matrix!${cellOf('10a', 'status')}`);

    await kind.focus();
    await press(page, 'Enter', 'Tab');
    expect(await focused(page)).toBe(`Go to ${place}`);
    await press(page, 'Enter');
    await expect
      .poll(() => inside.evaluate(({ host }) => host.shown()))
      .toEqual({ worksheet: 'Matrix', range: place.slice('Matrix!'.length) });

    await press(page, 'Tab');
    expect(await focused(page)).toBe(`Fix ${place}`);
    await press(page, 'Enter');
    await page.getByText('Fixed 1 cell.').waitFor();
    expect(await cell(panel, '10a', 'status')).toEqual({ kind: 'text', text: 'In progress' });
    // The button went with its finding; the focus did not.
    expect(await focused(page)).toBe('Findings');

    await press(page, 'Tab', 'Tab');
    expect(await focused(page)).toBe('Undo (1 cell)');
    await press(page, 'Space');
    await page.getByText('Put 1 cell back as it was.').waitFor();
    expect(await cell(panel, '10a', 'status')).toEqual({ kind: 'text', text: 'in-progress' });
  });

  test('arrow keys walk round the tabs, of which one alone is a stop', async () => {
    const { page } = await open('scene=sound');
    await press(page, 'Tab');
    expect(await focused(page)).toBe('Check');
    const walked: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await press(page, 'ArrowRight');
      walked.push(await selectedTab(page));
    }
    expect(walked).toEqual(['Roll-up', 'Row', 'Key', 'Start', 'Check']);
    await press(page, 'Tab');
    expect(await focused(page)).toBe('Check now');
  });
});

describe('Start', () => {
  test('comes first where there is no matrix, and says what is missing before it builds', async () => {
    const { page } = await open('scene=none');
    expect(await selectedTab(page)).toBe('Start');
    await page.getByText('No matrix in this Excel workbook yet').waitFor();
    await button(page, 'Build').click();
    const unit = page.getByLabel('Reporting unit', { exact: true });
    expect(await unit.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator(`#${await unit.getAttribute('aria-describedby')}`).textContent()).toBe(
      'Choose the reporting unit.',
    );
    expect(await focused(page)).toBe('unit');
    expect(await page.getByLabel('Quarter', { exact: true }).locator('option').count()).toBe(25);
  });
  test('says what building will do: anew, over what is there, or not at all', async () => {
    const fresh = await open('scene=none');
    await choose(fresh.page, 'sindh', '2018-Q2');
    await fresh.page
      .getByText(
        'The worksheets Guide, Matrix, Roll-up and Findings will be added for Sindh, April to June 2018 (2018-Q2).',
      )
      .waitFor();

    const { page, inside } = await open('scene=sound');
    await show(page, 'start');
    await page.getByText('built anew with every entry kept, after a copy').waitFor();
    await choose(page, 'sindh', '2019-Q1');
    await page
      .getByText('This workbook is that of Punjab, January to March 2019 (2019-Q1), so nothing else')
      .waitFor();
    const build = button(page, 'Build');
    expect(await build.getAttribute('aria-disabled')).toBe('true');
    await inside.evaluate(({ host }) => {
      host.forget();
    });
    await build.click({ force: true });
    expect(await inside.evaluate(({ host }) => host.calls)).toEqual([]);
  });
  test('builds over with a copy and says where it is', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'start');
    await button(page, 'Build over it').click();
    const copy = await page.getByText(/The matrix as it was before is on the worksheet “.*”\./).textContent();
    const names = await inside.evaluate(({ host }) => host.workbook().worksheets.map(({ name }) => name));
    expect(names).toContain(/“(.*)”/.exec(copy ?? '')?.[1]);
    await button(page, 'Dismiss this message').click();
    await page.getByText('Built:').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Start');
  });
  test('says why a workbook cannot be used', async () => {
    const { page } = await open('scene=unusable');
    expect(await selectedTab(page)).toBe('Start');
    await page.getByText('Nothing can be built here').waitFor();
    await page.getByText('The workbook was built by a version that is not known here: “99.0.0”.').waitFor();
    expect(await button(page, 'Repair').count()).toBe(0);
  });
  test('lists what a repair put back, cells one under another as a range', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'start');
    await inside.evaluate(({ host, cellOf }) => {
      const [first, last] = [cellOf('10b', 'status'), cellOf('10d', 'status')];
      host.paste('Matrix', `${first}:${last}`, { kind: 'text', text: 'Completed' });
    });
    await button(page, 'Repair').click();
    const range = await inside.evaluate(
      ({ cellOf }) => `${cellOf('10b', 'status')}:${cellOf('10d', 'status')}`,
    );
    await page.getByText(`Matrix: colours that follow the values (${range})`).waitFor();
    await button(page, 'Repair').click();
    const outcome = page.getByText('Nothing was missing');
    await outcome.waitFor();
    // Repair stands below the fold; what it came to is shown all the same, clear of the tabs.
    const tabs = await page.locator('.sticky').boundingBox();
    expect((await outcome.boundingBox())!.y).toBeGreaterThanOrEqual(tabs!.y + tabs!.height);
  });
  test('leads to the worksheets', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'start');
    await button(page, 'Show Guide').click();
    await expect
      .poll(() => inside.evaluate(({ host }) => host.shown()))
      .toEqual({ worksheet: 'Guide', range: null });
  });
  test('a failure says what happened, what was touched and what to do next', async () => {
    const { page, inside } = await open('scene=none');
    await choose(page, 'punjab', '2019-Q1');
    await inside.evaluate(({ host, HostError }) => {
      host.fail(
        'paint',
        new HostError('no-access', 'The workbook is protected. Take it off', ['Guide', 'Matrix']),
      );
    });
    await button(page, 'Build').click();
    const alert = page.getByRole('alert');
    await alert.getByText('The workbook could not be built.').waitFor();
    expect(await alert.innerText()).toMatch(
      /The workbook is protected\. Take it off\.\s+Changed by then: Guide and Matrix\./,
    );
  });
});

describe('Check', () => {
  test('says in words that there is nothing to say', async () => {
    const none = await open('scene=none');
    await show(none.page, 'check');
    await none.page.getByText('There is no matrix in this workbook to check.').waitFor();

    const { page } = await open('scene=flawless');
    await page.getByText('No findings. Nothing is wrong with this workbook.').waitFor();
  });
  test('counts, filters by severity and by text, and clears the filter', async () => {
    const { page, inside } = await open('scene=sound&mistakes=12');
    const kinds = (severity: string) =>
      inside.evaluate(({ model }, of) => {
        const { workbook } = model.state;
        const found = workbook.kind === 'matrix' ? workbook.findings : [];
        return new Set(found.filter((one) => one.severity === of).map(({ code }) => code)).size;
      }, severity);
    const counts = await inside.evaluate(({ model }) => {
      const { workbook } = model.state;
      const found = workbook.kind === 'matrix' ? workbook.findings : [];
      return ['error', 'warning', 'information'].map(
        (severity) => found.filter((one) => one.severity === severity).length,
      );
    });
    const [errors, warnings, notes] = counts as [number, number, number];
    expect(errors).toBeGreaterThan(3);
    await button(page, `${errors} errors`).click();
    expect(await button(page, `${errors} errors`).getAttribute('aria-pressed')).toBe('true');
    const words = await page.locator('summary').allInnerTexts();
    expect(words.length).toBe(await kinds('error'));
    for (const text of words) expect(text).toMatch(/^\s*Error/);
    await page.getByLabel('Find in the findings').fill('31/02/2019');
    expect(await page.locator('summary').count()).toBe(1);
    await page.getByLabel('Find in the findings').fill('zebra');
    await page.getByText('No finding matches the filter.').waitFor();
    await button(page, 'Clear the filter').click();
    expect(await button(page, `${warnings} warnings`).isVisible()).toBe(true);
    expect(await button(page, `${notes} notes`).isVisible()).toBe(true);
    expect(await page.locator('summary').count()).toBeGreaterThan(4);
  });
  test('fixes all of a kind at once and undoes them together', async () => {
    const panel = await open('scene=sound&mistakes=12');
    const { page } = panel;
    await page.locator('summary', { hasText: 'The status is spelt otherwise' }).click();
    await button(page, 'Fix all of this kind (3)').click();
    await page.getByText('Fixed 3 cells.').waitFor();
    expect(await page.locator('summary', { hasText: 'The status is spelt otherwise' }).count()).toBe(0);
    await button(page, 'Undo (3 cells)').click();
    await page.getByText('Put 3 cells back as they were.').waitFor();
    expect(await page.locator('summary', { hasText: 'The status is spelt otherwise' }).count()).toBe(1);
  });
  test('draws a long list in pieces', async () => {
    const { page, inside } = await open('scene=sound');
    const rows = await inside.evaluate(({ host, model }) => {
      const { workbook } = model.state;
      if (workbook.kind !== 'matrix') throw new Error(workbook.kind);
      const cells = [...workbook.submission.entries.values()].flatMap(
        ({ cells: own }) => own.get('remarks') ?? [],
      );
      host.type(
        'Matrix',
        Object.fromEntries(
          cells.map((range) => [range, { kind: 'text' as const, text: '=HYPERLINK("x")\u0007' }]),
        ),
      );
      return cells.length;
    });
    await button(page, 'Check now').click();
    await page.getByText(/^Checked: /).waitFor();
    const kind = page.locator('details', { hasText: 'A text holds characters that cannot be printed' });
    await kind.locator('summary').click();
    const drawn = () => kind.locator('li').count();
    expect(await drawn()).toBe(40);
    const total = Number(await kind.locator('.total [aria-hidden]').textContent());
    expect(total).toBeGreaterThan(80);
    expect(total).toBeLessThanOrEqual(rows);
    await button(page, 'Show 40 more').click();
    await expect.poll(drawn).toBe(80);
  });
  test('text of a cell is text, whatever it looks like', async () => {
    const { page, inside } = await open('scene=sound');
    const hostile = '<img src=x onerror=alert(1)>';
    await inside.evaluate(({ host, cellOf }, text) => {
      host.type('Matrix', { [cellOf('10a', 'status')]: { kind: 'text', text } });
    }, hostile);
    await page.getByText(`“${hostile}” is not a status.`).waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });
  test('writes the findings into the workbook', async () => {
    const { page, inside } = await open('scene=sound&mistakes=4');
    await button(page, 'Write to worksheet').click();
    await page.getByText('The findings stand on the worksheet “Findings”.').waitFor();
    expect(await inside.evaluate(({ host }) => host.shown())).toEqual({ worksheet: 'Findings', range: null });
  });
});

describe('Roll-up', () => {
  const figures = ({ inside }: OpenPanel, grouping: Grouping) =>
    inside.evaluate(({ model }, by) => {
      const { workbook } = model.state;
      if (workbook.kind !== 'matrix') throw new Error(workbook.kind);
      const { total, groups } = workbook.rollUp;
      return { total, groups: groups[by] };
    }, grouping);

  test('states the core’s figures with their denominators, total first', async () => {
    const panel = await open('scene=sound');
    const { page } = panel;
    await show(page, 'roll-up');
    const { total, groups } = await figures(panel, 'pillar');
    const cards = page.locator('nisp-roll-up .card:has(.figures)');
    const shown = groups.filter((group) => group.figures.interventions > 0);
    expect(await cards.count()).toBe(shown.length + 1);
    for (const [index, of] of [total, ...shown.map((group) => group.figures)].entries()) {
      const text = (await cards.nth(index).innerText()).replace(/\s+/g, ' ');
      const { doneOfAll, reported, overdueOfDue } = sharesOf(of);
      expect(text).toContain(`Completed ${doneOfAll.count} of ${doneOfAll.of} (`);
      expect(text).toContain(`Reported ${reported.count} of ${reported.of} (`);
      expect(text).toContain(
        overdueOfDue.of === 0
          ? 'Overdue none due yet'
          : `Overdue ${overdueOfDue.count} of ${overdueOfDue.of} due`,
      );
      expect(text).toContain(`${of.budget.notCosted} not costed`);
    }
  });
  test('draws each status as wide as its share, and says it', async () => {
    const panel = await open('scene=sound');
    const { page } = panel;
    await show(page, 'roll-up');
    const { total } = await figures(panel, 'pillar');
    const bar = page.getByRole('img').first();
    const widths = await bar
      .locator('span')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().width));
    const counts = [
      ...statuses.map((status) => total.byStatus[status]),
      total.interventions - total.reported,
    ].filter((count) => count > 0);
    const whole = widths.reduce((sum, width) => sum + width, 0);
    widths.forEach((width, index) => {
      expect(width / whole).toBeCloseTo(counts[index]! / total.interventions, 2);
    });
    expect(await bar.getAttribute('aria-label')).toContain(`Completed ${total.byStatus.Completed}`);
  });
  test.each(['section', 'body', 'timeline', 'priority'] as const)(
    'groups by %s, as a table too',
    async (grouping) => {
      const panel = await open('scene=sound');
      const { page } = panel;
      await show(page, 'roll-up');
      await page.getByLabel('Grouped by').selectOption(grouping);
      const shown = (await figures(panel, grouping)).groups.filter(
        (group) => group.figures.interventions > 0,
      );
      const headings = await page.locator('nisp-roll-up h3').allInnerTexts();
      expect(headings).toEqual(
        shown.map(({ id, name }) => (grouping === 'priority' ? `${id}. ${name}` : name)),
      );
      await page.getByText('As a table').click();
      const table = await page
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('td')].map((one) => Number(one.textContent))),
        );
      expect(table.slice(1)).toEqual(
        shown.map(({ figures: of }) => [
          of.interventions,
          ...statuses.map((status) => of.byStatus[status]),
          of.interventions - of.reported,
        ]),
      );
    },
  );
});

describe('Row', () => {
  test('follows the row that is selected in the worksheet', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'row');
    await page.getByText('Select a row in the matrix').waitFor();
    await inside.evaluate(({ host, cellOf }) => {
      host.select('Matrix', cellOf('10a', 'due'));
    });
    await page.getByRole('heading', { name: 'Intervention 10a' }).waitFor();
    expect(await page.locator('nisp-row .text').innerText()).toContain(
      nispPlan.interventionByNo.get('10a')!.text,
    );
  });
  test('finds by number and by words, and steps to the neighbours', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'row');
    await page.getByLabel('Find by number or words').fill('police oversight');
    await button(page, /^10a/).click();
    await page.getByRole('heading', { name: 'Intervention 10a' }).waitFor();
    const range = await inside.evaluate(({ cellOf }) => cellOf('10a', 'status'));
    await expect
      .poll(() => inside.evaluate(({ host }) => host.shown()))
      .toEqual({ worksheet: 'Matrix', range });
    await button(page, 'Next intervention, 10b').click();
    await page.getByRole('heading', { name: 'Intervention 10b' }).waitFor();
    await page.getByLabel('Find by number or words').fill('1');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Intervention 1', exact: true }).waitFor();
    expect(await button(page, 'Previous').getAttribute('aria-disabled')).toBe('true');
  });
  test('says where the text comes from, and where there is nothing to enter', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'row');
    const select = (no: string) => inside.evaluate(({ model }, to) => model.select(to), no);
    await select('84c');
    await page.getByText('Notes on the text').click();
    await page.getByText('The wording is that of section H: Annex A’s own is lost.').waitFor();
    await select('84');
    await page.getByText('Its figures follow from its sub-items; nothing is entered here.').waitFor();
    await button(page, 'Intervention 84a').click();
    await page.getByRole('heading', { name: 'Intervention 84a' }).waitFor();
    await select('2');
    await page.getByText('Punjab has no part in this intervention; nothing is to be entered.').waitFor();
  });
  test('saves each field as it is left, progress in percent', async () => {
    const panel = await open('scene=sound');
    const { page, inside } = panel;
    await show(page, 'row');
    await inside.evaluate(({ model }) => model.select('10a'));
    await page.getByLabel('Status').selectOption('On hold');
    await page.getByText('Status of intervention 10a saved.').waitFor();
    expect(await cell(panel, '10a', 'status')).toEqual({ kind: 'text', text: 'On hold' });
    await page.getByLabel('Progress').fill('45');
    await page.getByLabel('Remarks').fill('=1+1 عدالت کا حکم');
    await page.getByText('Progress % of intervention 10a saved.').waitFor();
    expect(await cell(panel, '10a', 'progress')).toEqual({ kind: 'number', value: 0.45, format: 'percent' });
    await press(page, 'Tab');
    await page.getByText('Remarks of intervention 10a saved.').waitFor();
    expect(await cell(panel, '10a', 'remarks')).toEqual({ kind: 'text', text: '=1+1 عدالت کا حکم' });
    await page.getByLabel('Due').fill('2019-06-30');
    await press(page, 'Enter');
    await page.getByText('Due of intervention 10a saved.').waitFor();
    expect(await cell(panel, '10a', 'due')).toEqual({ kind: 'date', date: '2019-06-30' });
    // Leaving a field as it is writes nothing.
    await inside.evaluate(({ host }) => {
      host.forget();
    });
    await page.getByLabel('Progress').focus();
    await press(page, 'Tab');
    expect(await inside.evaluate(({ host }) => host.calls)).toEqual([]);
  });
  test('what cannot be used is not written; the reason stands at the field and is tied to it', async () => {
    const panel = await open('scene=sound');
    const { page, inside } = panel;
    await show(page, 'row');
    await inside.evaluate(({ model }) => model.select('10a'));
    const before = await cell(panel, '10a', 'progress');
    const progress = page.getByLabel('Progress');
    await progress.fill('140');
    await press(page, 'Enter');
    const reason = page.locator('#progress-findings');
    await expect.poll(() => reason.innerText()).toMatch(/^\s*Error:\s+Not written: /);
    expect(await progress.getAttribute('aria-invalid')).toBe('true');
    expect((await progress.getAttribute('aria-describedby'))?.split(' ')).toContain('progress-findings');
    expect(await progress.inputValue()).toBe('140');
    expect(await cell(panel, '10a', 'progress')).toEqual(before);
    await progress.fill('60');
    await press(page, 'Enter');
    await expect.poll(() => cell(panel, '10a', 'progress')).toMatchObject({ value: 0.6 });
    await expect.poll(() => progress.getAttribute('aria-invalid')).toBe(null);
  });
  test('shows the findings of the cell at its field', async () => {
    const { page, inside } = await open('scene=sound');
    await show(page, 'row');
    await inside.evaluate(async ({ host, cellOf, model }) => {
      host.type('Matrix', { [cellOf('10a', 'status')]: { kind: 'text', text: 'Nearly' } });
      await model.select('10a');
    });
    await page.locator('#status-findings').getByText('“Nearly” is not a status.').waitFor();
    expect(await page.getByLabel('Status').getAttribute('aria-invalid')).toBe('true');
  });
});

test('Key names every status, timeline and severity', async () => {
  const { page } = await open('scene=none');
  await show(page, 'key');
  const text = await page.getByRole('tabpanel').locator('nisp-key .stack').first().innerText();
  for (const name of [...statuses, ...timelines, 'Error', 'Warning', 'Note', 'Overdue'])
    expect(text).toContain(name);
});
