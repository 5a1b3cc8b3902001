/** Writes into protected worksheets: opened and protected again within one batch, so that nothing lies open in between. */
import { HostError } from '../../../core/index.js';
import { isExcelError } from '../errors.js';

/** Asks for what `writeOpened` needs to know of a worksheet; it is known after the next sync. */
export function loadProtection(worksheet: Excel.Worksheet): void {
  worksheet.load('name');
  worksheet.protection.load('protected,options');
}

/** Whether a batch failed because a worksheet could not be opened: it is protected with a password. */
function isPasswordAsked(error: unknown): boolean {
  return isExcelError(error) && error.debugInfo.errorLocation === 'WorksheetProtection.unprotect';
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
  const closed = openings.filter(({ worksheet }) => worksheet.protection.protected);
  const before = closed.map(({ worksheet }) => asItWas(worksheet));
  for (const { worksheet } of closed) worksheet.protection.unprotect();
  write();
  for (const { worksheet, options } of openings) if (options) worksheet.protection.protect(options);
  try {
    await context.sync();
  } catch (error) {
    await closeAgain(context, before).catch(() => undefined);
    if (!isPasswordAsked(error)) throw error;
    const names = closed.map(({ worksheet }) => `“${worksheet.name}”`).join(', ');
    throw new HostError(
      'no-access',
      `A worksheet is protected with a password (${names}): nothing was written. Take the protection off, then try again.`,
      [],
      { cause: error },
    );
  }
}
