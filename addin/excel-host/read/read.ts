/** Reads the workbook that is open in Excel. */
import { worksheetNames, type WorkbookSnapshot } from '../../../core/index.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import type { Known } from '../known.js';
import { brought, type IsSupported } from '../requirements.js';
import { together } from '../steps.js';
import { loadDateSystem } from '../date-system.js';
import { definedNamesOf, loadNames } from './names.js';
import { readWorksheet } from './worksheet.js';

/**
 * The most cells that are read of a workbook: what Excel answers is at most 5 MB, and a cell takes some hundred bytes. Our
 * own worksheets have about 7,000 in all; they come first, and of the others as many as there is room for. A worksheet
 * that is too large is listed without rows.
 */
const mostCells = 40_000;

const ownNames: ReadonlySet<string> = new Set(
  Object.values(worksheetNames).map((name) => name.toLowerCase()),
);

/**
 * Reads the workbook in four syncs at most, whatever it holds. What this version of Excel does not tell is left out: below
 * ExcelApi 1.9 hidden rows and columns, fills and filters, and validations are null; below 1.13 merged cells.
 * @throws HostError
 */
export function readWorkbook(
  excel: ExcelNamespace,
  isSupported: IsSupported,
  known: Known,
): Promise<WorkbookSnapshot> {
  return runIn(excel, async (context) => {
    const { workbook } = context;
    const { worksheets } = workbook;
    const filter = isSupported(brought.filterButtons) ? ',items/autoFilter/isDataFiltered' : '';
    worksheets.load(`items/name,items/visibility,items/protection/protected${filter}`);
    const names = loadNames(workbook);
    const dateSystemOf = loadDateSystem(workbook);
    await context.sync();

    const dateSystem = dateSystemOf();
    const reading = { dateSystem, budget: { cells: mostCells }, known, isSupported };
    const isOwn = ({ name }: Excel.Worksheet) => ownNames.has(name.toLowerCase());
    const sheets = [...worksheets.items.filter(isOwn), ...worksheets.items.filter((sheet) => !isOwn(sheet))];
    const read = await together(
      context,
      sheets.map((sheet) => readWorksheet(sheet, reading)),
    );
    const byName = new Map(read.map((worksheet) => [worksheet.name, worksheet]));
    return {
      worksheets: worksheets.items.map(({ name }) => byName.get(name)!),
      definedNames: definedNamesOf(names),
      ...(dateSystem === 1904 ? { dateSystem } : {}),
    };
  });
}
