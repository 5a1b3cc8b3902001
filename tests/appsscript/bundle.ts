/** The script as it would be pushed: built once for all tests of a file, in memory. */
import { makeCode, makeScript } from '../../appsscript/build.mjs';

export interface Bundle {
  /** `Code.js`. */
  readonly code: string;
  readonly panelHtml: string;
  /** `appsscript.json`. */
  readonly manifest: string;
}

let code: Promise<string> | undefined;
let bundle: Promise<Bundle> | undefined;

/** `Code.js` alone, which takes a fraction of the time. */
export const builtCode = (): Promise<string> => (code ??= makeCode().then(({ text }) => text));

/** The files that are pushed. */
export const built = (): Promise<Bundle> =>
  (bundle ??= makeScript().then((files) => ({
    code: files['Code.js'],
    panelHtml: files['Panel.html'],
    manifest: files['appsscript.json'],
  })));
