/** The sidebar: joins the panel to Google Sheets, or says in words why it cannot. */
import { nispPlan } from '../../core/index.js';
import { createPanelModel } from '../../panel/index.js';
import { mountPanel } from '../../panel/view/index.js';
import { callScript, hasScript } from './script-run.js';
import { createSheetsHost } from './sheets-host.js';
import { words } from './words.js';

/** Says why there is no panel, in its place. */
function say(place: Element, text: string): void {
  const element = (name: string, inside: string) => {
    const made = document.createElement(name);
    made.textContent = inside;
    return made;
  };
  const main = document.createElement('main');
  main.append(element('h1', document.title), element('p', text));
  place.replaceChildren(main);
}

/** Google Sheets has no dark theme of its own, so the panel beside it is light. */
function openPanel(place: HTMLElement): void {
  const host = createSheetsHost(callScript);
  const model = createPanelModel({ host, plan: nispPlan });
  mountPanel(place, model, { program: host.program, appearance: 'light' });
  void model.open();
}

// Whatever fails before the panel is there: the page says already what to do then.
const place = document.querySelector<HTMLElement>('#panel')!;
if (hasScript()) openPanel(place);
else say(place, words.outsideSheets);
