/** The workbook that is open in Excel, as a host: painted and read by Office.js, and all that a panel asks of it. */
import type { PanelHost } from '../../panel/index.js';
import type { ExcelNamespace } from './errors.js';
import { createHands } from './hands/hands.js';
import { paintBlueprint } from './paint/paint.js';
import { Known } from './known.js';
import { readWorkbook } from './read/read.js';
import { capabilitiesOf, isSupportedBy, type IsSupported } from './requirements.js';

export interface ExcelHostOptions {
  /** Whether Excel has a version of the requirement set `ExcelApi`. */
  readonly isSupported: IsSupported;
}

/**
 * The workbook that is open in Excel. Painting and reading take four syncs each, however many rows there
 * are; painting five below ExcelApi 1.9.
 *
 * Worksheets of ours are cleared and painted in their place, never deleted: people's formulas may refer to them. Others
 * stay as they are. What was entered since this host last read or painted the workbook is not painted over (HostError
 * `changed`). Excel's API cannot set how far a worksheet is zoomed, where the heading of folded rows stands, and the text
 * alternative of a chart.
 */
export function excelHost(excel: ExcelNamespace, options: ExcelHostOptions): PanelHost {
  const isSupported = isSupportedBy(excel, options.isSupported);
  const known = new Known();
  const { forgetMarks, ...hands } = createHands(excel, isSupported);
  const paint: PanelHost['paintWorksheets'] = async (blueprint, names) => {
    forgetMarks();
    return paintBlueprint({ excel, isSupported, known }, blueprint, names);
  };
  return {
    name: 'excel',
    capabilities: capabilitiesOf(isSupported),
    paint: (blueprint) =>
      paint(
        blueprint,
        blueprint.worksheets.map(({ name }) => name),
      ),
    paintWorksheets: paint,
    read: () => readWorkbook(excel, isSupported, known),
    ...hands,
  };
}

/** The workbook beside this page. */
export const createExcelHost = (): PanelHost =>
  excelHost(Excel, {
    isSupported: (version) => Office.context.requirements.isSetSupported('ExcelApi', version),
  });
