/** The dialog that says what a button of the ribbon came to: the text in the address, as text. */
import { noticeText } from './notice-address.js';

const text = noticeText(window.location.hash);
const close = document.querySelector('#close');
document.querySelector('#notice')!.textContent = text;

await Office.onReady();
close?.addEventListener('click', () => {
  Office.context.ui.messageParent('close');
});
