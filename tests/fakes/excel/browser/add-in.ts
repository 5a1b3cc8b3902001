/** The add-in as the page shows it: the buttons of its manifest, its pane, its commands and its dialogs. */
import type { FakeExcel } from '../program.js';
import { openAddInFrame, type AddInFrame, type FrameOwner } from './add-in-frame.js';
import { part } from './part.js';

/** What the page reads of the unified manifest. */
interface Manifest {
  readonly name: { readonly short: string };
  readonly extensions: readonly [
    {
      readonly runtimes: readonly {
        readonly code: { readonly page: string };
        readonly actions: readonly { readonly id: string; readonly type: 'openPage' | 'executeFunction' }[];
      }[];
      readonly ribbons: readonly [
        {
          readonly tabs: readonly [
            { readonly label: string; readonly groups: readonly [{ readonly controls: readonly Control[] }] },
          ];
        },
      ];
    },
  ];
}
interface Control {
  readonly id: string;
  readonly label: string;
  readonly actionId: string;
  readonly icons: readonly { readonly size: number; readonly url: string }[];
  readonly supertip: { readonly title: string; readonly description: string };
}

/** The manifest names another origin than this one; the paths are the same. */
function here(address: string): string {
  const { pathname, search } = new URL(address);
  return window.location.origin + pathname + search;
}

function buttonOf({ id, label, icons, supertip }: Control): HTMLButtonElement {
  const icon = document.createElement('img');
  icon.src = here(icons.find(({ size }) => size === 32)!.url);
  icon.alt = '';
  icon.width = 32;
  icon.height = 32;
  const button = document.createElement('button');
  button.type = 'button';
  button.id = id;
  button.title = `${supertip.title}\n${supertip.description}`;
  button.append(icon, label);
  return button;
}

/** Puts the add-in's buttons on the page's ribbon, and shows what they open. */
export async function showAddIn(program: FakeExcel, answer: FrameOwner['answer']): Promise<void> {
  const manifest = (await (await fetch('../manifest.json')).json()) as Manifest;
  const [extension] = manifest.extensions;
  const [tab] = extension.ribbons[0].tabs;
  const title = manifest.name.short;
  const frames = new Set<AddInFrame>();
  program.onEvents((entries) => {
    // Behind the answer to the request that they come from, as in Excel.
    setTimeout(() => {
      for (const frame of frames) frame.sendEvents(entries);
    });
  });

  const closeDialogOf = (opener: AddInFrame | null, shown: AddInFrame | null) => {
    shown?.remove();
    if (shown) frames.delete(shown);
    part('dialog', HTMLDialogElement).close();
    opener?.sendDialogMessage(null);
  };
  const open = (
    address: string,
    {
      isDialog = false,
      completed = () => undefined,
      messageParent = () => undefined,
    }: {
      isDialog?: boolean;
      completed?: () => void;
      messageParent?: (message: string) => void;
    },
  ): AddInFrame => {
    let dialog: AddInFrame | null = null;
    const frame = openAddInFrame(
      {
        answer,
        completed,
        messageParent,
        openDialog(dialogAddress) {
          dialog = open(dialogAddress, {
            isDialog: true,
            messageParent: (message) => {
              frame.sendDialogMessage(message);
            },
          });
          const element = part('dialog', HTMLDialogElement);
          element.replaceChildren(dialog.element);
          element.oncancel = () => {
            closeDialogOf(frame, dialog);
          };
          element.showModal();
        },
        closeDialog() {
          closeDialogOf(null, dialog);
        },
      },
      address,
      { version: program.version, title, isDialog },
    );
    frames.add(frame);
    return frame;
  };
  const discard = (frame: AddInFrame) => {
    frame.remove();
    frames.delete(frame);
  };

  let pane: AddInFrame | null = null;
  const openPane = (address: string) => {
    if (pane) discard(pane);
    pane = open(address, {});
    part('pane', HTMLElement).replaceChildren(pane.element);
    part('pane', HTMLElement).hidden = false;
  };
  /** Runs a command in a page of its own that is gone when it has ended. */
  const run = (address: string, control: Control, button: HTMLButtonElement) => {
    button.disabled = true;
    const frame: AddInFrame = open(address, {
      completed() {
        button.disabled = false;
        discard(frame);
      },
    });
    frame.element.className = 'commands';
    document.body.append(frame.element);
    frame.invoke(control.id, control.actionId);
  };

  part('ribbon-tab', HTMLElement).textContent = tab.label;
  const buttons = tab.groups[0].controls.map((control) => {
    const button = buttonOf(control);
    const runtime = extension.runtimes.find(({ actions }) =>
      actions.some(({ id }) => id === control.actionId),
    )!;
    const { type } = runtime.actions.find(({ id }) => id === control.actionId)!;
    const address = here(runtime.code.page);
    button.addEventListener('click', () => {
      if (type === 'openPage') openPane(address);
      else run(address, control, button);
    });
    return button;
  });
  part('ribbon', HTMLElement).replaceChildren(...buttons);
}
