/** Writes into protected worksheets: opened and protected again within one batch, so that nothing lies open in between. */
import { HostError } from '../../core/index.js';
import { isExcelError } from './errors.js';

/** Asks for what `writeOpened` needs to know of a worksheet; it is known after the next sync. */
export function loadProtection(worksheet: Excel.Worksheet): void {
  worksheet.load('name');
  worksheet.protection.load('protected,options');
}

const opened = ({ name }: Excel.Worksheet) => `opened ${name}`;

/** The worksheet at which a batch failed because it could not be opened; undefined if it failed for another reason. */
function firstLocked(error: unknown, closed: readonly Excel.Worksheet[]): Excel.Worksheet | undefined {
  return isExcelError(error)
    ? closed.find((worksheet) => !error.traceMessages.includes(opened(worksheet)))
    : undefined;
}

/** A worksheet that is written into. */
export interface Opening {
  /** One that `loadProtection` was asked for. */
  readonly worksheet: Excel.Worksheet;
  /** What it is protected with in the end; null: it is not. */
  readonly options: Excel.WorksheetProtectionOptions | null;
}

/** To be protected as it was before. */
export const asItWas = (worksheet: Excel.Worksheet): Opening => ({
  worksheet,
  options: worksheet.protection.protected ? worksheet.protection.options : null,
});

/** Protects again what a failed batch left open. What fails here is no news: the batch's own error is thrown. */
async function closeAgain(context: Excel.RequestContext, openings: readonly Opening[]): Promise<void> {
  for (const { worksheet } of openings) worksheet.protection.load('protected');
  await context.sync();
  for (const { worksheet, options } of openings) {
    if (options && !worksheet.protection.protected) worksheet.protection.protect(options);
  }
  await context.sync();
}

/**
 * Sends one batch, in which worksheets that are protected are opened first and protected again at the end. One sync; two
 * more if it fails.
 * @param write queues what is to be written
 * @throws HostError `no-access` if a worksheet is protected with a password: then nothing was written
 */
export async function writeOpened(
  context: Excel.RequestContext,
  openings: readonly Opening[],
  write: () => void,
): Promise<void> {
  const closed = openings.map(({ worksheet }) => worksheet).filter(({ protection }) => protection.protected);
  const before = closed.map(asItWas);
  for (const worksheet of closed) {
    worksheet.protection.unprotect();
    // What was passed by the time of a failure tells where it happened.
    context.trace(opened(worksheet));
  }
  write();
  for (const { worksheet, options } of openings) if (options) worksheet.protection.protect(options);
  try {
    await context.sync();
  } catch (error) {
    await closeAgain(context, before).catch(() => undefined);
    const locked = firstLocked(error, closed);
    if (!locked) throw error;
    throw new HostError(
      'no-access',
      `The worksheet “${locked.name}” is protected with a password: nothing was written. Take the protection off, then try again.`,
      [],
      { cause: error },
    );
  }
}
