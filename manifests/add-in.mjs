// What the manifests say of the add-in: the one source of its id, names, buttons, addresses and requirements.
import { readFileSync } from 'node:fs';
import { floor } from '../dist/addin/excel-host/requirements.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Where `npm run addin` serves. */
export const defaultOrigin = 'https://localhost:3000';

/** Sizes of icons that both formats ask for; the XML can name more, for screens of other densities. */
export const neededIconSizes = [16, 32, 80];
export const iconSizes = [16, 20, 24, 32, 40, 48, 64, 80];
/** Further sizes of the add-in's own icon: for our page about it, and for the list of apps of Microsoft 365. */
export const largeIconSizes = [128, 192];

export const addIn = {
  /** Never changes: a new id is another add-in. */
  id: '17362c20-eaa5-4b5c-a3fd-6a9642a66ed5',
  version,
  name: 'NISP Matrix',
  provider: 'NISP Matrix',
  locale: 'en-US',
  summary: 'Build, check and roll up the matrix of the National Internal Security Policy.',
  description:
    'Builds the implementation matrix of Pakistan’s National Internal Security Policy for a reporting unit and ' +
    'quarter, checks entries as they are typed, rolls them up, and repairs what pasting destroyed.',
  accentColour: '#0B5D51',
  requirement: { set: 'ExcelApi', version: floor },
  pages: { panel: 'taskpane.html', commands: 'commands.html', about: 'about.html' },
  getStarted: {
    title: 'The NISP tab is ready',
    description:
      'Choose Build on the NISP tab, pick your reporting unit and quarter, and begin to fill in the matrix.',
  },
  tab: { id: 'Nisp.Tab', label: 'NISP' },
  group: { id: 'Nisp.Group', label: 'NISP Matrix', icon: 'add-in' },
  /** In the order of the ribbon. `icon` names a drawing in `icons/`. */
  buttons: [
    {
      id: 'Build',
      label: 'Build',
      title: 'Build the matrix',
      tip: 'Opens the panel, in which you pick the reporting unit and the quarter and build the workbook.',
      icon: 'build',
      opens: 'taskpane.html?page=start',
    },
    {
      id: 'Check',
      label: 'Check',
      title: 'Check the entries',
      tip: 'Reads the whole matrix and lists on the worksheet Findings what is wrong, where, and what to do.',
      icon: 'check',
      runs: 'check',
    },
    {
      id: 'RollUp',
      label: 'Roll-up',
      title: 'Show the roll-up',
      tip: 'Shows the worksheet Roll-up: status, completion and budget for each pillar, as they stand now.',
      icon: 'roll-up',
      runs: 'rollUp',
    },
    {
      id: 'Repair',
      label: 'Repair',
      title: 'Repair the workbook',
      tip: 'Restores drop-downs, colours, formulas and protection that pasting destroyed. No entry is changed.',
      icon: 'repair',
      runs: 'repair',
    },
    {
      id: 'Panel',
      label: 'Panel',
      title: 'Open the panel',
      tip: 'Opens the panel beside the workbook: findings, figures, the selected row and the key.',
      icon: 'panel',
      opens: 'taskpane.html',
    },
  ],
};

/**
 * Reads where the add-in will be hosted.
 * @param text `https://` with a host and, if need be, a port and a folder
 * @returns it without the slash at its end
 * @throws Error for any other address: Office opens none but https
 */
export function readOrigin(text = defaultOrigin) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username || url.password)
    throw new Error(`ADDIN_ORIGIN is not an https address of a folder: ${text}. Example: ${defaultOrigin}`);
  return url.href.replace(/\/+$/, '');
}

/** The file of an icon, from the folder of the manifests. */
export const iconFile = (icon, size) => `icons/${icon}-${size}.png`;
