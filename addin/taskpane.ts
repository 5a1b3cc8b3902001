/** The task pane: joins the panel to Excel, or says in words why it cannot. */
import { nispPlan } from '../core/index.js';
import { createPanelModel } from '../panel/index.js';
import { mountPanel } from '../panel/view/index.js';
import { appearanceOf } from './appearance.js';
import { createExcelHost } from './excel-host/host.js';
import { floor } from './excel-host/requirements.js';
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

async function openPanel(element: HTMLElement): Promise<void> {
  const host = createExcelHost();
  const model = createPanelModel({ host, plan: nispPlan });
  const appearance = appearanceOf(Office.context.officeTheme);
  const panel = mountPanel(element, model, { program: host.program, ...(appearance && { appearance }) });
  // The button Build opens the pane with this in its address.
  if (new URLSearchParams(window.location.search).get('page') === 'start') panel.show('start');
  await model.open();
}

const { host } = await Office.onReady();
const place = document.querySelector<HTMLElement>('#panel');
// Where the browser is too old, old-browser.js has said so in its place.
if (place) {
  if (host !== Office.HostType.Excel) say(place, words.outsideExcel);
  else if (!Office.context.requirements.isSetSupported('ExcelApi', floor)) say(place, words.tooOld(floor));
  else await openPanel(place);
}
