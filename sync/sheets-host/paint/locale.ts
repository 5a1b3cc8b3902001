/** Refuses spreadsheets whose locale writes formulas in another way than ours. */
import { HostError } from '../../../core/index.js';

/** How a locale, `de_DE`, writes the decimal point. One that is not told is ours. */
function decimalOf(locale: string): string {
  if (locale === '') return '.';
  const format = new Intl.NumberFormat(locale.replaceAll('_', '-'), { numberingSystem: 'latn' });
  return format.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
}

/**
 * Where numbers have a decimal comma, the parts of a formula are separated by semicolons, and ours would be errors.
 * @throws HostError `not-writable`
 */
export function refuseDecimalComma(locale: string): void {
  if (decimalOf(locale) !== ',') return;
  throw new HostError(
    'not-writable',
    `The spreadsheet writes numbers with a decimal comma (locale ${locale}), and formulas in another way than this workbook. ` +
      'Choose a locale with a decimal point, such as United Kingdom (File, Settings, Locale), then try again.',
  );
}
