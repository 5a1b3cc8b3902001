/** The name of the worksheet that keeps the matrix as it was before it was built over. */

/** Longest name of a worksheet. Source: Excel specifications and limits. */
const longest = 31;
const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * `Matrix 2026-11-22 15.40`, in local time; with a number behind it if that is taken.
 * @param taken names of the workbook's worksheets; letter case does not tell them apart
 */
export function copyName(worksheet: string, now: Date, taken: readonly string[]): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(twoDigits).join('-');
  const time = `${twoDigits(now.getHours())}.${twoDigits(now.getMinutes())}`;
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const end = ` ${day} ${time}${count === 1 ? '' : ` (${count})`}`;
    const name = worksheet.slice(0, longest - end.length) + end;
    if (!known.has(name.toLowerCase())) return name;
  }
}
