/** The values that a unit enters. */
import type { Timeline } from '../plan/schema.js';
import type { Status } from './fields.js';

/** The values of an entry. An absent key is a blank cell: nothing was said. Dates are ISO texts, progress a fraction. */
export interface EntryValues {
  readonly timeline?: Timeline;
  readonly status?: Status;
  readonly progress?: number;
  readonly baseline?: number;
  readonly target?: number;
  readonly actual?: number;
  readonly budget?: number;
  readonly spent?: number;
  readonly start?: string;
  readonly due?: string;
  readonly updatedOn?: string;
  readonly focalPerson?: string;
  readonly evidence?: string;
  readonly remarks?: string;
}

/** The value of any field. */
export type EntryValue = string | number;
