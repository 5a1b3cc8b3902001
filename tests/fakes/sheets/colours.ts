/** Colours as the service takes and gives them. */
import { ServiceError, Unsupported } from './errors.js';

const named: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
};

/**
 * A colour in CSS notation as `#rrggbb`.
 * @throws ServiceError for what is none, Unsupported for names that nobody needed yet
 */
export function colourOf(text: string): string {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
  if (/^#[0-9a-f]{3}$/i.test(text)) return text.toLowerCase().replace(/[0-9a-f]/g, '$&$&');
  const known = named[text.toLowerCase()];
  if (known !== undefined) return known;
  if (/^[a-z]+$/i.test(text)) throw new Unsupported(`the colour ${text}`);
  throw new ServiceError(`Invalid argument: ${text}`);
}
