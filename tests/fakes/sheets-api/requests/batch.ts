/** A batch of requests: all of them are done, in their order, or none is. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { ServiceError, Unsupported } from '../../sheets/errors.js';
import { Program } from '../../sheets/program.js';
import type { Workbook, Worksheet } from '../../sheets/workbook.js';
import { ApiError, invalidArgument, notEmulated } from '../errors.js';
import { borderKinds } from './borders.js';
import { cellKinds } from './cells.js';
import { chartKinds } from './charts.js';
import { conditionalFormatKinds } from './conditional-formats.js';
import { dimensionKinds } from './dimensions.js';
import { filterKinds } from './filters.js';
import { groupKinds } from './groups.js';
import { mergeKinds } from './merges.js';
import { metadataKinds } from './metadata.js';
import { nameKinds } from './names.js';
import { protectionKinds } from './protections.js';
import type { Change, Kinds } from './change.js';
import { spreadsheetKinds } from './spreadsheet.js';
import { validationKinds } from './validation.js';
import { worksheetKinds } from './worksheets.js';

const kinds: Kinds = {
  ...spreadsheetKinds,
  ...worksheetKinds,
  ...cellKinds,
  ...borderKinds,
  ...validationKinds,
  ...conditionalFormatKinds,
  ...dimensionKinds,
  ...groupKinds,
  ...mergeKinds,
  ...nameKinds,
  ...protectionKinds,
  ...filterKinds,
  ...chartKinds,
  ...metadataKinds,
};

/** Source: Google's limits of spreadsheets. */
const mostCells = 10_000_000;

/** Cells are never changed but replaced: the copy shares them. */
const copyOfWorksheet = (worksheet: Worksheet): Worksheet => ({
  ...structuredClone({ ...worksheet, cells: {} }),
  cells: Object.fromEntries(Object.entries(worksheet.cells).map(([row, line]) => [row, { ...line }])),
});

const copyOf = (workbook: Workbook): Workbook => ({
  ...structuredClone({ ...workbook, worksheets: [] }),
  worksheets: workbook.worksheets.map(copyOfWorksheet),
});

function checkCells({ worksheets }: Workbook): void {
  const cells = worksheets.reduce((sum, { maxRows, maxColumns }) => sum + maxRows * maxColumns, 0);
  if (cells > mostCells)
    throw invalidArgument(
      `This action would increase the number of cells in the workbook above the limit of ${mostCells} cells.`,
    );
}

/** An error with the words that say which request it came from. */
function located(error: unknown, path: string): unknown {
  if (error instanceof Unsupported) return notEmulated(`${path}: ${error.message}`);
  if (error instanceof ServiceError) return invalidArgument(`Invalid ${path}: ${error.message}`);
  if (!(error instanceof ApiError) || error.code !== 400) return error;
  const { code, status, message, details } = error;
  return new ApiError(code, status, `Invalid ${path}: ${message}`, details);
}

function apply(on: Change, request: sheets_v4.Schema$Request, index: number): sheets_v4.Schema$Response {
  const [kind, ...others] = Object.keys(request) as (keyof sheets_v4.Schema$Request)[];
  if (kind === undefined) throw invalidArgument(`Invalid requests[${index}]: No request set.`);
  if (others.length > 0)
    throw invalidArgument(
      `Invalid value at 'requests[${index}]' (oneof), oneof field 'kind' is already set. Cannot set '${others[0]!}'`,
    );
  const act = kinds[kind] as
    ((on: Change, request: unknown) => sheets_v4.Schema$Response | undefined) | undefined;
  const path = `requests[${index}].${kind}`;
  if (!act) throw notEmulated(path);
  try {
    const reply = act(on, request[kind]) ?? {};
    checkCells(on.workbook);
    return reply;
  } catch (error) {
    throw located(error, path);
  }
}

/**
 * Does what a batch asks for, or nothing of it.
 * @param email of whoever asks
 * @returns a reply to each request, in their order
 * @throws ApiError
 */
export function applyBatch(
  program: Program,
  requests: readonly sheets_v4.Schema$Request[],
  email: string,
): readonly sheets_v4.Schema$Response[] {
  if (requests.length === 0) throw invalidArgument('Must specify at least one request.');
  const workbook = copyOf(program.workbook);
  const on: Change = { program: new Program(workbook), workbook, email };
  const replies = requests.map((request, index) => apply(on, request, index));
  Object.assign(program.workbook, workbook);
  program.markChanged();
  return replies;
}

const createdWith = ['properties', 'sheets'];

/**
 * Makes a new spreadsheet what it is to be.
 * @param program with one blank worksheet
 * @throws ApiError
 */
export function applyCreation(program: Program, body: sheets_v4.Schema$Spreadsheet, email: string): void {
  const other = Object.keys(body).find((field) => !createdWith.includes(field));
  if (other !== undefined) throw notEmulated(`creating a spreadsheet with ${other}`);
  const { properties = {}, sheets = [] } = body;
  const fields = Object.keys(properties).join(',');
  const requests: sheets_v4.Schema$Request[] = [
    ...(fields === '' ? [] : [{ updateSpreadsheetProperties: { properties, fields } }]),
    ...sheets.map((sheet): sheets_v4.Schema$Request => {
      const more = Object.keys(sheet).find((field) => field !== 'properties');
      if (more !== undefined) throw notEmulated(`creating a sheet with ${more}`);
      return { addSheet: { properties: sheet.properties ?? {} } };
    }),
  ];
  if (requests.length === 0) return;
  // Only those that are asked for are there afterwards; the first of them may have the number that the blank one has.
  if (sheets.length > 0) program.workbook.worksheets = [];
  applyBatch(program, requests, email);
}
