/** What scripts show people beside the worksheets: menus, the sidebar, dialogs, and questions that somebody answers. */
import { Unsupported } from './errors.js';
import { constant, give, type On, type Part, type Self } from './objects.js';
import type { Program } from './program.js';

/** An item of a menu; a menu within a menu; a line between them. */
export type MenuItem =
  | { readonly kind: 'item'; readonly caption: string; readonly functionName: string }
  | { readonly kind: 'menu'; readonly menu: Menu }
  | { readonly kind: 'separator' };

export interface Menu {
  readonly caption: string;
  readonly items: MenuItem[];
}

/** A page that is shown. */
export interface Page {
  readonly title: string;
  readonly html: string;
}

export interface Alert {
  readonly title: string;
  readonly prompt: string;
  /** Name in Ui.ButtonSet. */
  readonly buttons: string;
}

/** What one person sees of the scripts. */
export interface Shown {
  readonly menus: Menu[];
  sidebar: Page | null;
  /** The newest last. */
  readonly dialogs: Page[];
  readonly alerts: Alert[];
  /** Which buttons are going to be pressed, by their names in Ui.Button, the next first. */
  readonly answers: string[];
}

declare module './objects.js' {
  interface Selves {
    Ui: object;
    Menu: Menu;
  }
}

const all = new WeakMap<Program, Shown>();

/** What scripts show in a program. */
export function shownBy(program: Program): Shown {
  let shown = all.get(program);
  if (!shown) all.set(program, (shown = { menus: [], sidebar: null, dialogs: [], alerts: [], answers: [] }));
  return shown;
}

/** Every question can be closed instead of answered. */
const buttonsOf: Readonly<Record<string, readonly string[]>> = {
  OK: ['OK', 'CLOSE'],
  OK_CANCEL: ['OK', 'CANCEL', 'CLOSE'],
  YES_NO: ['YES', 'NO', 'CLOSE'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL', 'CLOSE'],
};

function alert({ program }: On<'Ui'>, ...said: string[]) {
  const hasButtons = said.length > 1;
  const buttons = hasButtons ? said.at(-1)! : 'OK';
  const [prompt = '', title = ''] = (hasButtons ? said.slice(0, -1) : said).reverse();
  const shown = shownBy(program);
  shown.alerts.push({ title, prompt, buttons });
  const answer = shown.answers.shift() ?? (buttons === 'OK' ? 'OK' : null);
  if (answer === null || !buttonsOf[buttons]!.includes(answer))
    throw new Unsupported(`${answer ?? 'no answer'} to “${title} ${prompt}”, which asks for ${buttons}`);
  return constant('Button', answer);
}

type Html = Self<'HtmlOutput'>;

function showDialog({ program }: On<'Ui'>, { content }: Html, title: string): void {
  shownBy(program).dialogs.push({ title, html: content });
}

const createMenu = (_on: On<'Ui'>, caption: string) => give('Menu', { caption, items: [] });

export const ui: Part = {
  SpreadsheetApp: { getUi: () => give('Ui', {}) },
  Ui: {
    alert,
    createMenu,
    showSidebar({ program }, { title, content }: Html) {
      shownBy(program).sidebar = { title, html: content };
    },
    showModalDialog: showDialog,
    showModelessDialog: showDialog,
  },
  Menu: {
    addItem({ self, me }, caption: string, functionName: string) {
      self.items.push({ kind: 'item', caption, functionName });
      return me;
    },
    addSeparator({ self, me }) {
      self.items.push({ kind: 'separator' });
      return me;
    },
    addSubMenu({ self, me }, menu: Menu) {
      self.items.push({ kind: 'menu', menu });
      return me;
    },
    /** A menu of the same name takes the place of the one before. */
    addToUi({ program, self }) {
      const { menus } = shownBy(program);
      const before = menus.findIndex(({ caption }) => caption === self.caption);
      if (before < 0) menus.push(self);
      else menus[before] = self;
    },
  },
};
