/** What this Excel can do: requirement sets decide, never the name or version of the program. */
import type { HostCapabilities } from '../../core/index.js';

/** The oldest API that the add-in works with; the manifests state it. */
export const floor = '1.8';

/** True if the requirement set `ExcelApi` of this version is there. */
export type IsSupported = (version: string) => boolean;

/** What depends on later versions: the version that brought it. */
export const brought = {
  /** `worksheet.getRanges`: one call for many ranges. */
  rangeAreas: '1.9',
  /** Indentation and reading order of cells. */
  textLayout: '1.9',
  /** `application.suspendScreenUpdatingUntilNextSync`. */
  screenUpdating: '1.9',
  filterButtons: '1.9',
  printSetup: '1.9',
  /** Hidden rows and columns, fills of single cells. */
  cellProperties: '1.9',
  /** Cells that have a validation. */
  specialCells: '1.9',
  /** Edits and selections of all worksheets together. */
  collectionEvents: '1.9',
  sortEvents: '1.10',
  outlineGroups: '1.10',
  copyWorksheet: '1.10',
  merges: '1.13',
  notes: '1.18',
} as const;
export type Brought = keyof typeof brought;

/**
 * What both the program and the client library can do: a copy of the library that an intranet serves itself may be older
 * than the program.
 */
export const isSupportedBy =
  (library: object, isSupported: IsSupported): IsSupported =>
  (version) =>
    isSupported(version) && (version !== brought.notes || 'NoteCollection' in library);

export function capabilitiesOf(isSupported: IsSupported): HostCapabilities {
  return {
    rejectsInvalidEntries: true,
    validationPrompts: true,
    protection: true,
    dataBars: true,
    charts: true,
    veryHiddenWorksheets: true,
    links: true,
    refusesLockedEdits: true,
    outlineGroups: isSupported(brought.outlineGroups),
    printSetup: isSupported(brought.printSetup),
    notes: isSupported(brought.notes),
    filterButtons: isSupported(brought.filterButtons),
  };
}
