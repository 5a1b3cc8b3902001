/** Changes to the spreadsheet of which somebody has to know how far they came, should they fail. */
import { meaningOf } from '../failures.js';

/**
 * Acts, and waits until all of it is written.
 * @param act is given a list, to which it adds the name of each worksheet before it changes anything of it
 * @throws HostError with these names as `touched`, where a service failed
 */
export function touching<T>(act: (touched: string[]) => T): T {
  const touched: string[] = [];
  try {
    const result = act(touched);
    // The services may put off what they are told: what fails then fails here, and not after the names are forgotten.
    SpreadsheetApp.flush();
    return result;
  } catch (error) {
    throw meaningOf(error, [...new Set(touched)]);
  }
}
