/** Types of add-in.mjs, for tests. */
export interface Button {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly tip: string;
  readonly icon: string;
  /** The page that it opens in the pane, or the function that it runs: one of the two. */
  readonly opens?: string;
  readonly runs?: string;
}
export const defaultOrigin: string;
export const neededIconSizes: readonly number[];
export const iconSizes: readonly number[];
export const largeIconSizes: readonly number[];
export const addIn: {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly buttons: readonly Button[];
  readonly requirement: { readonly set: string; readonly version: string };
};
export function readOrigin(text?: string): string;
export function iconFile(icon: string, size: number): string;
