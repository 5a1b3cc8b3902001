/** The worksheet that is shown, and a person's hands on it: mouse, keys, entries and the clipboard. */
import { cellAddress, parseRange, type CellRange } from '../../../../core/index.js';
import { cellAt, formatAt } from '../cells.js';
import type { Person } from '../person.js';
import type { FakeExcel } from '../program.js';
import { addressOf, oneCell } from '../../spreadsheet/ranges.js';
import { formulaSource } from '../recalculation.js';
import { shownText } from '../shown.js';
import { isObject, validationAt } from '../validations.js';
import { offeredBy } from '../validity.js';
import type { Worksheet } from '../workbook.js';
import { placeOfChart, sketchChart } from './chart-sketch.js';
import { part } from './part.js';
import { drawWorksheet } from './worksheet-table.js';

/** What a person sees in a cell when they begin to change it. */
function editableText(program: FakeExcel, worksheet: Worksheet, row: number, column: number): string {
  const cell = cellAt(worksheet, row, column);
  if (!cell) return '';
  const numberFormat = formatAt(worksheet, row, column, 'numberFormat');
  return cell.formula ?? shownText(cell.value, numberFormat, program.workbook);
}

export interface SheetView {
  /** Draws everything anew. */
  draw(): void;
}

/** Joins the page's sheet, its tabs and its formula bar to a fake Excel. */
export function showSheet(program: FakeExcel, person: Person): SheetView {
  const { workbook } = program;
  const sheet = part('sheet', HTMLElement);
  const say = (text: string) => {
    part('message', HTMLElement).textContent = text;
  };
  /** The cell that a selection of several was begun at. */
  let anchor: CellRange = oneCell(1, 1);
  let entry: HTMLInputElement | null = null;
  let drawn: Worksheet | null = null;

  const selection = (): CellRange => workbook.selection.ranges[0] ?? oneCell(1, 1);
  /** Does what a person asks; what Excel would refuse is said. */
  const attempt = (act: () => void) => {
    try {
      say('');
      act();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
    draw();
  };
  const select = (range: CellRange) => {
    attempt(() => {
      person.select(workbook.active.name, addressOf(range));
    });
  };
  const cellOf = (target: EventTarget | null): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;

  const drawTabs = () => {
    const tabs = workbook.worksheets
      .filter(({ visibility }) => visibility === 'Visible')
      .map((worksheet) => {
        const tab = document.createElement('button');
        tab.type = 'button';
        tab.setAttribute('role', 'tab');
        tab.setAttribute('aria-selected', String(worksheet === workbook.active));
        tab.textContent = worksheet.name;
        tab.addEventListener('click', () => {
          attempt(() => {
            person.activate(worksheet.name);
          });
        });
        return tab;
      });
    part('tabs', HTMLElement).replaceChildren(...tabs);
  };

  /** Lays the charts over the cells that they cover. */
  const placeCharts = () => {
    for (const chart of workbook.active.charts) {
      const range = placeOfChart(chart);
      const cell = (row: number, column: number) =>
        sheet.querySelector<HTMLElement>(`[data-cell="${cellAddress(row, column)}"]`);
      const first = range && cell(range.top, range.left);
      const last = range && cell(range.bottom, range.right);
      if (!first || !last) continue;
      const figure = sketchChart(workbook, chart);
      figure.style.left = `${first.offsetLeft}px`;
      figure.style.top = `${first.offsetTop}px`;
      figure.style.width = `${last.offsetLeft + last.offsetWidth - first.offsetLeft}px`;
      figure.style.height = `${last.offsetTop + last.offsetHeight - first.offsetTop}px`;
      sheet.append(figure);
    }
  };

  const draw = () => {
    // What is being typed would be lost with its place; it is drawn when the entry ends.
    if (entry) return;
    const { active } = workbook;
    const selected = workbook.selection.worksheet === active ? workbook.selection.ranges : [];
    const { scrollTop, scrollLeft } = sheet;
    const table = drawWorksheet(workbook, active, selected, formulaSource(workbook));
    sheet.replaceChildren(table);
    placeCharts();
    const isOther = drawn !== active;
    drawn = active;
    sheet.scrollTo(isOther ? { top: 0, left: 0 } : { top: scrollTop, left: scrollLeft });
    const { top, left } = selection();
    part('address', HTMLElement).textContent = selected.map(addressOf).join(', ');
    part('content', HTMLElement).textContent = editableText(program, active, top, left);
    drawTabs();
  };
  /** Brings the selected cell into view, beside what is frozen. */
  const reveal = () => {
    const cell = sheet.querySelector<HTMLElement>('td.selected');
    const frozen = (side: 'top' | 'left', size: 'offsetHeight' | 'offsetWidth') =>
      Math.max(
        0,
        ...[...sheet.querySelectorAll<HTMLElement>(`.frozen-${side}, .corner`)].map(
          (one) => Number.parseFloat(one.style[side] || '0') + one[size],
        ),
      );
    sheet.style.scrollPadding = `${frozen('top', 'offsetHeight')}px 0 0 ${frozen('left', 'offsetWidth')}px`;
    if (!cell?.classList.contains('frozen-top'))
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  /** Enters a text into the selected cell. @returns whether it was taken */
  const enter = (text: string): boolean => {
    const { active } = workbook;
    const { top, left } = selection();
    const address = cellAddress(top, left);
    let isTaken = false;
    attempt(() => {
      if (text === '') person.clear(active.name, address);
      const reaction = text === '' ? 'accepted' : person.type(active.name, address, text);
      isTaken = reaction !== 'rejected';
      if (reaction === 'accepted') return;
      const alert = validationAt(active, top, left)?.errorAlert;
      const why = [alert?.title, alert?.message]
        .filter((said): said is string => typeof said === 'string' && said !== '')
        .join(': ');
      say(`${isTaken ? 'Kept, with a warning.' : 'Refused.'} ${why}`);
    });
    return isTaken;
  };
  /** @returns whether an entry was taken */
  const endEntry = (isKept: boolean): boolean => {
    const ended = entry;
    entry = null;
    program.isInCellEditMode = false;
    const isTaken = ended !== null && isKept && enter(ended.value);
    ended?.remove();
    sheet.focus();
    return isTaken;
  };
  /** Lays an input over the selected cell; a list of allowed values is offered with it. */
  const beginEntry = (text: string) => {
    const { active } = workbook;
    const { top, left } = selection();
    const cell = sheet.querySelector<HTMLElement>(`[data-cell="${cellAddress(top, left)}"]`);
    if (!cell || entry) return;
    const box = cell.getBoundingClientRect();
    const origin = sheet.getBoundingClientRect();
    entry = document.createElement('input');
    entry.className = 'entry';
    entry.setAttribute('aria-label', `Entry in ${cellAddress(top, left)}`);
    entry.value = text;
    entry.style.left = `${box.left - origin.left + sheet.scrollLeft}px`;
    entry.style.top = `${box.top - origin.top + sheet.scrollTop}px`;
    entry.style.width = `${Math.max(box.width, 90)}px`;
    entry.style.height = `${box.height}px`;
    const rule = validationAt(active, top, left)?.rule;
    if (isObject(rule?.list)) {
      const offers = document.createElement('datalist');
      offers.id = 'offers';
      offers.append(
        ...offeredBy(workbook, active, rule).map((value) => {
          const option = document.createElement('option');
          option.value = value;
          return option;
        }),
      );
      entry.setAttribute('list', 'offers');
      sheet.append(offers);
    }
    entry.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter' || event.key === 'Tab') {
        event.preventDefault();
        if (endEntry(true)) move(event.key === 'Enter' ? 1 : 0, event.key === 'Tab' ? 1 : 0);
      } else if (event.key === 'Escape') endEntry(false);
    });
    entry.addEventListener('blur', () => {
      if (entry) endEntry(true);
    });
    sheet.append(entry);
    program.isInCellEditMode = true;
    entry.focus();
  };

  /** The next line that can be seen. */
  const next = (from: number, by: number, isHidden: (index: number) => boolean) => {
    let index = from + by;
    while (by !== 0 && index > 1 && isHidden(index)) index += Math.sign(by);
    return index < 1 || isHidden(index) ? from : index;
  };
  const move = (down: number, across: number, isExtending = false) => {
    const { active } = workbook;
    const { top, left, bottom, right } = selection();
    const isBack = isExtending && (bottom > anchor.bottom || right > anchor.right);
    const row = next(isBack ? bottom : top, down, (index) => active.hiddenRows.at(index));
    const column = next(isBack ? right : left, across, (index) => active.hiddenColumns.at(index));
    if (!isExtending) anchor = oneCell(row, column);
    select({
      top: Math.min(anchor.top, row),
      left: Math.min(anchor.left, column),
      bottom: Math.max(anchor.bottom, row),
      right: Math.max(anchor.right, column),
    });
    reveal();
  };

  sheet.addEventListener('mousedown', (event) => {
    const range = parseRange(cellOf(event.target)?.dataset.cell ?? '');
    if (!range || event.target === entry) return;
    event.preventDefault();
    if (entry) endEntry(true);
    sheet.focus();
    if (!event.shiftKey) anchor = range;
    select({
      top: Math.min(anchor.top, range.top),
      left: Math.min(anchor.left, range.left),
      bottom: Math.max(anchor.bottom, range.bottom),
      right: Math.max(anchor.right, range.right),
    });
  });
  sheet.addEventListener('dblclick', () => {
    const { top, left } = selection();
    beginEntry(editableText(program, workbook.active, top, left));
  });
  const steps: Readonly<Record<string, readonly [down: number, across: number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Enter: [1, 0],
  };
  sheet.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    const { top, left } = selection();
    if (step) move(...step, event.shiftKey && event.key.startsWith('Arrow'));
    else if (event.key === 'F2') beginEntry(editableText(program, workbook.active, top, left));
    else if (event.key === 'Delete') {
      attempt(() => {
        person.clear(workbook.active.name, addressOf(selection()));
      });
    } else if (event.key.length === 1) beginEntry(event.key);
    else return;
    event.preventDefault();
  });
  sheet.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (entry || text === '') return;
    event.preventDefault();
    const block = text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line) => line.split('\t'));
    const { top, left } = selection();
    attempt(() => {
      person.pasteBlock(workbook.active.name, cellAddress(top, left), block);
    });
  });
  sheet.addEventListener('copy', (event) => {
    if (entry) return;
    const { top, left } = selection();
    event.clipboardData?.setData('text/plain', editableText(program, workbook.active, top, left));
    event.preventDefault();
  });

  return {
    draw() {
      draw();
      reveal();
    },
  };
}
