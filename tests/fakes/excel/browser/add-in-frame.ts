/**
 * An add-in's page in an iframe, spoken to as Excel on the web speaks to it: the messages that Office.js posts to the
 * window that frames it, and the answers that it waits for. Source: the client library itself.
 */

/** What the page behind the frame may ask of the program. */
export interface FrameOwner {
  /** Answers one batch of the API. @param body JSON @returns JSON */
  answer(body: string, flags: number): Promise<string>;
  /** A command has ended. */
  completed(): void;
  /** The page opens a dialog. */
  openDialog(address: string): void;
  /** The page closes its dialog. */
  closeDialog(): void;
  /** The page is a dialog, and says something to the page that opened it. */
  messageParent(message: string): void;
}

export interface AddInFrame {
  readonly element: HTMLIFrameElement;
  /** Sends events of the workbook, if the page has asked for any. */
  sendEvents(entries: readonly unknown[]): void;
  /** Runs a function that the page has told Office of, as soon as it has. */
  invoke(button: string, functionName: string): void;
  /** What its dialog says to the page; null: the dialog was closed. */
  sendDialogMessage(message: string | null): void;
  /** Takes the page away. */
  remove(): void;
}

/** A message as Office.js packs it. */
interface Message {
  readonly _messageType: number;
  readonly _actionType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
}
/** `_actionType`s. */
const registerEvent = 1;
const unregisterEvent = 2;
/** What calls of `executeMethod` are: a batch, the end of a command, a dialog's message. */
const dispatchIds = { batch: 93, commandCompleted: 94, messageParent: 144 };
/** What Office.js calls when the page has told it of its functions; before, invoking one would fail. */
const actionsReady = 'NotifyActionHandlerReady';
/** `_errorCode` of an action that the program does not have. */
const unknownAction = -2;
/** What a dialog's closing is to the page that opened it. */
const dialogClosed = 12_006;

interface Call {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly ArrayData?: readonly unknown[];
  readonly messageToParent?: string;
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && '_messageType' in value && '_actionName' in value;

let frames = 0;

/**
 * Opens a page as Excel does.
 * @param address of a page of this origin
 * @param options.version of the requirement set ExcelApi that the program has
 */
export function openAddInFrame(
  owner: FrameOwner,
  address: string,
  options: { readonly version: string; readonly title: string; readonly isDialog?: boolean },
): AddInFrame {
  frames += 1;
  const conversation = `conversation${frames}`;
  const id = `addin${frames}`;
  const element = document.createElement('iframe');
  const { origin } = window.location;
  /** The events that the page listens to, with the messages that it asked for them by. */
  const listening = new Map<string, Message>();
  const invocations: (readonly [button: string, functionName: string])[] = [];

  const reply = (to: Message, data: unknown, { isEvent = false, error = 0 } = {}) => {
    const message = {
      _messageType: 1,
      _actionName: to._actionName,
      _conversationId: to._conversationId,
      _correlationId: to._correlationId,
      _errorCode: error,
      _responseType: isEvent ? 1 : 0,
      _data: data,
      _origin: origin,
      _serializerVersion: 1,
    };
    element.contentWindow?.postMessage(JSON.stringify(message), origin);
  };
  const send = (event: string, data: unknown) => {
    const registered = listening.get(event);
    if (registered) reply(registered, data, { isEvent: true });
  };
  const context = {
    _id: id,
    // Excel on the web.
    _appName: 16,
    _appVersion: '16.00',
    _appUILocale: 'en-US',
    _dataLocale: 'en-US',
    _docUrl: `${origin}/Book1.xlsx`,
    _clientMode: 1,
    _settings: [],
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: conversation,
    _appInstanceId: id,
    _requirementMatrix: JSON.stringify({
      ExcelApi: Number(options.version),
      DelayForCellEdit: 1.1,
      DialogApi: 1.2,
      AddinCommands: 1.1,
    }),
    _hostFullVersion: '16.0.18000.0',
    _appDomains: [],
    _featureGates: {},
  };

  let isReady = false;
  const invokeWaiting = () => {
    if (!isReady) return;
    for (const [button, functionName] of invocations.splice(0))
      send('appCommandInvoked', {
        0: button,
        1: functionName,
        2: JSON.stringify({ source: { id: button } }),
      });
  };
  const register = (message: Message) => {
    listening.set(message._actionName, message);
    reply(message, { Error: 0, Version: 1 });
    const { targetId } = message._data as { readonly targetId?: string };
    if (message._actionName === 'dialogMessageReceived' && targetId !== undefined)
      owner.openDialog((JSON.parse(targetId) as { readonly url: string }).url);
  };
  const unregister = (message: Message) => {
    listening.delete(message._actionName);
    reply(message, { Error: 0, Version: 1 });
    if (message._actionName === 'dialogMessageReceived') owner.closeDialog();
  };
  const execute = async (message: Message) => {
    const { DdaMethod, ArrayData, messageToParent } = message._data as Call;
    switch (DdaMethod.DispatchId) {
      case dispatchIds.batch: {
        const body = ArrayData?.[4] as string;
        const answer = await owner.answer(body, ArrayData?.[6] as number);
        reply(message, { Version: 1, Error: 0, Data: [200, [], answer] });
        isReady ||= body.includes(actionsReady);
        invokeWaiting();
        break;
      }
      case dispatchIds.commandCompleted:
        reply(message, { Version: 1, Error: 0 });
        owner.completed();
        break;
      case dispatchIds.messageParent:
        reply(message, { Version: 1, Error: 0 });
        owner.messageParent(messageToParent ?? '');
        break;
      default:
        // Office.js's own error for a method that the program does not have.
        reply(message, { Version: 1, Error: 5001 });
    }
  };

  const hear = (event: MessageEvent<unknown>) => {
    if (event.source !== element.contentWindow || event.origin !== origin || typeof event.data !== 'string')
      return;
    const message: unknown = JSON.parse(event.data);
    if (!isMessage(message) || message._messageType !== 0) return;
    if (message._actionType === registerEvent) register(message);
    else if (message._actionType === unregisterEvent) unregister(message);
    else if (message._actionName === 'ContextActivationManager_getAppContextAsync') reply(message, context);
    else if (message._actionName === 'ContextActivationManager_notifyHost') reply(message, null);
    else if (message._actionName === 'executeMethod') void execute(message);
    else reply(message, null, { error: unknownAction });
  };
  window.addEventListener('message', hear);

  const hostInfo = `Excel$Web$16.00$en-US$${conversation}$${options.isDialog ? 'isDialog' : ''}$disableLogging$0`;
  element.title = options.title;
  element.name = JSON.stringify({
    baseFrameName: 'ms-officeapp',
    hostInfo,
    xdmInfo: `${conversation}|${id}|${origin}`,
    serializerVersion: 1,
    flights: '[]',
  });
  const url = new URL(address);
  url.searchParams.set('_host_Info', hostInfo);
  element.src = url.href;

  return {
    element,
    sendEvents(entries) {
      send('richApiMessage', { ArrayData: entries });
    },
    invoke(button, functionName) {
      invocations.push([button, functionName]);
      invokeWaiting();
    },
    sendDialogMessage(message) {
      send(
        'dialogMessageReceived',
        message === null
          ? { messageType: dialogClosed }
          : { messageType: 0, messageContent: message, messageOrigin: origin },
      );
    },
    remove() {
      window.removeEventListener('message', hear);
      element.remove();
    },
  };
}
