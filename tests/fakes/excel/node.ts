/** The real client library of Excel in Node, unmodified, with the fake Excel behind it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';
import { createPerson, type Person } from './person.js';
import { FakeExcel, type FakeExcelOptions } from './program.js';
import type { EventEntry } from './events.js';
import type { Request } from './wire.js';

/** What passes between the client and its native bridge. Source: the client library's HostBridge. */
interface NativeBridge {
  onMessageFromHost: ((text: string) => void) | null;
  sendMessageToHost(text: string): void;
}

interface BridgeMessage {
  readonly id: number;
  readonly type: number;
  readonly flags: number;
  readonly message: { readonly body: Request };
}

interface ClientWindow {
  readonly Excel: typeof Excel;
  readonly OfficeExtension: typeof OfficeExtension & {
    readonly CommonUtility: { _doApiNotSupportedCheck: boolean };
  };
  readonly OSF: { _OfficeAppFactory: object };
}

const library = createRequire(import.meta.url).resolve('@microsoft/office-js/dist/excel-web-16.00.debug.js');
let script: Script | null = null;
/** Compiled once: the library is large. */
const compiled = () => (script ??= new Script(readFileSync(library, 'utf8'), { filename: library }));

/** Versions compare part by part: 1.10 comes after 1.9. */
function isAtLeast(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

export interface OpenOptions extends Omit<FakeExcelOptions, 'version'> {
  /** The version of ExcelApi that this Excel has: the client refuses what came later. */
  readonly requirements?: string;
  /** Requests can wait until a person has finished typing into a cell; absent: they fail. */
  readonly delaysForCellEdit?: boolean;
}

/** A fake Excel with a client that is loaded for it alone. */
export interface OpenExcel {
  readonly program: FakeExcel;
  readonly person: Person;
  /** The client's own `Excel`: `Excel.run` and all enumerations. */
  readonly Excel: typeof Excel;
  readonly OfficeExtension: typeof OfficeExtension;
  /** What `Office.context.requirements.isSetSupported` says. */
  readonly isSetSupported: (name: string, version?: string) => boolean;
  /** Waits until all events that are on their way have reached the client's handlers. */
  readonly eventsDelivered: () => Promise<void>;
}

/** Opens a fake Excel and loads the client library for it. */
export function openExcel({
  requirements = '1.17',
  delaysForCellEdit = false,
  ...options
}: OpenOptions = {}): OpenExcel {
  const program = new FakeExcel({ ...options, version: requirements });
  const bridge: NativeBridge = {
    onMessageFromHost: null,
    sendMessageToHost(text) {
      const { id, type, flags, message } = JSON.parse(text) as BridgeMessage;
      const send = () => {
        const body = JSON.stringify(program.answer(message.body));
        const reply = { id, type, flags: 0, message: { statusCode: 200, headers: {}, body } };
        setImmediate(() => bridge.onMessageFromHost?.(JSON.stringify(reply)));
      };
      if (program.isInCellEditMode) void program.ready(flags).then(send);
      else send();
    },
  };
  program.onEvents((entries: readonly EventEntry[]) => {
    // After the answer to the request that they come from.
    setImmediate(() => bridge.onMessageFromHost?.(JSON.stringify({ type: 3, message: { entries } })));
  });
  const isSetSupported = (name: string, version = '1.1') =>
    (name.toLowerCase() === 'excelapi' && isAtLeast(requirements, version)) ||
    (name === 'DelayForCellEdit' && delaysForCellEdit);
  const window = loadClient(bridge, isSetSupported);
  return {
    program,
    person: createPerson(program),
    Excel: window.Excel,
    OfficeExtension: window.OfficeExtension,
    isSetSupported,
    eventsDelivered: async () => {
      // One turn carries the message, the next ones the client's promises and what its handlers begin.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function loadClient(bridge: NativeBridge, isSetSupported: OpenExcel['isSetSupported']): ClientWindow {
  const nothing = () => undefined;
  const page: Record<string, unknown> = {
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    performance,
    name: '',
    location: {
      search: '',
      hash: '',
      href: 'https://localhost/',
      origin: 'https://localhost',
      protocol: 'https:',
    },
    navigator: { userAgent: 'node' },
    addEventListener: nothing,
    removeEventListener: nothing,
    document: {
      cookie: '',
      domain: 'localhost',
      URL: 'https://localhost/',
      createElement: () => ({}),
      getElementsByTagName: () => [],
      querySelectorAll: () => [],
      addEventListener: nothing,
    },
    _richApiNativeBridge: bridge,
  };
  for (const name of ['window', 'self', 'top', 'parent']) page[name] = page;
  createContext(page);
  compiled().runInContext(page);
  const window = page as unknown as ClientWindow;
  const context = { platform: 'OfficeOnline', host: 'Excel', requirements: { isSetSupported } };
  window.OSF._OfficeAppFactory = {
    getContext: () => context,
    getHostInfo: () => ({ hostType: 'excel', hostPlatform: 'web' }),
    getLoggingAllowed: () => false,
  };
  window.OfficeExtension.CommonUtility._doApiNotSupportedCheck = true;
  return window;
}
