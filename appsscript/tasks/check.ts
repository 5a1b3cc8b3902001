/** The menu's Check: reads the whole workbook, marks its cells, and writes what is wrong into the worksheet Findings. */
import { buildUnitWorkbook, builtInPlan, countBySeverity, worksheetNames } from '../../core/index.js';
import { marksOf } from '../../panel/index.js';
import { underLock } from '../lock.js';
import { goTo } from '../spreadsheet-host/hands/go-to.js';
import { mark } from '../spreadsheet-host/hands/mark.js';
import { beginPaint, finishPaint, paintWorksheet } from '../spreadsheet-host/paint/paint.js';
import { readMatrix, type MatrixState } from './matrix.js';
import { tellProgress, told, type Message } from './told.js';
import { words } from './words.js';

const worksheet = worksheetNames.findings;

/** Paints the worksheet Findings, as the sidebar does: what stands in it must be what was read. */
function paintFindings(
  { unit, period, findings }: MatrixState,
  fingerprints: ReadonlyMap<string, string>,
): void {
  const blueprint = buildUnitWorkbook({ plan: builtInPlan(), unit, period, findings });
  const names = [worksheet];
  const { fingerprints: begun } = beginPaint({ blueprint, names, known: [...fingerprints] });
  const known = new Map([...fingerprints, ...begun]).get(worksheet) ?? null;
  const own = blueprint.worksheets.filter(({ name }) => name === worksheet);
  paintWorksheet({ blueprint: { ...blueprint, worksheets: own }, known });
  finishPaint({ blueprint, names });
}

function check(): Message {
  const { matrix, fingerprints } = readMatrix();
  mark({ marks: marksOf(matrix.findings) });
  paintFindings(matrix, fingerprints);
  goTo({ worksheet, range: null });
  const counted = words.checked(countBySeverity(matrix.findings));
  return {
    title: words.title,
    paragraphs: matrix.findings.length === 0 ? [counted] : [counted, words.findingsWritten(worksheet)],
  };
}

/** Checks all entries, marks their cells, and lists on the worksheet Findings what is wrong, where, and what to do. */
export function checkEntries(): void {
  told('checking', () => {
    tellProgress(words.checking);
    return underLock(check);
  });
}
