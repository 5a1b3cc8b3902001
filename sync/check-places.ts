/** Reads and checks the workbooks of many places, files and Google Sheets among each other, answered in order. */
import {
  checkWorkbook,
  diagnose,
  HostError,
  inFile,
  type CheckContext,
  type Diagnostic,
  type Submission,
  type WorkbookSnapshot,
} from '../core/index.js';
import type { ReadWorkbook } from './changeable-workbook.js';
import { openFileChecker, type CheckFilesOptions, type FileChecker } from './check-files.js';
import { inOrder } from './in-order.js';
import { placeName, reasonAt, type Place } from './places.js';

/**
 * Reads a Google Sheet by its id.
 * @throws HostError; `unavailable` if Google answers nobody, now or for as long as anybody would wait
 */
export type SheetReader = (id: string) => Promise<ReadWorkbook>;

export interface PlaceToCheck {
  /** A file or a sheet. */
  readonly place: Place;
  /** What its workbook should be of, in the place of what all should be of. */
  readonly expected?: CheckContext['expected'];
}

export interface CheckPlacesOptions extends CheckFilesOptions {
  readonly readSheet: SheetReader;
}

/** What became of one place. */
export interface CheckedPlace {
  readonly place: Place;
  /** Name of the file or title of the spreadsheet, as findings and provenance give it. */
  readonly name: string;
  /** SHA-256 of the file's bytes in hex; null for a sheet, and for a file that could not be read. */
  readonly hash: string | null;
  /**
   * `read`: the diagnostics say what was found. `blank`: a sheet in which nothing stands. `unreachable`: it could not be
   * read, and the diagnostics say why. `postponed`: Google answers nobody at present; this place and those after it were
   * not read.
   */
  readonly state: 'read' | 'blank' | 'unreachable' | 'postponed';
  /** Null if it is no submission; the diagnostics say why. */
  readonly submission: Submission | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function checkFilePlace(
  path: string,
  { place, expected }: PlaceToCheck,
  files: FileChecker,
): Promise<CheckedPlace> {
  const { name, hash, submission, diagnostics } = await files.check(path, expected);
  return { place, name, hash, state: hash === null ? 'unreachable' : 'read', submission, diagnostics };
}

/** True if nothing stands in any cell. */
export function isBlank({ worksheets }: WorkbookSnapshot): boolean {
  return worksheets.every(({ rows }) =>
    rows.every(({ cells }) => cells.every(({ content, formula }) => !content && formula === undefined)),
  );
}

/** A snapshot that was read of a sheet, checked. */
function checkSheet(
  { name, snapshot }: ReadWorkbook,
  { place, expected }: PlaceToCheck,
  options: CheckPlacesOptions,
): CheckedPlace {
  const { plan, dateOrder, asOf } = options;
  const wanted = expected ?? options.expected;
  const { submission, diagnostics } = checkWorkbook(snapshot, {
    plan,
    file: name,
    hash: null,
    received: null,
    ...(wanted ? { expected: wanted } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  });
  return { place, name, hash: null, state: isBlank(snapshot) ? 'blank' : 'read', submission, diagnostics };
}

/**
 * Reads and checks the workbooks of places. Each comes back in the order of `places`; a few are under way at a time. A
 * sheet that cannot be reached is a diagnostic of that sheet, and the others go on. If Google answers nobody any more, what
 * is under way ends, and the rest is postponed.
 * @throws HostError `not-signed-in`; Error if no thread can be started
 */
export async function* checkPlaces(
  places: Iterable<PlaceToCheck>,
  options: CheckPlacesOptions,
): AsyncGenerator<CheckedPlace, void, undefined> {
  const files = openFileChecker(options);
  let isEnded = false;
  const unread = ({ place }: PlaceToCheck, state: CheckedPlace['state'], diagnostics: Diagnostic[]) => {
    const name = placeName(place);
    const named = diagnostics.map((diagnostic) => inFile(diagnostic, name));
    return { place, name, hash: null, state, submission: null, diagnostics: named };
  };
  const check = async (wanted: PlaceToCheck): Promise<CheckedPlace> => {
    if (isEnded) return unread(wanted, 'postponed', []);
    const { place } = wanted;
    if (place.kind === 'path') return checkFilePlace(place.path, wanted, files);
    try {
      return checkSheet(await options.readSheet(place.id), wanted, options);
    } catch (error) {
      // Whoever is not signed in reaches none of them: that is no finding of one sheet.
      if (!(error instanceof HostError) || error.code === 'not-signed-in') throw error;
      isEnded ||= error.code === 'unavailable';
      return unread(wanted, error.code === 'unavailable' ? 'postponed' : 'unreachable', [
        diagnose('sheet/unreachable', { reason: reasonAt(place, error) }),
      ]);
    }
  };
  try {
    yield* inOrder(places, files.atOnce, check);
  } finally {
    await files.close();
  }
}
