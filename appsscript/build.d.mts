/** Types of build.mjs, for tests. */
export interface BuiltFile {
  readonly path: string;
  readonly bytes: number;
}
/** The texts of the files, by their names. */
export type ScriptFiles = Readonly<
  Record<'Code.js' | 'Panel.html' | 'appsscript.json' | '.claspignore' | 'third-party-licences.txt', string>
>;
export const limits: Readonly<Record<'Code.js' | 'Panel.html', number>>;
export function makeCode(
  entry?: string,
): Promise<{ readonly text: string; readonly sources: readonly string[] }>;
export function makeScript(options?: {
  readonly entry?: string;
  readonly most?: Readonly<Partial<Record<keyof ScriptFiles, number>>>;
}): Promise<ScriptFiles>;
export function buildScript(options: { readonly into: string }): Promise<readonly BuiltFile[]>;
