/** Carries out a task of the menu and tells the person what it came to, whatever that was. */
import { failureOf, texts, type Task } from '../../panel/index.js';
import { meaningOf } from '../spreadsheet-host/failures.js';
import { words } from './words.js';

/** What is told in the end. */
export interface Message {
  readonly title: string;
  /** Sentences or lists, one below the other. */
  readonly paragraphs: readonly string[];
}

/** A bug is told by its kind only: its own words may quote what stands in cells. */
function failureMessage(task: Task, error: unknown): Message {
  const failed = failureOf(task, meaningOf(error));
  const { title, what } = texts.notice.failed(failed);
  // What a bug had changed by then nobody knows.
  return { title, paragraphs: failed.isBug ? [what] : [what, texts.notice.touched(failed.touched)] };
}

/** Says for a moment what is being done. */
export function tellProgress(text: string): void {
  SpreadsheetApp.getActiveSpreadsheet().toast(text, words.title);
}

/**
 * Carries out a task, then tells its message; null: there is nothing to tell.
 * The message is told when no lock is held any more, for it stays until the person closes it.
 */
export function told(task: Task, act: () => Message | null): void {
  let message: Message | null;
  try {
    message = act();
  } catch (error) {
    message = failureMessage(task, error);
  }
  if (message === null) return;
  const ui = SpreadsheetApp.getUi();
  ui.alert(message.title, message.paragraphs.join('\n\n'), ui.ButtonSet.OK);
}
