/** What the add-in says outside the panel, in English: the pages that cannot show it, and the buttons without a pane. */
import { texts, type Notice } from '../panel/index.js';

export const words = {
  outsideExcel:
    'This page is the panel of the NISP Matrix add-in. It works inside Excel: open a workbook there, and choose Panel on the tab NISP.',
  tooOld: (floor: string) =>
    `This Excel is too old for the NISP Matrix: it does not have ExcelApi ${floor}. ` +
    'Update Office (File, Account, Update Options), or open the workbook in Excel on the web. ' +
    'The workbook itself works without the panel.',
  noMatrix: 'This workbook has no matrix yet. Choose Build on the tab NISP to make one.',
  unusable:
    'The matrix of this workbook cannot be used as it is. Choose Panel on the tab NISP: Start says why.',
  noRollUp:
    'This workbook has no worksheet Roll-up. Choose Build on the tab NISP, or Repair if it was deleted.',
  unexpected: (message: string) => `Something went wrong that we did not foresee: ${message}`,
} as const;

/** So many ranges of one thing are named in a dialog. */
const mostRanges = 4;

const shorten = (ranges: readonly string[]) =>
  ranges.length <= mostRanges
    ? ranges
    : [...ranges.slice(0, mostRanges), texts.common.andMore(ranges.length - mostRanges)];

/** A notice as a person reads it in a dialog, a line for each thing; null where what happened can be seen. */
export function noticeInWords(notice: Notice | null): string | null {
  switch (notice?.kind) {
    case 'repaired': {
      const { restored } = notice.report;
      if (restored.length === 0) return texts.notice.nothingMissing;
      const lines = restored.map(({ worksheet, what, ranges }) =>
        texts.notice.restored(worksheet, texts.notice.repairable[what], shorten(ranges)),
      );
      return [texts.notice.repaired(restored.length), ...lines].join('\n');
    }
    case 'failed': {
      const { title, what } = texts.notice.failed(notice);
      return [title, what, texts.notice.touched(notice.touched)].join('\n');
    }
    default:
      return null;
  }
}
