/** The buttons of the ribbon that run without the pane: each reads the workbook anew, acts, and says what came of it. */
import { nispPlan, worksheetNames } from '../core/index.js';
import { createPanelModel, type PanelModel } from '../panel/index.js';
import { showNotice } from './dialog.js';
import { createExcelHost } from './excel-host/host.js';
import { noticeInWords, words } from './words.js';

/** What a button does with the workbook. @returns what to say; null: it can be seen */
type Command = (model: PanelModel) => Promise<string | null>;

/** What is to be said after a task that reads the workbook. */
function outcomeOf({ state: { workbook, notice } }: PanelModel): string | null {
  if (workbook.kind === 'none') return words.noMatrix;
  if (workbook.kind === 'unusable') return words.unusable;
  return noticeInWords(notice);
}

const check: Command = async (model) => {
  await model.writeFindings();
  return outcomeOf(model);
};
const repair: Command = async (model) => {
  await model.repair();
  return outcomeOf(model);
};
const rollUp: Command = async (model) => {
  await model.showWorksheet(worksheetNames.rollUp);
  const { notice } = model.state;
  return notice?.kind === 'failed' && notice.code === 'not-found' ? words.noRollUp : noticeInWords(notice);
};

/** Runs a command for Office. Whatever happens, Office hears that it has ended: else the button stays dead. */
async function act(command: Command, event: Office.AddinCommands.Event): Promise<void> {
  const model = createPanelModel({ host: createExcelHost(), plan: nispPlan });
  try {
    const text = await command(model);
    if (text !== null) await showNotice(text);
  } catch (error) {
    await showNotice(words.unexpected(error instanceof Error ? error.message : String(error)));
  } finally {
    event.completed();
  }
}
const asAction = (command: Command) => (event: Office.AddinCommands.Event) => {
  void act(command, event);
};

// Told to Office before it is told that the page is ready: a button that was pressed meanwhile finds its function.
Office.actions.associate('check', asAction(check));
Office.actions.associate('rollUp', asAction(rollUp));
Office.actions.associate('repair', asAction(repair));
await Office.onReady();
