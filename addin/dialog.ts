/** A small dialog of our own pages, for buttons that have no pane to say something in. */
import { noticeAddress } from './notice-address.js';

/** Shares of the screen, in per cent. */
const size = { width: 32, height: 36 };

/** Shows a text and waits until the dialog is closed. Where Excel has no dialogs, nothing is shown. */
export function showNotice(text: string): Promise<void> {
  if (!Office.context.requirements.isSetSupported('DialogApi', '1.1')) return Promise.resolve();
  return new Promise((resolve) => {
    const options = { ...size, displayInIframe: true };
    Office.context.ui.displayDialogAsync(
      noticeAddress(text, window.location.href),
      options,
      ({ status, value: dialog }) => {
        // Refused (another dialog is open, or the browser blocks it): there is nothing to wait for.
        if (status !== Office.AsyncResultStatus.Succeeded) {
          resolve();
          return;
        }
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, () => {
          dialog.close();
          resolve();
        });
        // Closed by the person, or its page could not be loaded.
        dialog.addEventHandler(Office.EventType.DialogEventReceived, () => {
          resolve();
        });
      },
    );
  });
}
