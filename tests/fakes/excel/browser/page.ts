/** The fake Excel's page: a workbook, a person's hands on it, and the add-in beside it. */
import { createPerson, type Person } from '../person.js';
import { FakeExcel } from '../program.js';
import type { Request } from '../wire.js';
import { createWorkbook } from '../workbook.js';
import { showAddIn } from './add-in.js';
import { showSheet } from './sheet.js';

declare global {
  interface Window {
    /** What tests reach: the program as it is, and a person who needs no mouse. Both draw what they change. */
    fakeExcel: { readonly program: FakeExcel; readonly person: Person; draw(): void };
  }
}

const options = new URLSearchParams(window.location.search);
const program = new FakeExcel({
  version: options.get('version') ?? '1.17',
  workbook: createWorkbook({ today: options.get('today') ?? new Date().toISOString().slice(0, 10) }),
});
const person = createPerson(program);
const sheet = showSheet(program, person);

/** Milliseconds of quiet before the page is drawn anew: an add-in sends many requests for one thing. */
const quiet = 60;
let waiting: ReturnType<typeof setTimeout> | undefined;
function drawSoon(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    sheet.draw();
  }, quiet);
}

await showAddIn(program, async (body, flags) => {
  await program.ready(flags);
  const answer = JSON.stringify(program.answer(JSON.parse(body) as Request));
  drawSoon();
  return answer;
});
sheet.draw();
window.fakeExcel = {
  program,
  person,
  draw() {
    sheet.draw();
  },
};
document.body.dataset.ready = 'true';
