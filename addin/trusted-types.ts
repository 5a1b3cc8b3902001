/**
 * The one way for a text to become the address of a script: Office.js adds its scripts by address, and nothing else
 * may. Loaded before Office.js; where there are no trusted types, the policy's `script-src` says the same.
 */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string | null }): unknown;
}

/** Folder of Office.js with `/` at its end, from the page; the build says it. */
declare const officeJsFolder: string;

/** @returns the address if it is one of Office.js's own; null: the browser throws */
function createScriptURL(address: string): string | null {
  const url = new URL(address, document.baseURI);
  return url.href.startsWith(new URL(officeJsFolder, document.baseURI).href) ? url.href : null;
}

(globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', { createScriptURL });
