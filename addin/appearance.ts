/** Light or dark, as Office is dressed: its own theme, not that of the system. */

type Theme = Pick<Office.OfficeTheme, 'bodyBackgroundColor'>;

/** @param theme what Office tells of its colours; some programs tell nothing @returns undefined: not known */
export function appearanceOf(theme: Theme | undefined): 'light' | 'dark' | undefined {
  const [, red, green, blue] =
    /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(theme?.bodyBackgroundColor ?? '') ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const [r, g, b] = [red, green, blue].map((part) => Number.parseInt(part, 16)) as [number, number, number];
  // Luma of Rec. 601 is near enough to tell a dark ground from a light one.
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? 'dark' : 'light';
}
