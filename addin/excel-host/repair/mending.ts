/** What a repair looks at, and what it finds to put back. */
import type { Blueprint, DateSystem, Worksheet } from '../../../core/index.js';
import type { Repairable } from '../../../panel/index.js';
import type { IsSupported } from '../requirements.js';
import type { Steps } from '../steps.js';

/** A worksheet of the blueprint and the one of its name in Excel. */
export interface Patient {
  readonly wanted: Worksheet;
  readonly styles: Blueprint['styles'];
  readonly sheet: Excel.Worksheet;
  readonly dateSystem: DateSystem;
  readonly isSupported: IsSupported;
}

/** Something that was found to differ, and how it is put back. */
export interface Mending {
  readonly what: Repairable;
  /** The cells that differ (names for `name`); none for what is the worksheet's as a whole. */
  readonly ranges: readonly string[];
  /** Queues it. The worksheet lies open by then. */
  readonly mend: () => void;
}

/** Finds what differs in a worksheet, in at most two syncs. */
export type Examination = (patient: Patient) => Steps<readonly Mending[]>;
