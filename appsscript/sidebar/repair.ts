/** Repairs a workbook piece by piece: each worksheet in an execution of the script, the names in one more. */
import type { Blueprint } from '../../core/index.js';
import { repairables, type Repairable, type RepairReport, type TellProgress } from '../../panel/index.js';
import type { CallScript } from './script.js';

/** As `PanelHost.repair`. @throws HostError; what was mended by then stays mended */
export async function repairBlueprint(
  call: CallScript,
  blueprint: Blueprint,
  what: readonly Repairable[] = repairables,
  tell: TellProgress = () => undefined,
): Promise<RepairReport> {
  const onWorksheets = what.filter((one) => one !== 'name');
  const pieces = [
    ...(onWorksheets.length > 0 ? blueprint.worksheets : []).map((worksheet) => ({
      blueprint: { ...blueprint, worksheets: [worksheet] },
      what: onWorksheets,
    })),
    ...(what.includes('name')
      ? [{ blueprint: { ...blueprint, worksheets: [] }, what: ['name' as const] }]
      : []),
  ];
  const restored: RepairReport['restored'][number][] = [];
  for (const [done, piece] of pieces.entries()) {
    tell(done, pieces.length);
    restored.push(...(await call('repair', piece)));
  }

  const order = blueprint.worksheets.map(({ name }) => name);
  const rankOf = ({ worksheet }: (typeof restored)[number]) => order.indexOf(worksheet);
  return {
    restored: restored.sort((a, b) => rankOf(a) - rankOf(b)),
    // What Google Sheets has not, nobody can have destroyed; building has said that it is left out.
    omitted: [],
    calls: pieces.length,
  };
}
