/** Spreadsheets as the API answers them. */
import { parseRange, type CellRange } from '../../../../core/index.js';
import { intersection, quoted, splitAddress } from '../../spreadsheet/ranges.js';
import { wholeGrid } from '../../sheets/places.js';
import type { Program } from '../../sheets/program.js';
import { findWorksheet, type NamedRange, type Worksheet } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { below, masked, select, type Mask } from '../masks.js';
import { standardTheme } from '../messages/colours.js';
import { standardFormat } from '../messages/formats.js';
import { gridRangeOfArea } from '../messages/ranges.js';
import { isSeen, metadataMessage } from './metadata.js';
import { sheetMessage } from './worksheet.js';

/** What the API finds a named range by. One that was not made through it goes by its own name. */
export const namedRangeIdOf = ({ id, name }: NamedRange): string => id ?? name;

export function namedRangeMessage(program: Program, named: NamedRange) {
  const { name, area, scope } = named;
  const own = program.workbook.worksheets.find(({ sheetId }) => sheetId === scope);
  return {
    namedRangeId: namedRangeIdOf(named),
    name: own ? `${quoted(own.name)}!${name}` : name,
    ...(area ? { range: gridRangeOfArea(area) } : {}),
  };
}

interface Found {
  readonly worksheet: Worksheet;
  readonly range: CellRange;
}

interface Wanted {
  readonly worksheet: Worksheet;
  readonly ranges: readonly CellRange[] | null;
}

/** `A sheet` of `'A sheet'`. */
const unquoted = (text: string) => (/^'.*'$/.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text);

/**
 * A range in A1 notation, or a worksheet by its title. What reaches beyond the grid ends with the grid.
 * @throws ApiError if it begins beyond the grid, or is none
 */
function rangeOf({ workbook }: Program, text: string): Found {
  const titled = findWorksheet(workbook, unquoted(text));
  if (titled) return { worksheet: titled, range: wholeGrid(titled) };
  const { worksheet: name, rest } = splitAddress(text);
  const worksheet = name === null ? workbook.worksheets[0]! : findWorksheet(workbook, name);
  const asked = parseRange(rest);
  if (!worksheet || !asked) throw invalidArgument(`Unable to parse range: ${text}`);
  const range = intersection(asked, wholeGrid(worksheet));
  const { maxRows, maxColumns } = worksheet;
  if (!range)
    throw invalidArgument(
      `Range (${quoted(worksheet.name)}!${rest}) exceeds grid limits. Max rows: ${maxRows}, max columns: ${maxColumns}`,
    );
  return { worksheet, range };
}

/** Only these are cut down to ranges here. */
const cutToRanges: readonly string[] = [
  'properties',
  'data',
  'merges',
  'conditionalFormats',
  'protectedRanges',
  'developerMetadata',
];

/** The worksheets that some ranges lie on, in their order. */
function wantedOf(program: Program, ranges: readonly string[], mask: Mask): readonly Wanted[] {
  const { worksheets } = program.workbook;
  if (ranges.length === 0) return worksheets.map((worksheet) => ({ worksheet, ranges: null }));
  const other = mask === null ? 'all' : Object.keys(mask).find((field) => !cutToRanges.includes(field));
  if (other !== undefined) throw notEmulated(`ranges together with the field sheets.${other}`);
  const asked = ranges.map((text) => rangeOf(program, text));
  return worksheets.flatMap((worksheet) => {
    const own = asked.filter((one) => one.worksheet === worksheet).map(({ range }) => range);
    return own.length === 0 ? [] : [{ worksheet, ranges: own }];
  });
}

/** Everything but the cells: what is answered where nobody says what is wanted. */
const withoutData: Mask = Object.fromEntries(
  [
    'properties',
    'merges',
    'conditionalFormats',
    'protectedRanges',
    'basicFilter',
    'charts',
    'rowGroups',
    'columnGroups',
    'developerMetadata',
  ].map((field) => [field, null]),
);

export interface Asked {
  readonly ranges: readonly string[];
  readonly mask: Mask;
  /** Counts only where there is no mask. */
  readonly includeGridData: boolean;
  /** Of whoever asks. */
  readonly email: string;
}

export function spreadsheetMessage(program: Program, { ranges, mask, includeGridData, email }: Asked) {
  const { workbook } = program;
  const { id, name, locale, timeZone } = workbook;
  const ofSheets = mask === null && !includeGridData ? withoutData : below(mask, 'sheets');
  return select(mask, {
    spreadsheetId: () => id,
    properties: (deeper) =>
      masked(
        {
          title: name,
          locale,
          autoRecalc: 'ON_CHANGE',
          timeZone,
          defaultFormat: standardFormat,
          spreadsheetTheme: standardTheme,
        },
        deeper,
      ),
    sheets: () =>
      wantedOf(program, ranges, ofSheets).map((one) =>
        sheetMessage(program, one.worksheet, one.ranges, email, ofSheets),
      ),
    namedRanges: (deeper) => workbook.names.map((named) => masked(namedRangeMessage(program, named), deeper)),
    spreadsheetUrl: () => `https://docs.google.com/spreadsheets/d/${id}/edit`,
    developerMetadata: (deeper) =>
      workbook.metadata
        .filter((one) => isSeen(one) && one.location.kind === 'spreadsheet')
        .map((one) => masked(metadataMessage(one), deeper)),
  });
}
