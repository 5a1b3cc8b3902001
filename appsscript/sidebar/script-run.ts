/** How the sidebar calls the script that is bound to the spreadsheet. */
import type { Transport } from './transport.js';

/** What Google puts into the frames of sidebars, as far as it is used here. */
interface ScriptRun {
  withSuccessHandler(listener: (answer: unknown) => void): ScriptRun;
  withFailureHandler(listener: (error: Error) => void): ScriptRun;
  callHost(request: string): void;
}
declare const google: { readonly script: { readonly run: ScriptRun } };

/** Whether there is a script to call: not where the page is opened outside Google Sheets. */
export const hasScript = (): boolean => 'google' in globalThis;

/** Calls the script. Rejects with what Google says where no answer came: no network, no permission, no time left. */
export const callScript: Transport = (request) =>
  new Promise((resolve, reject) => {
    google.script.run
      .withSuccessHandler((answer) => {
        resolve(String(answer));
      })
      .withFailureHandler(reject)
      .callHost(request);
  });
