/** What the tasks of the menu say in English, beside what the panel says of the same. */
import { texts } from '../../panel/index.js';

const { checked, nothingMissing, repaired, repairable, restored } = texts.notice;

export const words = {
  title: 'NISP Matrix',
  noMatrix: 'There is no matrix in this spreadsheet. Choose NISP, Build… to make one.',
  missing:
    'The matrix was not finished, or its worksheet is gone. Choose NISP, Build… to build it again with what is known of it.',
  /** @param reasons a sentence each */
  unusable: (reasons: readonly string[]) =>
    ['The matrix in this spreadsheet cannot be used as it is:', ...reasons].join('\n'),
  noRollUp: 'There is no worksheet “Roll-up” in this spreadsheet. Choose NISP, Build… to make one.',

  checking: texts.busy.checking,
  checked,
  findingsWritten: (worksheet: string) =>
    `What is wrong, where, and what to do stands on the worksheet “${worksheet}”; cells with errors and warnings have a note that says it.`,

  lookingAt: (worksheet: string) => `Looking at ${worksheet} …`,
  nothingMissing,
  repaired,
  repairable,
  restored,
  unfinished:
    'There was not enough time for everything. Choose NISP, Repair again: it goes on where it stopped.',
} as const;
