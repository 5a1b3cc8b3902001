/** The panel as it is seen: needs a browser. What needs none is entered through `panel/index.ts`. */
import type { PanelModel } from '../model/state.js';
import { Panel } from './panel.js';
import type { TabId } from './tabs.js';
import { followAppearance, type Appearance } from './theme.js';

export type { Appearance, TabId };

export interface PanelOptions {
  /** Name of the program beside the panel, as people know it: `Excel`. */
  readonly program: string;
  /** Absent: what the person's settings say, and their changes. */
  readonly appearance?: Appearance;
}

export interface MountedPanel {
  /** Shows a part of the panel. */
  show(tab: TabId): void;
  /** Takes the panel out of the page. The model stays as it is. */
  unmount(): void;
}

/** Draws a model into an element of the page, in place of what the element holds. The model is opened by the caller. */
export function mountPanel(element: HTMLElement, model: PanelModel, options: PanelOptions): MountedPanel {
  const panel = new Panel();
  panel.model = model;
  panel.program = options.program;
  const unfollow = followAppearance(options.appearance, (appearance) => {
    panel.dataset.appearance = appearance;
  });
  element.replaceChildren(panel);
  return {
    show(tab) {
      panel.show(tab);
    },
    unmount() {
      unfollow();
      panel.remove();
    },
  };
}
