export type ProgramName = 'soffice' | 'pdftoppm' | 'chromium';
export type Format = 'xlsx' | 'pdf' | 'ods' | 'csv';
export const debianPackages: Readonly<Record<ProgramName, string>>;
export function findProgram(name: ProgramName): string | null;
export function program(name: ProgramName): string;
export function convertFiles(
  files: readonly string[],
  to: Format,
  options: { readonly recalculate: boolean; readonly into: string },
): Promise<string[]>;
export function pagesOf(
  pdf: string,
  options: { readonly into: string; readonly dpi: number },
): Promise<string[]>;
export function runBasic(module: string, options: { readonly recalculate: boolean }): Promise<void>;
