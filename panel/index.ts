/** The panel that Excel shows as a task pane and Google Sheets as a sidebar. */
export {
  repairables,
  type CellPlace,
  type CellState,
  type CellChange,
  type WriteReport,
  type Mark,
  type Repairable,
  type RepairReport,
  type HostEvent,
  type TellProgress,
  type PanelHost,
} from './panel-host.js';
export { restoredParts } from './restored-parts.js';
export { isAsExpected } from './expected-state.js';
export { arrangedBlueprint } from './model/arranged-blueprint.js';
export { failureOf } from './model/failure.js';
export { marksOf } from './model/marks.js';
export { stateOfWorkbook } from './model/workbook.js';
export { createPanelModel, type PanelModelInput } from './model/model.js';
export type { Wait } from './model/delay.js';
export type {
  WorkbookState,
  Task,
  Notice,
  PanelState,
  BuildOutcome,
  BuildRequest,
  EnteredValue,
  PanelModel,
} from './model/state.js';
export { texts } from './texts/en.js';
