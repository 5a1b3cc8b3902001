/** The sidebar: joins the panel to Google Sheets, or says in words why it cannot. */
import { nispPlan } from '../../core/index.js';
import { createPanelModel, type PanelModel } from '../../panel/index.js';
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
  const paragraph = element('p', text);
  paragraph.setAttribute('role', 'alert');
  const main = document.createElement('main');
  main.append(element('h1', document.title), paragraph);
  document.body.className = 'page';
  place.replaceChildren(main);
}

/** Google Sheets has no dark theme of its own, so the panel beside it is light. */
function mount(place: HTMLElement): PanelModel {
  const host = createSheetsHost(callScript);
  const model = createPanelModel({ host, plan: nispPlan });
  mountPanel(place, model, { program: host.program, appearance: 'light' });
  return model;
}

function open(place: HTMLElement): void {
  if (!hasScript()) {
    say(place, words.outsideSheets);
    return;
  }
  try {
    void mount(place).open();
  } catch (error) {
    say(place, words.notShown(error instanceof Error ? error.name : typeof error));
  }
}

open(document.querySelector<HTMLElement>('#panel')!);
