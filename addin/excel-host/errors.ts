/** What Excel's failures mean to a person: each as a HostError in words, with Excel's own error as its cause. */
import { HostError, type HostErrorCode } from '../../core/index.js';

/** The client library. Passed along instead of used as a global, so that a test brings its own. */
export type ExcelNamespace = typeof Excel;

interface Meaning {
  readonly code: HostErrorCode;
  readonly words: string;
}

const busy: Meaning = {
  code: 'in-use',
  words: 'Excel is busy with something else. Wait until it has finished, then try again.',
};
const tooLarge: Meaning = {
  code: 'failed',
  words:
    'The workbook holds more text than Excel takes or gives at a time. Shorten the longest remarks, then try again.',
};
const tooOld: Meaning = {
  code: 'unavailable',
  words: 'This version of Excel cannot do what was asked. Update it, or use Excel on the web.',
};
const gone: Meaning = {
  code: 'changed',
  words:
    'Something in the workbook was renamed, moved or deleted in the meantime. Check the workbook, then try again.',
};
const unreachable: Meaning = {
  code: 'unavailable',
  words: 'Excel does not answer. Check the connection, then try again.',
};

/** By the code that Excel or its client library gives. Sources: Excel.ErrorCodes, the library's CoreErrorCodes. */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  [
    'AccessDenied',
    {
      code: 'no-access',
      words:
        'Excel does not allow the change: the workbook or a worksheet is protected, or it is open for reading only. ' +
        'Take the protection off (Review), or save a copy, then try again.',
    },
  ],
  [
    'InvalidOperationInCellEditMode',
    {
      code: 'in-use',
      words: 'A cell is being edited. Finish editing the cell (Enter, or Esc to give up), then try again.',
    },
  ],
  ['InactiveWorkbook', busy],
  ['RequestAborted', busy],
  ['ActivityLimitReached', busy],
  ['Conflict', busy],
  ['ItemNotFound', gone],
  ['InvalidReference', gone],
  ['RequestPayloadSizeLimitExceeded', tooLarge],
  ['ResponsePayloadSizeLimitExceeded', tooLarge],
  ['ApiNotFound', tooOld],
  ['NotImplemented', tooOld],
  ['UnsupportedOperation', tooOld],
  ['UnsupportedFeature', tooOld],
  ['HostRestartNeeded', unreachable],
  ['ConnectionFailure', unreachable],
  ['Timeout', unreachable],
  ['InvalidOrTimedOutSession', unreachable],
]);

/** An error of the client library. It is known by what it has: it comes from another realm than our own classes. */
export type ExcelError = Pick<OfficeExtension.Error, 'code' | 'message' | 'traceMessages' | 'debugInfo'>;

export function isExcelError(error: unknown): error is ExcelError {
  return (
    typeof error === 'object' &&
    error !== null &&
    typeof (error as Partial<ExcelError>).code === 'string' &&
    Array.isArray((error as Partial<ExcelError>).traceMessages)
  );
}

/**
 * The HostError that says what a failure of Excel means. It carries Excel's code and none of its words, which may quote
 * what stands in cells.
 * @param touched worksheets that had been changed by then
 */
export function hostErrorOf(error: ExcelError, touched: readonly string[] = []): HostError {
  const { code, words } = meanings.get(error.code) ?? {
    code: 'failed' as const,
    words: `Excel could not do what was asked (${error.code}). Try again; if it fails again, save and reopen the workbook.`,
  };
  return new HostError(code, words, touched, { cause: error });
}

/** True if nobody can tell how much of what was asked Excel did: its answer did not come, or was too long to come. */
export const isUnanswered = ({ code }: ExcelError): boolean =>
  meanings.get(code) === unreachable || code === 'ResponsePayloadSizeLimitExceeded';

/**
 * Runs a batch, where need be when the person has finished typing into a cell. Excel's failures become HostErrors; bugs
 * stay what they are. The variable of the batch is to be called `context`, which is the one that the linter looks at.
 * @throws HostError
 */
export async function runIn<T>(
  excel: ExcelNamespace,
  batch: (context: Excel.RequestContext) => Promise<T>,
): Promise<T> {
  try {
    return await excel.run({ delayForCellEdit: true }, batch);
  } catch (error) {
    throw isExcelError(error) ? hostErrorOf(error) : error;
  }
}
