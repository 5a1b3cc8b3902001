/** Every word of the panel in English, but for those that the core says already. A second language is one more file. */
import type { Figures, HostCapability, Period, Severity, Share } from '../../core/index.js';
import type { BuildOutcome, Notice, Task } from '../model/state.js';
import type { Repairable } from '../panel-host.js';
import type { TabId } from '../view/tabs.js';

type Failed = Extract<Notice, { readonly kind: 'failed' }>;

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const percentages = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });
const count = (number: number, one: string, many: string) =>
  `${numbers.format(number)} ${number === 1 ? one : many}`;
const list = (items: readonly string[]) => new Intl.ListFormat('en-GB').format(items);
const cells = (number: number) => count(number, 'cell', 'cells');
const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

const couldNot: Readonly<Record<Task, string>> = {
  opening: 'The workbook could not be read.',
  building: 'The workbook could not be built.',
  checking: 'The workbook could not be checked.',
  repairing: 'The workbook could not be repaired.',
  fixing: 'The fix could not be applied.',
  undoing: 'The fix could not be undone.',
  entering: 'The value could not be written.',
  'writing-findings': 'The findings could not be written.',
  showing: 'The place could not be shown.',
};

const unexpected = (kind: string) =>
  `Something unexpected happened (${kind}). Try again; if it happens again, save the workbook, close it and open it again.`;

const omitted: Readonly<Record<HostCapability, (count: number) => string>> = {
  rejectsInvalidEntries: (n) => `${cells(n)} mark what is not allowed, but do not refuse it`,
  validationPrompts: (n) => `${cells(n)} show no prompt when selected`,
  protection: () => 'the plan’s columns can be typed over; checking still uses the plan’s own text',
  outlineGroups: (n) => `${count(n, 'row', 'rows')} cannot be folded by section`,
  dataBars: () => 'progress shows as a number, without a bar',
  charts: (n) => (n === 1 ? 'the chart is left out; its table is there' : `${n} charts are left out`),
  printSetup: () => 'page set-up for printing is left as it was',
  veryHiddenWorksheets: () => 'hidden worksheets can be shown from the menu',
  notes: (n) => `${count(n, 'note', 'notes')} left out; the tab Row shows them`,
  filterButtons: () => 'the headings have no filter buttons; turn them on with Data, Filter',
  links: (n) =>
    `${count(n, 'cell that leads', 'cells that lead')} to another cell ${n === 1 ? 'is' : 'are'} plain text; the panel leads there`,
  refusesLockedEdits: () => 'typing into the plan’s cells asks first, and is not refused',
};

const notLookedAt: Readonly<Record<HostCapability, string>> = {
  rejectsInvalidEntries: 'whether cells refuse what is not allowed',
  validationPrompts: 'prompts of cells',
  protection: 'protection',
  outlineGroups: 'folding of rows',
  dataBars: 'bars of progress',
  charts: 'charts',
  printSetup: 'page set-up',
  veryHiddenWorksheets: 'hidden worksheets',
  notes: 'notes',
  filterButtons: 'filter buttons',
  links: 'links between cells',
  refusesLockedEdits: 'whether protected cells refuse edits',
};

/** The panel's words in English. */
export const texts = {
  tabs: { start: 'Start', check: 'Check', 'roll-up': 'Roll-up', row: 'Row', key: 'Key' } satisfies Record<
    TabId,
    string
  >,
  tabsLabel: 'Parts of the panel',

  header: {
    noWorkbook: (program: string) => `No matrix in this ${program} workbook yet`,
    unusable: 'This workbook cannot be used as it is',
    missing: (unit: string, period: string) => `${unit} · ${period} · without its matrix`,
    unknown: 'Looking at the workbook …',
    notRead: 'This workbook has not been read yet',
    period: ({ label, id }: Period) => `${label} (${id})`,
  },

  common: {
    list,
    choose: 'Choose …',
    dismiss: 'Dismiss this message',
    number: (value: number) => numbers.format(value),
    showMore: (more: number) => `Show ${numbers.format(more)} more`,
    andMore: (more: number) => `and ${numbers.format(more)} more`,
    interventionNo: (no: string) => `Intervention ${no}`,
  },

  busy: {
    opening: 'Reading the workbook …',
    building: 'Building …',
    checking: 'Checking …',
    repairing: 'Looking for what is missing …',
    fixing: 'Applying fixes …',
    undoing: 'Undoing …',
    entering: 'Writing …',
    'writing-findings': 'Writing the findings …',
    showing: 'Going there …',
  } satisfies Record<Task, string>,
  progress: (task: string, done: number, of: number) => `${task} ${done} of ${of}`,

  notice: {
    built: (worksheets: readonly string[]) => `Built: ${list(worksheets)}.`,
    copy: (name: string) => `The matrix as it was before is on the worksheet “${name}”.`,
    untouched: (worksheets: readonly string[]) =>
      worksheets.length === 1
        ? `Your own worksheet stays as it was: ${worksheets.join('')}.`
        : `Your own worksheets stay as they were: ${list(worksheets)}.`,
    omittedTitle: (program: string) => `What ${program} cannot do here:`,
    omitted: (capability: HostCapability, number: number, worksheets: readonly string[]) =>
      `${list(worksheets)}: ${sentence(omitted[capability](number))}`,
    notBuilt: 'Nothing was built and nothing was changed.',
    notBuiltWhy: 'Building now would lose this, or the workbook is another’s:',
    checked: (counts: Readonly<Record<Severity, number>>) => `Checked: ${texts.check.counted(counts)}.`,
    nothingMissing:
      'Nothing was missing: drop-downs, colours, formulas and protection are as they were built.',
    repaired: (parts: number) => `${count(parts, 'part was', 'parts were')} put back. No entry was touched.`,
    repairable: {
      validation: 'drop-downs and checks',
      'conditional-format': 'colours that follow the values',
      format: 'looks of cells',
      formula: 'formulas',
      protection: 'protection',
      visibility: 'hidden or shown as built',
      name: 'names of ranges',
    } satisfies Record<Repairable, string>,
    restored: (worksheet: string, what: string, ranges: readonly string[]) =>
      `${worksheet}: ${what}${ranges.length > 0 ? ` (${ranges.join(', ')})` : ''}`,
    notLookedAt: (program: string, capabilities: readonly HostCapability[]) =>
      `${program} does not let these be looked at: ${list(capabilities.map((key) => notLookedAt[key]))}.`,
    fixed: (number: number) => (number === 0 ? 'Nothing was left to fix.' : `Fixed ${cells(number)}.`),
    undone: (number: number) =>
      `Put ${cells(number)} back as they were.`.replace('1 cell back as they were', '1 cell back as it was'),
    refused: (number: number) =>
      `${cells(number)} ${number === 1 ? 'was' : 'were'} left alone: somebody changed ${number === 1 ? 'it' : 'them'} in the meantime.`,
    entered: (field: string, no: string) => `${field} of intervention ${no} saved.`,
    enteredRefused: (field: string, no: string) =>
      `${field} of intervention ${no} was not written: the cell was changed in the meantime. It now shows what stands there.`,
    findingsWritten: (worksheet: string) => `The findings stand on the worksheet “${worksheet}”.`,
    failed: ({ task, message, isBug }: Pick<Failed, 'task' | 'message' | 'isBug'>) => ({
      title: couldNot[task],
      what: isBug ? unexpected(message) : sentence(message),
    }),
    touched: (names: readonly string[]) =>
      names.length === 0 ? 'Nothing was changed.' : `Changed by then: ${list(names)}.`,
  },

  start: {
    title: 'Build the matrix',
    unit: 'Reporting unit',
    quarter: 'Quarter',
    unitMissing: 'Choose the reporting unit.',
    quarterMissing: 'Choose the quarter.',
    build: 'Build',
    buildOver: 'Build over it',
    buildAgain: 'Build again',
    willHappen: 'What will happen',
    notRead: 'This workbook has not been read yet. Press “Check now” on the tab Check.',
    chooseFirst: 'Choose the reporting unit and the quarter first.',
    preview: {
      new: (unit: string, period: string, worksheets: readonly string[]) =>
        `The worksheets ${list(worksheets)} will be added for ${unit}, ${period}. Worksheets that are here already stay as they are.`,
      over: (unit: string, period: string) =>
        `The matrix of ${unit}, ${period}, is here already. It will be built anew with every entry kept, after a copy of it has been made on a worksheet of its own. Your own worksheets stay as they are.`,
      again: (unit: string, period: string) =>
        `The matrix of ${unit}, ${period}, was not finished, or its worksheet is gone. It will be built again, with the entries that are known of it. Your own worksheets stay as they are.`,
      'other-unit-or-period': (unit: string, period: string) =>
        `This workbook is that of ${unit}, ${period}, so nothing else can be built over it. Open a new workbook for another unit or quarter.`,
      unusable: () =>
        'Nothing can be built here: this workbook cannot be used as it is. The reasons stand below.',
    } satisfies Record<BuildOutcome, (unit: string, period: string, worksheets: readonly string[]) => string>,
    reasons: 'Why this workbook cannot be used',
    mend: 'Repair the workbook',
    repairExplained:
      'Puts back the drop-downs, colours, formulas and protection that pasting destroyed. It touches no entry, and lists what it put back.',
    repair: 'Repair',
    look: 'Look at',
    show: (worksheet: string) => `Show ${worksheet}`,
  },

  check: {
    title: 'Findings',
    live: 'Checked as you type',
    notLive: 'Not checked as you type',
    notYet: 'Not checked yet.',
    noMatrix: 'There is no matrix in this workbook to check. Build one on the tab Start.',
    none: 'No findings. Nothing is wrong with this workbook.',
    noMatch: 'No finding matches the filter.',
    clear: 'Clear the filter',
    severity: { error: 'Error', warning: 'Warning', information: 'Note' } satisfies Record<Severity, string>,
    countOf: {
      error: (n: number) => count(n, 'error', 'errors'),
      warning: (n: number) => count(n, 'warning', 'warnings'),
      information: (n: number) => count(n, 'note', 'notes'),
    } satisfies Record<Severity, (n: number) => string>,
    severities: 'Show only',
    counted: (counts: Readonly<Record<Severity, number>>): string => {
      const parts = (['error', 'warning', 'information'] as const)
        .filter((severity) => counts[severity] > 0)
        .map((severity) => texts.check.countOf[severity](counts[severity]));
      return parts.length === 0 ? 'no findings' : list(parts);
    },
    findings: (n: number) => count(n, 'finding', 'findings'),
    search: 'Find in the findings',
    check: 'Check now',
    write: 'Write to worksheet',
    undo: (n: number) => `Undo (${cells(n)})`,
    wholeWorkbook: 'The workbook as a whole',
    goTo: (place: string) => `Go to ${place}`,
    fix: 'Fix',
    fixAt: (place: string) => `Fix ${place}`,
    fixAll: (n: number) => `Fix all of this kind (${numbers.format(n)})`,
    fixMeans: {
      set: (value: string) => `becomes ${value}`,
      clear: 'is cleared',
      restore: 'gets its drop-down or check back',
    },
  },

  rollUp: {
    none: 'There is no matrix in this workbook to roll up. Build one on the tab Start.',
    by: 'Grouped by',
    grouping: {
      pillar: 'Pillar',
      section: 'Section',
      body: 'Responsible body',
      timeline: 'Timeline',
      priority: 'Priority',
    },
    total: 'All interventions',
    asOf: (date: string) => `Due and overdue as of ${date}.`,
    legend: 'What the codes mean',
    noUpdate: 'No status',
    noUpdateCode: '–',
    priority: (no: string, text: string) => `${no}. ${text}`,
    completed: 'Completed',
    overdue: 'Overdue',
    reported: 'Reported',
    progress: 'Average progress',
    budget: 'Budget',
    share: ({ count: part, of, ratio }: Share) =>
      ratio === null ? 'none to count' : `${part} of ${of} (${percentages.format(ratio)})`,
    completedOf: ({ count: part, of, ratio }: Share) =>
      ratio === null ? 'none to count' : `${part} of ${of} completed (${percentages.format(ratio)})`,
    overdueOf: ({ count: part, of, ratio }: Share) =>
      ratio === null ? 'none due yet' : `${part} of ${of} due`,
    absences: ({ unusable, missing, nilReturn, notSubmitted }: Figures['absent']) =>
      list([
        ...(unusable > 0 ? [`${unusable} unclear`] : []),
        ...(missing > 0 ? [`${missing} without a row`] : []),
        ...(nilReturn > 0 ? [`${nilReturn} nothing to report`] : []),
        ...(notSubmitted > 0 ? [`${notSubmitted} not submitted`] : []),
      ]),
    average: ({ average, of }: Figures['progress']) =>
      average === null ? 'not stated' : `${percentages.format(average)}, stated by ${of}`,
    money: ({ known, costed, notCosted }: Figures['budget']) =>
      costed === 0 && notCosted === 0
        ? 'none planned'
        : `${costed === 0 ? 'none known' : `PKR ${numbers.format(known)} million known`}, ${notCosted} not costed`,
    spent: 'Spent',
    rupees: (millions: number) => `PKR ${numbers.format(millions)} million`,
    bar: (parts: readonly (readonly [status: string, count: number])[]) =>
      list(parts.map(([status, number]) => `${status} ${number}`)),
    withoutRows: (n: number) =>
      `${count(n, 'group', 'groups')} in which this unit has no part ${n === 1 ? 'is' : 'are'} not shown.`,
    table: 'As a table',
    tableOf: (grouping: string) => `Interventions by ${grouping.toLowerCase()} and status`,
    interventions: 'Interventions',
  },

  row: {
    none: 'There is no matrix in this workbook. Build one on the tab Start.',
    nothingSelected: 'Select a row in the matrix, or find an intervention above.',
    find: 'Find by number or words',
    found: (n: number) =>
      n === 0 ? 'Nothing found.' : `${count(n, 'intervention', 'interventions')} found.`,
    results: 'Interventions found',
    previous: 'Previous',
    next: 'Next',
    previousIs: (no: string) => `Previous intervention, ${no}`,
    nextIs: (no: string) => `Next intervention, ${no}`,
    show: 'Show in the worksheet',
    place: (pillar: string, section: string | null) => (section === null ? pillar : `${pillar} › ${section}`),
    bodies: 'Responsible bodies',
    indicators: 'Indicators',
    timeline: 'Indicative timeline',
    budget: 'Budget as printed',
    units: 'Reporting units',
    notPrinted: 'not printed',
    notes: 'Notes on the text',
    sectionHText: 'The wording is that of section H: Annex A’s own is lost.',
    sectionH: (note: string) => `Section H: ${note.replace(/^Section H:\s*/, '')}`,
    reading: (note: string) => `Reading of the print: ${note}`,
    container: 'Its figures follow from its sub-items; nothing is entered here.',
    subItems: 'Sub-items',
    partOf: (no: string) => `Sub-item of ${no}`,
    noPart: (unit: string) => `${unit} has no part in this intervention; nothing is to be entered.`,
    noRow: 'The workbook has no row for this intervention.',
    entry: 'Entry of this quarter',
    savedNote: 'Each field is saved when you leave it.',
    noUpdate: 'No update',
    notSet: 'Not set',
    percent: 'in percent',
    million: 'PKR million',
    saved: 'Saved',
    noColumn: (header: string) => `The workbook has no column ${header}.`,
    unusable: 'What stands in the cell cannot be used.',
    notWritten: 'Not written: ',
  },

  key: {
    timelines: 'Indicative timelines',
    timelinesMean:
      'The plan’s own, which Annex A prints as colours. The longer the term, the deeper the blue.',
    statuses: 'Statuses',
    blank: '(blank)',
    blankMeans: 'No update on this intervention in this quarter. It is not the same as Not started.',
    notApplicable: 'Not applicable',
    notApplicableMeans:
      'The unit has no part in this intervention; nothing is entered and nothing is counted.',
    overdue: 'Overdue',
    overdueMeans:
      'Due on or before the last day of the quarter, and neither Completed nor Dropped. It is worked out, never typed.',
    severities: 'Findings',
    severity: {
      error: 'The value or the workbook cannot be used until it is mended.',
      warning: 'It can be used, but somebody should look at it.',
      information: 'Good to know; nothing needs to be done.',
    } satisfies Record<Severity, string>,
    code: (code: string) => `Code ${code}`,
    keyboard: 'Keyboard',
    keys: [
      ['Tab, Shift+Tab', 'Go to the next or previous control.'],
      ['← →', 'On the tabs: go to the next or previous part of the panel.'],
      ['Enter, Space', 'Press the button, open or close the group.'],
      ['Alt+↓', 'Open a list.'],
      ['F6', 'Go from the panel to the worksheet and back; in a browser, Ctrl+F6.'],
    ] as readonly (readonly [keys: string, meaning: string])[],
  },
};
