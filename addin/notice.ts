/** The dialog that says what a button of the ribbon came to: the text in the address, as text. */
import { noticeText } from './notice-address.js';

document.querySelector('#notice')!.textContent = noticeText(window.location.hash);

/** The dialog cannot close itself: the page that opened it does. */
async function askToClose(): Promise<void> {
  await Office.onReady();
  Office.context.ui.messageParent('close');
}
document.querySelector('#close')!.addEventListener('click', () => {
  void askToClose();
});
// Office.js waits for this before it says anything to the program.
await Office.onReady();
