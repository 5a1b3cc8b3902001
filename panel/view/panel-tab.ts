/** What the parts of the panel have in common: they draw the state, call the model, and rest while they are not shown. */
import { LitElement } from 'lit';
import type { Submission } from '../../core/index.js';
import type { PanelModel, PanelState, WorkbookState } from '../model/state.js';

export abstract class PanelTab extends LitElement {
  static override properties = {
    model: { attribute: false },
    state: { attribute: false },
    isShown: { attribute: false },
  };
  declare model: PanelModel;
  declare state: PanelState;
  declare isShown: boolean;

  /** Parts that nobody sees are not drawn; they catch up when they are shown. */
  protected override shouldUpdate(): boolean {
    return this.isShown;
  }

  /** The workbook, where it holds a matrix. */
  protected get matrix(): Extract<WorkbookState, { kind: 'matrix' }> | null {
    return this.state.workbook.kind === 'matrix' ? this.state.workbook : null;
  }

  /** True while a task runs: what would start another has to wait. */
  protected get isBusy(): boolean {
    return this.state.busy !== null;
  }

  protected unitName(unit: Submission['unit']): string {
    return this.state.plan.unitById.get(unit)?.name ?? unit;
  }
}
