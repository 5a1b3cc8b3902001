/** Developer metadata: what scripts keep with the spreadsheet, a worksheet, a row or a column, unseen by people. */
import type { CellRange } from '../../../core/index.js';
import { intersection, isWithin } from '../spreadsheet/ranges.js';
import { ServiceError } from './errors.js';
import { constant, give, type On, type Part, type Self } from './objects.js';
import { worksheetOf } from './places.js';
import type { Program } from './program.js';
import { nextId, type DeveloperMetadata } from './workbook.js';

type Place = Self<'Range'>;
type Location = DeveloperMetadata['location'];
type Line = Extract<Location, { readonly at: number }>;
type Visibility = DeveloperMetadata['visibility'];

/** What a search asks for; null: whatever it is. */
interface Search {
  /** A range, a worksheet by its number, or null: the spreadsheet. */
  readonly within: Place | number | null;
  intersecting: boolean;
  id: number | null;
  key: string | null;
  value: string | null;
  visibility: string | null;
  locationType: string | null;
}

declare module './objects.js' {
  interface Selves {
    DeveloperMetadata: { readonly id: number };
    DeveloperMetadataLocation: { readonly location: Location };
    DeveloperMetadataFinder: Search;
  }
}

const spreadsheet: Location = { kind: 'spreadsheet' };
const visibilities: readonly unknown[] = ['DOCUMENT', 'PROJECT'] satisfies Visibility[];

const arbitraryRange = () =>
  new ServiceError(
    'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.',
  );

/**
 * The one row or column that a range is; null for any other range. One that was asked for by numbers is any other, however far it
 * reaches. Source: what scripts met that said `getRange(4, 1, 1, sheet.getMaxColumns())` instead of `getRange('4:4')`.
 */
function lineOf(
  { program }: { readonly program: Program },
  { sheetId, range, isWhole }: Place,
): Location | null {
  const { maxRows, maxColumns } = worksheetOf(program, sheetId);
  const { top, left, bottom, right } = range;
  if (isWhole !== true) return null;
  if (top === 1 && bottom === maxRows && left === right) return { kind: 'column', sheetId, at: left };
  if (left === 1 && right === maxColumns && top === bottom) return { kind: 'row', sheetId, at: top };
  return null;
}

function rangeOfLine(program: Program, { kind, sheetId, at }: Line): CellRange {
  const { maxRows, maxColumns } = worksheetOf(program, sheetId);
  return kind === 'row'
    ? { top: at, left: 1, bottom: at, right: maxColumns }
    : { top: 1, left: at, bottom: maxRows, right: at };
}

const isSame = (a: Location, b: Location) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Adds metadata, beside others of the same key.
 * @param rest the value, the visibility, or both in this order; a value that reads as a visibility is taken for one
 */
function add({ workbook }: Program, location: Location, key: string, rest: readonly string[]): void {
  const last = rest.at(-1);
  const visibility = visibilities.includes(last) ? (last as Visibility) : 'DOCUMENT';
  const [value = null] = visibilities.includes(last) ? rest.slice(0, -1) : rest;
  // The words of the service are not known.
  if (key === '') throw new ServiceError('The key of developer metadata may not be empty.');
  workbook.metadata = [...workbook.metadata, { id: nextId(workbook), key, value, visibility, location }];
}

const isSeen = ({ visibility, project }: DeveloperMetadata) =>
  visibility === 'DOCUMENT' || project === undefined;

const handlesOf = (metadata: readonly DeveloperMetadata[]) =>
  metadata.map(({ id }) => give('DeveloperMetadata', { id }));

const at = ({ workbook }: Program, location: Location) =>
  handlesOf(workbook.metadata.filter((one) => isSeen(one) && isSame(one.location, location)));

const search = (within: Search['within']): Search => ({
  within,
  intersecting: false,
  id: null,
  key: null,
  value: null,
  visibility: null,
  locationType: null,
});

/**
 * Whether a search looks at a location: one of the spreadsheet at all, one of a worksheet at the worksheet itself and at its rows and
 * columns, one of a range at rows and columns that lie within, or on request at all that it touches.
 * Source: the reference of createDeveloperMetadataFinder.
 */
function looksAt(program: Program, { within, intersecting }: Search, location: Location): boolean {
  if (within === null) return true;
  if (location.kind === 'spreadsheet') return false;
  if (typeof within === 'number') return location.sheetId === within;
  if (location.kind === 'sheet' || location.sheetId !== within.sheetId) return false;
  const line = rangeOfLine(program, location);
  return intersecting ? intersection(line, within.range) !== null : isWithin(line, within.range);
}

function find(program: Program, asked: Search): DeveloperMetadata[] {
  return program.workbook.metadata.filter(
    (one) =>
      isSeen(one) &&
      looksAt(program, asked, one.location) &&
      (asked.id === null || one.id === asked.id) &&
      (asked.key === null || one.key === asked.key) &&
      (asked.value === null || one.value === asked.value) &&
      (asked.visibility === null || one.visibility === asked.visibility) &&
      (asked.locationType === null || one.location.kind.toUpperCase() === asked.locationType),
  );
}

function metadataOf({ program, self }: On<'DeveloperMetadata'>): DeveloperMetadata {
  const found = program.workbook.metadata.find(({ id }) => id === self.id);
  // The words of the service are not known.
  if (!found) throw new ServiceError('The developer metadata was removed.');
  return found;
}

function change(on: On<'DeveloperMetadata'>, change: Partial<DeveloperMetadata>) {
  const changed = { ...metadataOf(on), ...change };
  const { workbook } = on.program;
  workbook.metadata = workbook.metadata.map((one) => (one.id === changed.id ? changed : one));
  return on.me;
}

function moveTo(on: On<'DeveloperMetadata'>, kind: 'row' | 'column', place: Place) {
  const location = lineOf(on, place);
  if (location?.kind !== kind) throw arbitraryRange();
  return change(on, { location });
}

const narrow =
  <K extends keyof Search>(property: K) =>
  ({ self, me }: On<'DeveloperMetadataFinder'>, wanted: Search[K]) => {
    self[property] = wanted;
    return me;
  };

function lineHandle({ program, self: { location } }: On<'DeveloperMetadataLocation'>, kind: Line['kind']) {
  if (location.kind !== kind) return null;
  const { sheetId } = location;
  return give('Range', { sheetId, range: rangeOfLine(program, location), isWhole: true });
}

export const developerMetadata: Part = {
  Spreadsheet: {
    addDeveloperMetadata({ program, me }, key: string, ...rest: string[]) {
      add(program, spreadsheet, key, rest);
      return me;
    },
    getDeveloperMetadata: ({ program }) => at(program, spreadsheet),
    createDeveloperMetadataFinder: () => give('DeveloperMetadataFinder', search(null)),
  },
  Sheet: {
    addDeveloperMetadata({ program, self, me }, key: string, ...rest: string[]) {
      add(program, { kind: 'sheet', sheetId: worksheetOf(program, self.sheetId).sheetId }, key, rest);
      return me;
    },
    getDeveloperMetadata: ({ program, self }) => at(program, { kind: 'sheet', sheetId: self.sheetId }),
    createDeveloperMetadataFinder: ({ self }) => give('DeveloperMetadataFinder', search(self.sheetId)),
  },
  Range: {
    addDeveloperMetadata(on, key: string, ...rest: string[]) {
      const location = lineOf(on, on.self);
      if (!location) throw arbitraryRange();
      add(on.program, location, key, rest);
      return on.me;
    },
    getDeveloperMetadata(on) {
      const location = lineOf(on, on.self);
      return location ? at(on.program, location) : [];
    },
    createDeveloperMetadataFinder: ({ self }) => give('DeveloperMetadataFinder', search(self)),
  },
  DeveloperMetadataFinder: {
    withId: narrow('id'),
    withKey: narrow('key'),
    withValue: narrow('value'),
    withVisibility: narrow('visibility'),
    withLocationType: narrow('locationType'),
    onIntersectingLocations({ self, me }) {
      // “This option is only valid for range-scoped searches.” The words of the service are not known.
      if (self.within === null || typeof self.within === 'number')
        throw new ServiceError('Only searches of a range can consider intersecting locations.');
      self.intersecting = true;
      return me;
    },
    find: ({ program, self }) => handlesOf(find(program, self)),
  },
  DeveloperMetadata: {
    getId: (on) => metadataOf(on).id,
    getKey: (on) => metadataOf(on).key,
    getValue: (on) => metadataOf(on).value,
    getVisibility: (on) => constant('DeveloperMetadataVisibility', metadataOf(on).visibility),
    getLocation: (on) => give('DeveloperMetadataLocation', { location: metadataOf(on).location }),
    setKey: (on, key: string) => change(on, { key }),
    setValue: (on, value: string) => change(on, { value }),
    setVisibility: (on, visibility: Visibility) => change(on, { visibility }),
    moveToColumn: (on, column: Place) => moveTo(on, 'column', column),
    moveToRow: (on, row: Place) => moveTo(on, 'row', row),
    moveToSheet: (on, { sheetId }: { readonly sheetId: number }) =>
      change(on, { location: { kind: 'sheet', sheetId } }),
    moveToSpreadsheet: (on) => change(on, { location: spreadsheet }),
    remove(on) {
      const { id } = metadataOf(on);
      const { workbook } = on.program;
      workbook.metadata = workbook.metadata.filter((one) => one.id !== id);
    },
  },
  DeveloperMetadataLocation: {
    getLocationType: ({ self }) =>
      constant('DeveloperMetadataLocationType', self.location.kind.toUpperCase()),
    getSpreadsheet: ({ self }) => (self.location.kind === 'spreadsheet' ? give('Spreadsheet', {}) : null),
    getSheet: ({ self: { location } }) =>
      location.kind === 'sheet' ? give('Sheet', { sheetId: location.sheetId }) : null,
    getRow: (on) => lineHandle(on, 'row'),
    getColumn: (on) => lineHandle(on, 'column'),
  },
};
