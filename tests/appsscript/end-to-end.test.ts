/** The sidebar as it is built, in a real browser, wired to the script as it is built: what a team does in its first hour. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildUnitWorkbook,
  hasPart,
  nispPlan,
  parsePeriod,
  parseRange,
  ruleCatalogue,
  type DiagnosticCode,
} from '../../core/index.js';
import { texts } from '../../panel/index.js';
import { cellOf } from '../contract/workbooks.js';
import { cellAt } from '../fakes/sheets/cells.js';
import type { Person } from '../fakes/sheets/person.js';
import { shownAt } from '../fakes/sheets/shown.js';
import { findWorksheet, type Workbook } from '../fakes/sheets/workbook.js';
import { axeFaults, launchBrowser, screenshot } from '../support/browser.js';
import {
  builtWorkbook,
  serveSidebars,
  type SidebarOptions,
  type SidebarPage,
  type SidebarSite,
} from './sidebar-page.js';

let browser: Browser;
let site: SidebarSite;
/** A spreadsheet in which the matrix is built already. */
let withMatrix: Workbook;
beforeAll(async () => {
  const period = parsePeriod('2019-Q1')!;
  [browser, site, withMatrix] = await Promise.all([
    launchBrowser(),
    serveSidebars(),
    builtWorkbook(buildUnitWorkbook({ plan: nispPlan, unit: 'punjab', period })),
  ]);
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
      const [fault] = opened.faults;
      throw new Error(['What went wrong:', ...opened.problems].join('\n'), { cause: fault ?? error });
    });
    expect([...opened.faults, ...opened.problems]).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}

/** The same, with the matrix built already. */
const besideMatrix = (use: (opened: SidebarPage) => Promise<void>, options: SidebarOptions = {}) =>
  inSheets(
    async (opened) => {
      await opened.panel.getByText('Checked as you type').waitFor();
      await use(opened);
    },
    { ...options, workbook: withMatrix },
  );

const unit = 'Punjab';
const quarter = 'January to March 2019 (2019-Q1)';
const worksheets = ['Guide', 'Matrix', 'Roll-up', 'Findings', 'Lists', '_nisp'];

async function chooseUnit({ panel }: SidebarPage): Promise<void> {
  await panel.getByLabel('Reporting unit', { exact: true }).selectOption(unit);
  await panel.getByLabel('Quarter', { exact: true }).selectOption(quarter);
}
async function build(opened: SidebarPage): Promise<void> {
  await chooseUnit(opened);
  await opened.panel.getByRole('button', { name: 'Build', exact: true }).click();
  await opened.panel.getByText('Built: Guide, Matrix, Roll-up and Findings.').waitFor();
}

/** Shows a tab of the panel. */
const show = async ({ panel }: SidebarPage, tab: keyof typeof texts.tabs) => {
  await panel.getByRole('tab', { name: texts.tabs[tab] }).click();
};

/** Types as a person does; Google then runs the simple trigger, as for every edit by hand. */
function type({ script, sheets }: SidebarPage, cell: string, text: string, person: Person = sheets.person) {
  const typed = person.type('Matrix', cell, text);
  script.edited(typed.edit);
  return typed.reaction;
}
/** Pastes from somewhere else. */
function paste(
  { script, sheets: { person } }: SidebarPage,
  cell: string,
  block: readonly (readonly string[])[],
) {
  script.edited(person.pasteBlock('Matrix', cell, block));
}
const matrixOf = ({ sheets }: SidebarPage) => findWorksheet(sheets.workbook, 'Matrix')!;
function shown(opened: SidebarPage, cell: string): string {
  const { top, left } = parseRange(cell)!;
  return shownAt(opened.sheets.program, matrixOf(opened), top, left);
}
function noteOf(opened: SidebarPage, cell: string): string {
  const { top, left } = parseRange(cell)!;
  return cellAt(matrixOf(opened), top, left).note;
}
const names = ({ sheets }: SidebarPage) => sheets.workbook.worksheets.map(({ name }) => name);

const [status, progress] = [cellOf('10a', 'status'), cellOf('10a', 'progress')];
/** The heading under which findings of a kind stand. */
const titleOf = (code: DiagnosticCode) => ruleCatalogue.find((rule) => rule.code === code)!.explanation;
const disagree = titleOf('status/progress-disagree');
const kindOf = ({ panel }: SidebarPage, kind: string) => panel.locator('summary', { hasText: kind });
/** Shows the findings of a kind. */
async function unfold(opened: SidebarPage, kind: string): Promise<void> {
  const heading = kindOf(opened, kind);
  if (await heading.evaluate((summary) => !(summary.parentElement as HTMLDetailsElement).open))
    await heading.click();
}
/** Rows that the unit fills in, one below the other, in the order of the plan. */
const own = nispPlan.interventions.filter(
  (intervention) => !intervention.isContainer && hasPart(intervention, 'punjab'),
);

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

describe('a team', () => {
  test('builds, mistypes, sees it in the panel and at the cell, goes to it, and puts it right', () =>
    inSheets(
      async (opened) => {
        const { panel, frame, page, sheets } = opened;
        await Promise.all([
          build(opened),
          panel.getByText(/^Building … \d of 7$/).waitFor(),
          panel.locator('[role="progressbar"][aria-valuenow][aria-valuemax="7"]').waitFor(),
        ]);
        expect(await panel.getByRole('progressbar').count()).toBe(0);
        expect(names(opened)).toEqual(worksheets);
        expect(await axeFaults(frame)).toEqual([]);
        await show(opened, 'check');
        await kindOf(opened, titleOf('submission/timelines-not-set')).waitFor();
        // What Google Sheets cannot do is no damage that somebody did.
        expect(await panel.locator('nisp-check summary').count()).toBe(2);
        sheets.person.writeNote('Matrix', progress, 'Ask the Home Department.');

        expect(type(opened, status, 'Finished')).toBe('rejected');
        expect(type(opened, status, 'Completed')).toBe('accepted');
        type(opened, progress, '40%');
        await kindOf(opened, disagree).waitFor();
        await expect.poll(() => noteOf(opened, progress)).toMatch(/^[▲△] NISP: /m);
        expect(noteOf(opened, progress)).toContain('Ask the Home Department.');
        await unfold(opened, disagree);
        sheets.person.select('Guide', 'A1');
        await panel.getByRole('button', { name: `Go to Matrix!${progress}` }).click();
        const matrix = matrixOf(opened);
        const { user } = sheets.person;
        await expect.poll(() => user.selected.sheetId).toBe(matrix.sheetId);
        expect(user.selected.ranges).toEqual([parseRange(progress)]);
        expect(await axeFaults(frame)).toEqual([]);
        await screenshot(page, 'sheets-check');

        type(opened, progress, '100%');
        await kindOf(opened, disagree).waitFor({ state: 'detached' });
        await expect.poll(() => noteOf(opened, progress)).toBe('Ask the Home Department.');
        await show(opened, 'roll-up');
        await panel.getByText(`1 of ${own.length} completed`).waitFor();
        expect(await axeFaults(frame)).toEqual([]);
      },
      { isStrict: true },
    ));

  test('pastes over many rows: all fixes of one kind apply together, and are undone together', () =>
    besideMatrix(async (opened) => {
      const { panel } = opened;
      await show(opened, 'check');
      paste(opened, status, Array<string[]>(20).fill(['in-progress']));
      const kind = titleOf('status/spelling');
      await kindOf(opened, kind).waitFor();
      await unfold(opened, kind);
      await panel.getByRole('button', { name: 'Fix all of this kind' }).click();
      await kindOf(opened, kind).waitFor({ state: 'detached' });
      await expect.poll(() => shown(opened, status)).toBe('In progress');
      await panel.getByRole('button', { name: /^Undo/ }).click();
      await kindOf(opened, kind).waitFor();
      await expect.poll(() => shown(opened, status)).toBe('in-progress');
    }));

  test('selects a row, reads it in the panel and fills it in there: text stays text, and never becomes HTML', () =>
    besideMatrix(
      async (opened) => {
        const { panel, frame, sheets } = opened;
        await show(opened, 'row');
        sheets.person.select('Matrix', cellOf('10b', 'status'));
        await panel.getByRole('heading', { name: 'Intervention 10b' }).waitFor();
        await panel.getByLabel('Status', { exact: true }).selectOption('In progress');
        const remarks = panel.getByLabel('Remarks', { exact: true });
        for (const text of ['=HYPERLINK("http://example.org")', '<img src=x onerror="alert(1)">', 'رقم']) {
          await remarks.fill(text);
          await remarks.blur();
          await expect.poll(() => shown(opened, cellOf('10b', 'remarks'))).toBe(text);
        }
        await expect.poll(() => shown(opened, cellOf('10b', 'status'))).toBe('In progress');
        expect(await frame.locator('img').count()).toBe(0);
        expect(await axeFaults(frame)).toEqual([]);
      },
      { isStrict: true },
    ));

  test('sees what a colleague types', () =>
    besideMatrix(async (opened) => {
      await show(opened, 'check');
      const colleague = opened.sheets.personOf('colleague@example.org');
      type(opened, status, 'On hold', colleague);
      type(opened, progress, '40%', colleague);
      await kindOf(opened, titleOf('status/reason-missing')).waitFor();
    }));

  test('repairs what pasting destroyed, and is told what', () =>
    besideMatrix(async (opened) => {
      const { panel, sheets, page } = opened;
      sheets.person.addWorksheet('Draft');
      opened.script.edited(sheets.person.paste(['Draft', 'A1'], ['Matrix', status]));
      const { top, left } = parseRange(status)!;
      expect(cellAt(matrixOf(opened), top, left).validation).toBeNull();
      await show(opened, 'start');
      await panel.getByRole('button', { name: 'Repair', exact: true }).click();
      await panel.getByText(texts.notice.repairable.validation).first().waitFor();
      expect(cellAt(matrixOf(opened), top, left).validation).not.toBeNull();
      expect(type(opened, status, 'Finished')).toBe('rejected');
      await screenshot(page, 'sheets-repair');
    }));

  test('builds over the matrix: every entry is kept, and so is a copy of the worksheet as it was', () =>
    besideMatrix(async (opened) => {
      const { panel } = opened;
      const remark = 'رقم جاری نہیں ہوئی';
      type(opened, cellOf('10a', 'remarks'), remark);
      type(opened, status, 'On hold');
      await show(opened, 'start');
      await panel.getByRole('button', { name: 'Build over it' }).click();
      await panel
        .getByText(/before is on the worksheet|as it was before/i)
        .first()
        .waitFor();
      expect(shown(opened, status)).toBe('On hold');
      expect(shown(opened, cellOf('10a', 'remarks'))).toBe(remark);
      const copies = names(opened).filter((name) => /^Matrix \d{4}-\d\d-\d\d \d\d\.\d\d$/.test(name));
      expect(copies).toHaveLength(1);
    }));
});

describe('where something is wrong', () => {
  test('no answer from Google: the panel says so, and the next try works', () =>
    inSheets(async (opened) => {
      const { panel, unreachable, frame } = opened;
      await panel.getByText('No matrix in this Google Sheets').waitFor();
      await chooseUnit(opened);
      // More than the panel tries by itself.
      unreachable.push(...Array.from({ length: 20 }, () => new Error('NetworkError: Connection failure')));
      await panel.getByRole('button', { name: 'Build', exact: true }).click();
      await panel.getByText('Google Sheets does not answer.').first().waitFor();
      expect(await axeFaults(frame)).toEqual([]);
      unreachable.length = 0;
      await build(opened);
      expect(names(opened)).toEqual(worksheets);
    }));

  test('a call of Google’s that fails half-way: the panel says what was touched, and building again makes it whole', () =>
    inSheets(async (opened) => {
      const { panel, sheets, frame, page } = opened;
      await panel.getByText('No matrix in this Google Sheets').waitFor();
      await chooseUnit(opened);
      sheets.program.failAt(150);
      await panel.getByRole('button', { name: 'Build', exact: true }).click();
      await panel.getByText('The workbook could not be built').waitFor();
      expect(await panel.getByText(/^Changed by then: /).count()).toBe(1);
      expect(await axeFaults(frame)).toEqual([]);
      await screenshot(page, 'sheets-failed');
      await chooseUnit(opened);
      await panel.getByRole('button', { name: /^Build/ }).click();
      await panel.getByText('Built: Guide, Matrix, Roll-up and Findings.').waitFor();
      expect(names(opened)).toEqual(worksheets);
    }));

  test('a worksheet of a person’s own that is called Matrix: nothing is built, and it is said why', () =>
    inSheets(
      async (opened) => {
        const { panel, sheets, frame } = opened;
        await panel
          .getByText(/“Matrix”/)
          .first()
          .waitFor();
        const button = panel.getByRole('button', { name: /^Build/ });
        expect(await button.getAttribute('aria-disabled')).toBe('true');
        expect(names(opened)).toEqual(['Matrix']);
        expect(shown(opened, 'A1')).toBe('Duty roster');
        expect(sheets.workbook.metadata).toEqual([]);
        expect(await axeFaults(frame)).toEqual([]);
      },
      {
        before: (person) => {
          person.rename('Sheet1', 'Matrix');
          person.type('Matrix', 'A1', 'Duty roster');
        },
      },
    ));
});
