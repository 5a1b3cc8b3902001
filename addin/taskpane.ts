/** The task pane: joins the panel to Excel, or says in words why it cannot. */
import { nispPlan } from '../core/index.js';
import { createPanelModel } from '../panel/index.js';
import { mountPanel } from '../panel/view/index.js';
import { appearanceOf } from './appearance.js';
import { createExcelHost } from './excel-host/host.js';
import { floor } from './excel-host/requirements.js';
import { words } from './words.js';

function say(text: string): void {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  document.body.className = 'page';
  document.querySelector('#panel')!.replaceChildren(paragraph);
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
if (host !== Office.HostType.Excel) say(words.outsideExcel);
else if (!Office.context.requirements.isSetSupported('ExcelApi', floor)) say(words.tooOld(floor));
else await openPanel(document.querySelector<HTMLElement>('#panel')!);
