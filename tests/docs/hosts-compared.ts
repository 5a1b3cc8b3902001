/** The README's table of what programs do differently with a workbook of ours, made of what their hosts say they can do. */
import {
  brought,
  capabilitiesOf,
  floor,
  type Brought,
  type IsSupported,
} from '../../addin/excel-host/requirements.js';
import { sheetsCapabilities } from '../../appsscript/sidebar/capabilities.js';
import { fullCapabilities, type HostCapabilities, type HostCapability } from '../../core/index.js';

/** What each capability is for the person at the workbook, and what it means where a program lacks it. */
const words: Readonly<Record<HostCapability, readonly [what: string, without: string]>> = {
  rejectsInvalidEntries: ['Cells refuse what is not allowed', 'it is marked when it has been entered'],
  validationPrompts: ['Cells show a prompt when they are selected', 'the panel’s tab _Row_ says it'],
  protection: [
    'The plan’s cells are protected',
    'anybody can type over them; checks use the plan’s own text',
  ],
  refusesLockedEdits: [
    'Protected cells refuse edits',
    'they ask first, and whoever insists may; checks use the plan’s own text',
  ],
  outlineGroups: ['Sections can be folded', 'all rows show; filter by a column'],
  filterButtons: ['Headings have filter buttons', 'turn them on from the menu _Data_'],
  notes: ['Notes on how the print was read', 'the panel’s tab _Row_ has them'],
  links: ['Cells lead to other cells', 'they are plain text; the panel leads there'],
  dataBars: ['Progress as a bar', 'the number alone'],
  charts: ['Charts beside the figures', 'the tables alone'],
  printSetup: ['Page set-up for printing', 'choose paper and scale when you print'],
  veryHiddenWorksheets: [
    'Our worksheets of data are out of sight',
    'they are hidden, and the menu can show them',
  ],
};

const isUpTo =
  (highest: string): IsSupported =>
  (version) =>
    Number(version.split('.')[1]) <= Number(highest.split('.')[1]);

/** What the table compares. Of Excel it says what a later version brings. */
const columns: readonly (readonly [heading: string, capabilities: HostCapabilities, isExcel: boolean])[] = [
  ['Excel, ExcelApi 1.17', capabilitiesOf(isUpTo('1.17')), true],
  [`Excel, ExcelApi ${floor}`, capabilitiesOf(isUpTo(floor)), true],
  ['Google Sheets', sheetsCapabilities, false],
  ['.xlsx files', fullCapabilities, false],
];

const since: Readonly<Partial<Record<HostCapability, string>>> = Object.fromEntries(
  Object.keys(words).flatMap((key) => (key in brought ? [[key, brought[key as Brought]]] : [])),
);

/** The table as lines of Markdown, not yet laid out. */
export function hostsCompared(): string {
  const rows = (Object.keys(words) as HostCapability[]).map((key) => {
    const [what, without] = words[key];
    const answers = columns.map(([, capabilities, isExcel]) => {
      if (capabilities[key]) return 'yes';
      const later = isExcel ? since[key] : undefined;
      return later === undefined ? 'no' : `from ${later}`;
    });
    return [what, ...answers, without];
  });
  const headings = ['', ...columns.map(([heading]) => heading), 'where not'];
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
