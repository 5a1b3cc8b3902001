/** A fake Excel with a painted workbook, and the host that works in it through the real client library. */
import { buildUnitWorkbook, loadPlan, nispPlan, parsePeriod, type Blueprint } from '../../../core/index.js';
import { excelHost } from '../../../addin/excel-host/host.js';
import type { PanelHost } from '../../../panel/panel-host.js';
import { openExcel, type OpenExcel } from '../../fakes/excel/node.js';
import { smallPlanFile } from '../../support/plans.js';
import { stateOfWorkbook } from '../../fakes/excel/state.js';
import { createWorkbook } from '../../fakes/excel/workbook.js';

const loaded = loadPlan(smallPlanFile);
if (!loaded.ok) throw new Error('The small plan is broken');
const period = parsePeriod('2019-Q1')!;

/**
 * A small workbook. In its matrix a person may type into the rows 10 and 13 from F (status) to S (remarks) but for K, and
 * into E (timeline) of these and of row 9, whose status and progress are formulas. T to X are hidden, and row 4.
 */
export const small: Blueprint = buildUnitWorkbook({ plan: loaded.plan, unit: 'north', period });

/** The workbook of a province, with all interventions. */
export const whole: Blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'punjab', period });

export interface Opened extends OpenExcel {
  readonly host: PanelHost;
  /** A host as a later session has it: it knows nothing of what was done before. */
  readonly reopened: () => PanelHost;
  /** All that the program keeps of the workbook. */
  readonly state: () => ReturnType<typeof stateOfWorkbook>;
  /** Syncs that something takes. */
  readonly syncsOf: (something: () => Promise<unknown>) => Promise<number>;
}

/** A blank workbook, or this one. */
export function openBlank(requirements = '1.18', workbook = createWorkbook()): Opened {
  const excel = openExcel({ requirements, workbook });
  const reopened = () =>
    excelHost(excel.Excel, { isSupported: (version) => excel.isSetSupported('ExcelApi', version) });
  return {
    ...excel,
    host: reopened(),
    reopened,
    state: () => structuredClone(stateOfWorkbook(excel.program.workbook)),
    syncsOf: async (something) => {
      const before = excel.program.syncs;
      await something();
      return excel.program.syncs - before;
    },
  };
}

/** A workbook that was painted. */
export async function openPainted(painted = small, requirements = '1.18'): Promise<Opened> {
  const opened = openBlank(requirements);
  await opened.host.paint(painted);
  return opened;
}
