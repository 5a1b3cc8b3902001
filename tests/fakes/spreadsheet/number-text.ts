/** Numbers and dates as the fake spreadsheets show them by their number formats. */
const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date or time by a number format; null for a format that is not known here. @param iso `2019-03-31`, or with `T12:00:00` */
export function dateText(iso: string, code: string): string | null {
  const [year = '', month = '', day = '', hours = '00', minutes = '00', seconds = '00'] = iso.split(/[-T:]/);
  const parts: Readonly<Record<string, string>> = {
    yyyy: year,
    yy: year.slice(2),
    mmmm: longMonths[Number(month) - 1]!,
    mmm: shortMonths[Number(month) - 1]!,
    mm: month,
    m: String(Number(month)),
    dd: day,
    d: String(Number(day)),
    hh: hours,
    h: String(Number(hours)),
    ss: seconds,
  };
  const known = /"[^"]*"|\\.|h{1,2}:mm|[a-z]+|[^a-z"\\]/gi;
  const texts = (code.match(known) ?? []).map((part) => {
    if (part.startsWith('"')) return part.slice(1, -1);
    if (part.startsWith('\\')) return part.slice(1);
    if (/^h{1,2}:mm$/i.test(part)) return `${part.length === 4 ? String(Number(hours)) : hours}:${minutes}`;
    if (!/^[a-z]/i.test(part)) return part;
    return parts[part.toLowerCase()] ?? null;
  });
  return texts.includes(null) ? null : texts.join('');
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A number by a number format of one section; null for a format that is not known here. */
export function numberText(value: number, code: string): string | null {
  const match = /^(#,##)?0(?:\.(0*)(#*))?(%?)((?:"[^"]*"|\\.| )*)$/.exec(code);
  if (!match) return null;
  const [, groups, decimals, optional = '', percent = '', rest = ''] = match;
  const scaled = Math.abs(percent === '%' ? value * 100 : value);
  const least = decimals?.length ?? 0;
  const [whole = '', most = ''] = Number(scaled.toPrecision(15))
    .toFixed(least + optional.length)
    .split('.');
  const fraction = most.slice(0, least) + most.slice(least).replace(/0+$/, '');
  // The point stands even where nothing follows it.
  const digits =
    (groups === undefined ? whole : grouped(whole)) + (decimals === undefined ? '' : `.${fraction}`);
  return (value < 0 ? '-' : '') + digits + percent + rest.replace(/["\\]/g, '');
}
