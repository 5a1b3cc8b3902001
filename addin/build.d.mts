/** Types of build.mjs, for tests. */
export interface BuiltFile {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
}
export function readOfficeJs(text?: string): 'cdn' | 'self';
export function buildAddIn(options: {
  readonly origin: string;
  readonly officeJs: 'cdn' | 'self';
  readonly into: string;
}): Promise<readonly BuiltFile[]>;
