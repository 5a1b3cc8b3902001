/** What a run may not call, by how it was started: menus and the sidebar may call all, triggers and formulas may not. */
import { ServiceError } from './errors.js';
import type { Execution } from './execution.js';

/** What a trigger may do that was not asked for any consent. */
const withoutConsent = new Map<string, readonly string[]>([['Ui', ['createMenu', 'createAddonMenu']]]);

/**
 * Custom functions read the spreadsheet and do nothing else. Google's page lets them use some services more; nobody may count on it.
 */
const readable = ['SpreadsheetApp', 'Spreadsheet', 'Sheet', 'Range', 'RangeList', 'NamedRange'];
const isReading = (kind: string, name: string) => readable.includes(kind) && /^(get|is)[A-Z]/.test(name);

/**
 * Asks whether a run may call a member.
 * @param kind the object's interface
 * @throws ServiceError with the words of the service
 */
export function checkContext({ trigger }: Execution, kind: string, name: string): void {
  const member = `${kind}.${name}`;
  // Simple triggers can show menus when the spreadsheet is opened; whether they can show anything else is left to none.
  if (member === 'SpreadsheetApp.getUi' && (trigger === 'onEdit' || trigger === 'customFunction'))
    throw new ServiceError('Cannot call SpreadsheetApp.getUi() from this context.');
  const allowed = withoutConsent.get(kind);
  if (trigger === 'onOpen' && allowed && !allowed.includes(name))
    throw new ServiceError(
      `Specified permissions are not sufficient to call ${member}. Required permissions: https://www.googleapis.com/auth/script.container.ui`,
    );
  if (trigger === 'customFunction' && !isReading(kind, name))
    throw new ServiceError(`You do not have permission to call ${name}`);
}
