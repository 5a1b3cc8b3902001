/** The add-in as it is built, in a real browser, through the real Office.js: what an official does in a first hour. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPart, nispPlan, ruleCatalogue, type DiagnosticCode } from '../../core/index.js';
import { texts } from '../../panel/texts/en.js';
import { cellOf } from '../contract/workbooks.js';
import { axeFaults, launchBrowser, screenshot } from '../support/browser.js';
import {
  serveExcelPage,
  type ExcelPage,
  type ExcelSite,
  type PageOptions,
} from '../fakes/excel/browser/open.js';

let browser: Browser;
let site: ExcelSite;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveExcelPage()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function inExcel(use: (opened: ExcelPage) => Promise<void>, options?: PageOptions): Promise<void> {
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

const unit = 'Punjab';
const quarter = 'January to March 2019 (2019-Q1)';

async function build({ press, pane }: ExcelPage): Promise<void> {
  await press('Build');
  await pane.getByLabel('Reporting unit', { exact: true }).selectOption(unit);
  await pane.getByLabel('Quarter', { exact: true }).selectOption(quarter);
  await pane.getByRole('button', { name: 'Build', exact: true }).click();
  await pane.getByText('Built: Guide, Matrix, Roll-up and Findings.').waitFor();
}

/** Shows a tab of the panel. */
const show = async ({ pane }: ExcelPage, tab: keyof typeof texts.tabs) => {
  await pane.getByRole('tab', { name: texts.tabs[tab] }).click();
};
/** Types as a person does, into the cell of the table that is shown. */
async function type({ page }: ExcelPage, cell: string, text: string): Promise<void> {
  await page.locator(`#sheet [data-cell="${cell}"]`).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
/** Pastes from somewhere else: no validation is asked, and those of the cells are gone. */
const paste = ({ page }: ExcelPage, cell: string, block: readonly (readonly (string | number)[])[]) =>
  page.evaluate(
    ([at, values]) => {
      window.fakeExcel.person.pasteBlock('Matrix', at, values);
      window.fakeExcel.draw();
    },
    [cell, block] as const,
  );
const shown = ({ page }: ExcelPage, cell: string) => page.locator(`#sheet [data-cell="${cell}"]`).innerText();
const names = ({ page }: ExcelPage) =>
  page.evaluate(() => window.fakeExcel.program.workbook.worksheets.map(({ name }) => name));
const activeWorksheet = ({ page }: ExcelPage) =>
  page.evaluate(() => window.fakeExcel.program.workbook.active.name);
/** The cells with a mark of ours. */
const marked = ({ page }: ExcelPage) =>
  page.evaluate(() => {
    const matrix = window.fakeExcel.program.workbook.worksheets.find(({ name }) => name === 'Matrix');
    return (matrix?.conditionalFormats ?? [])
      .filter(({ settings }) => JSON.stringify([...settings]).includes('nisp-mark'))
      .flatMap(({ ranges }) => ranges.map(({ top, left }) => `${String.fromCharCode(64 + left)}${top}`))
      .sort();
  });
const kindOf = ({ pane }: ExcelPage, kind: string) => pane.locator('summary', { hasText: kind });
/** Shows the findings of a kind. */
async function unfold(opened: ExcelPage, kind: string): Promise<void> {
  const heading = kindOf(opened, kind);
  if (await heading.evaluate((summary) => !(summary.parentElement as HTMLDetailsElement).open))
    await heading.click();
}
/** Goes to the cell of a finding by its link. */
async function goTo(opened: ExcelPage, kind: string, place: string): Promise<void> {
  await unfold(opened, kind);
  await opened.pane.getByRole('button', { name: `Go to Matrix!${place}` }).click();
}
const axeFaultsOfPane = ({ page }: ExcelPage) =>
  axeFaults(page.frames().find((frame) => frame.url().includes('taskpane.html'))!);
/** What the fake Excel was asked, since the last time: how often, and the largest request. */
const asked = ({ page }: ExcelPage) =>
  page.evaluate(() => {
    const { batches } = window.fakeExcel.program;
    const waited = batches.filter(({ isCleanUp }) => !isCleanUp);
    batches.length = 0;
    return { syncs: waited.length, bytes: Math.max(0, ...waited.map(({ bytes }) => bytes)) };
  });

const [status, progress] = [cellOf('10a', 'status'), cellOf('10a', 'progress')];
/** The heading under which findings of a kind stand. */
const titleOf = (code: DiagnosticCode) => ruleCatalogue.find((rule) => rule.code === code)!.explanation;
/** Rows that the unit fills in, one below the other, in the order of the plan. */
const own = nispPlan.interventions.filter(
  (intervention) => !intervention.isContainer && hasPart(intervention, 'punjab'),
);

describe('an official', () => {
  test('builds, mistypes, sees it, goes to it, puts it right and looks at the roll-up', () =>
    inExcel(async (opened) => {
      const { page, pane, press, ended } = opened;
      await build(opened);
      const painting = await asked(opened);
      expect(painting.bytes).toBeLessThan(1_000_000);
      expect(await axeFaultsOfPane(opened)).toEqual([]);
      await page.getByRole('tab', { name: 'Matrix' }).click();

      // Rows that are the unit's, one below the other.
      await paste(opened, cellOf('11a', 'status'), [
        ['Completed', 1],
        ['In progress', 0.6],
        ['In progress', 0.35],
        ['On hold', 0.2],
        ['Not started', 0],
      ]);
      // What the drop-down does not offer is refused by Excel itself; what makes no sense is found by us.
      await type(opened, status, 'Finished');
      expect(await page.locator('#message').innerText()).toContain('Choose one of');
      await page.keyboard.press('Escape');
      await expect.poll(() => shown(opened, status)).toBe('');
      await type(opened, status, 'Completed');
      await type(opened, progress, '40%');
      await show(opened, 'check');
      const disagree = titleOf('status/progress-disagree');
      await kindOf(opened, disagree).waitFor();
      await expect.poll(() => marked(opened)).toContain(progress);
      await page.getByRole('tab', { name: 'Guide' }).click();
      await goTo(opened, disagree, progress);
      await page.locator('#address', { hasText: progress }).waitFor();
      expect(await activeWorksheet(opened)).toBe('Matrix');
      expect(await axeFaultsOfPane(opened)).toEqual([]);
      await page.locator('#sheet').evaluate((sheet) => {
        sheet.scrollBy(0, 330);
      });
      await screenshot(page, 'excel-check');

      await type(opened, progress, '100%');
      await kindOf(opened, disagree).waitFor({ state: 'detached' });
      await expect.poll(() => marked(opened)).not.toContain(progress);

      await show(opened, 'roll-up');
      await pane.getByText(`2 of ${own.length} completed`).waitFor();
      expect(await axeFaultsOfPane(opened)).toEqual([]);
      await press('RollUp');
      await ended('RollUp');
      expect(await activeWorksheet(opened)).toBe('Roll-up');
      await screenshot(page, 'excel-roll-up');
    }));

  test('pastes over fifty rows: it costs two readings, all fixes of one kind apply, and are undone', () =>
    inExcel(async (opened) => {
      const { page, pane } = opened;
      await build(opened);
      await page.getByRole('tab', { name: 'Matrix' }).click();
      await show(opened, 'check');
      await page.waitForTimeout(3_000);
      await asked(opened);
      const rows = 50;
      // Over locked cells Excel pastes nothing: whoever does this has taken the protection off.
      await page.evaluate(() => {
        window.fakeExcel.person.unprotect('Matrix');
      });
      await paste(opened, status, Array<string[]>(rows).fill(['in-progress']));
      const kind = titleOf('status/spelling');
      await kindOf(opened, kind).waitFor();
      await kindOf(opened, titleOf('validation/lost')).waitFor();
      const cost = await asked(opened);
      expect(cost.syncs).toBeLessThanOrEqual(2 + 4 + 2 * 4);
      const top = Number(/\d+/.exec(status)![0]);
      const concerned = own.filter(({ no }) => {
        const row = Number(/\d+/.exec(cellOf(no, 'status'))![0]);
        return row >= top && row < top + rows;
      });
      await unfold(opened, kind);
      const fixAll = pane.getByRole('button', { name: 'Fix all of this kind' });
      // Rows of the unit's own, and others that were pasted over as well.
      const [, count = '0'] = /\((\d+)\)/.exec(await fixAll.innerText()) ?? [];
      expect(Number(count)).toBeGreaterThanOrEqual(concerned.length);
      await fixAll.click();
      await kindOf(opened, kind).waitFor({ state: 'detached' });
      await expect.poll(() => shown(opened, status)).toBe('In progress');
      await pane.getByRole('button', { name: /^Undo/ }).click();
      await kindOf(opened, kind).waitFor();
      await expect.poll(() => shown(opened, status)).toBe('in-progress');
    }));

  test('selects a row, reads it in the panel and fills it in there', () =>
    inExcel(async (opened) => {
      const { page, pane } = opened;
      await build(opened);
      await page.getByRole('tab', { name: 'Matrix' }).click();
      await show(opened, 'row');
      await page.locator(`#sheet [data-cell="${cellOf('10b', 'status')}"]`).click();
      await pane.getByRole('heading', { name: 'Intervention 10b' }).waitFor();
      await pane.getByLabel('Status', { exact: true }).selectOption('In progress');
      const remarks = pane.getByLabel('Remarks', { exact: true });
      await remarks.fill('=HYPERLINK("http://example.org")');
      await remarks.blur();
      await expect.poll(() => shown(opened, cellOf('10b', 'status'))).toBe('In progress');
      // Text stays text, whatever it looks like.
      await expect
        .poll(() => shown(opened, cellOf('10b', 'remarks')))
        .toBe('=HYPERLINK("http://example.org")');
      expect(await axeFaultsOfPane(opened)).toEqual([]);
    }));

  test('in the oldest Excel that the manifest allows, builds and is told what is left out', () =>
    inExcel(
      async (opened) => {
        const { page, pane } = opened;
        await build(opened);
        for (const word of ['notes', 'cannot be folded', 'filter buttons', 'page set-up']) {
          await pane.getByRole('listitem').filter({ hasText: word }).first().waitFor();
        }
        await page.getByRole('tab', { name: 'Matrix' }).click();
        await type(opened, status, 'Completed');
        await type(opened, progress, '40%');
        await show(opened, 'check');
        await kindOf(opened, titleOf('status/progress-disagree')).waitFor();
        await expect.poll(() => marked(opened)).toContain(progress);
      },
      { version: '1.8' },
    ));

  test('repairs by the ribbon what pasting destroyed, and is told what', () =>
    inExcel(async (opened) => {
      const { page, press, dialog, ended } = opened;
      await build(opened);
      await page.getByRole('tab', { name: 'Matrix' }).click();
      await page.evaluate(() => {
        window.fakeExcel.person.unprotect('Matrix');
      });
      await paste(opened, status, [
        ['In progress', 0.4],
        ['On hold', 0.2],
      ]);
      await press('Repair');
      const said = await dialog.locator('#notice:not(:empty)').innerText();
      const [, row = ''] = /(\d+)/.exec(status)!;
      const pasted = `${status}:${progress.replace(row, String(Number(row) + 1))}`;
      expect(said).toContain(`Matrix: ${texts.notice.repairable.validation} (${pasted})`);
      expect(said).toContain(texts.notice.repairable.protection);
      await screenshot(page, 'excel-repair');
      await dialog.locator('#close').click();
      await ended('Repair');
      await expect.poll(() => shown(opened, status)).toBe('In progress');
      expect(
        await type(opened, status, 'Finished').then(() => page.locator('#message').innerText()),
      ).toContain('Choose one of');
    }));

  test('checks by the ribbon without the pane, and finds the findings on their worksheet', () =>
    inExcel(async (opened) => {
      const { page, press, ended } = opened;
      await build(opened);
      await paste(opened, status, [['Nearly']]);
      await press('Check');
      await ended('Check');
      expect(await activeWorksheet(opened)).toBe('Findings');
      await page.locator('#sheet').getByText('“Nearly” is not a status.').waitFor();
      await screenshot(page, 'excel-findings');
    }));

  test('builds over the matrix: every entry is kept, and so is a copy of the worksheet as it was', () =>
    inExcel(async (opened) => {
      const { page, pane } = opened;
      await build(opened);
      await page.getByRole('tab', { name: 'Matrix' }).click();
      const remark = 'رقم جاری نہیں ہوئی';
      await paste(opened, cellOf('10a', 'remarks'), [[remark]]);
      await paste(opened, status, [['On hold']]);
      await show(opened, 'start');
      await pane.getByRole('button', { name: 'Build over it' }).click();
      await pane
        .getByText(/before is on the worksheet|as it was before/i)
        .first()
        .waitFor();
      await expect.poll(() => shown(opened, status)).toBe('On hold');
      await expect.poll(() => shown(opened, cellOf('10a', 'remarks'))).toBe(remark);
      const copies = (await names(opened)).filter((name) => /^Matrix \d{4}-\d\d-\d\d \d\d\.\d\d$/.test(name));
      expect(copies).toHaveLength(1);
    }));
});

describe('where something is wrong', () => {
  const choose = async ({ pane, press }: ExcelPage) => {
    await press('Build');
    await pane.getByLabel('Reporting unit', { exact: true }).selectOption(unit);
    await pane.getByLabel('Quarter', { exact: true }).selectOption(quarter);
  };

  test('a request that fails half-way: the pane says what was touched, and building again makes it whole', () =>
    inExcel(async (opened) => {
      const { page, pane } = opened;
      await choose(opened);
      const button = pane.getByRole('button', { name: 'Build', exact: true });
      await button.waitFor();
      await page.evaluate(() => {
        const { program } = window.fakeExcel;
        const answer = program.answer.bind(program);
        // The first large request is the one that writes.
        program.answer = (request) => {
          if (request.Actions.length > 200) {
            program.answer = answer;
            program.failAt(1, 'half-way');
          }
          return answer(request);
        };
      });
      await button.click();
      await pane.getByText('The workbook could not be built').waitFor();
      expect(await pane.getByText(/^Changed by then: .*Matrix/).count()).toBe(1);
      expect(await axeFaultsOfPane(opened)).toEqual([]);
      await screenshot(page, 'excel-failed');
      await choose(opened);
      await pane.getByRole('button', { name: /^Build/ }).click();
      await pane.getByText('Built: Guide, Matrix, Roll-up and Findings.').waitFor();
      expect(await names(opened)).toEqual(['Guide', 'Matrix', 'Roll-up', 'Findings', 'Lists', '_nisp']);
    }));

  test('a worksheet of a person’s own that is called Matrix: nothing is built, and it is said why', () =>
    inExcel(async (opened) => {
      const { page, pane, press } = opened;
      await page.evaluate(() => {
        const { person } = window.fakeExcel;
        person.rename('Sheet1', 'Matrix');
        person.type('Matrix', 'A1', 'Duty roster');
        window.fakeExcel.draw();
      });
      await press('Build');
      await pane
        .getByText(/“Matrix”/)
        .first()
        .waitFor();
      const button = pane.getByRole('button', { name: /^Build/ });
      expect(await button.getAttribute('aria-disabled')).toBe('true');
      await expect.poll(() => shown(opened, 'A1')).toBe('Duty roster');
      expect(await names(opened)).toEqual(['Matrix']);
      expect(await axeFaultsOfPane(opened)).toEqual([]);
    }));

  test('a worksheet protected with a password: it is named, and nothing is changed', () =>
    inExcel(async (opened) => {
      const { page, pane } = opened;
      await build(opened);
      await page.evaluate(() => {
        const { person } = window.fakeExcel;
        person.unprotect('Matrix');
        person.protect('Matrix', 'secret');
      });
      const before = await names(opened);
      await pane.getByRole('button', { name: 'Repair', exact: true }).click();
      await pane.getByText('The workbook could not be repaired').waitFor();
      expect(await pane.getByText(/“?Matrix”? .*password|password.* “?Matrix”?/).count()).toBeGreaterThan(0);
      expect(await names(opened)).toEqual(before);
    }));

  test('the matrix’s worksheet renamed: it is still checked, and the pane says so', () =>
    inExcel(async (opened) => {
      const { page, pane } = opened;
      await build(opened);
      await page.evaluate(() => {
        window.fakeExcel.person.rename('Matrix', 'Punjab final');
        window.fakeExcel.draw();
      });
      await page.getByRole('tab', { name: 'Punjab final' }).click();
      await type(opened, status, 'Completed');
      await type(opened, progress, '40%');
      await show(opened, 'check');
      await kindOf(opened, titleOf('workbook/worksheet-renamed')).waitFor();
      await unfold(opened, titleOf('status/progress-disagree'));
      await pane.getByRole('button', { name: `Go to Punjab final!${progress}` }).waitFor();
    }));
});
