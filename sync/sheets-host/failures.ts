/**
 * What can go wrong between this program and Google Sheets, and what to tell a person about it. Nothing that was sent,
 * answered or used to sign in gets into an error: answers are looked at for words that are known here, and errors of Google's
 * library are never kept.
 */
import { HostError, type HostErrorCode } from '../../core/index.js';

/** What a failure is told with. */
export interface FailureContext {
  /** What was asked for, as the person named it: `sheets:ID`, or a new spreadsheet's title. */
  readonly place: string;
  readonly isWrite: boolean;
  /** Address to share spreadsheets with; null if it is not known. */
  readonly account: string | null;
}

interface FailureRule {
  readonly code: HostErrorCode;
  /** It can pass by itself: worth asking again. */
  readonly isPassing: boolean;
  /**
   * What has become of a change that was asked for: `no` – it was not made, `perhaps` – nobody knows, `later` – nobody knows,
   * and it can still be made after the failure was seen.
   */
  readonly wasMade: 'no' | 'perhaps' | 'later';
  /** The words name the account: worth finding it out. */
  readonly namesAccount?: true;
  /** What happened, and what to do next. */
  readonly words: (context: FailureContext) => string;
}

const loginScopes = ['cloud-platform', 'spreadsheets'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);
/** How to sign in; said wherever signing in helps. */
export const loginAdvice = `Run: gcloud auth application-default login --scopes=${loginScopes.join(',')}`;

const name = ({ account }: FailureContext) => account ?? 'the account that you are signed in with';
const refused = { isPassing: false, wasMade: 'no' } as const;
const unanswered = 'Try again later; what was done until now is kept.';

/** All that can go wrong. */
const rules = {
  'not-signed-in': {
    ...refused,
    code: 'not-signed-in',
    words: () =>
      `You are not signed in to Google on this computer. ${loginAdvice} – or have GOOGLE_APPLICATION_CREDENTIALS name a file of credentials.`,
  },
  'credentials-unusable': {
    ...refused,
    code: 'not-signed-in',
    words: () =>
      'Google’s credentials on this computer cannot be read or used. Look at the file that GOOGLE_APPLICATION_CREDENTIALS ' +
      `names, or sign in anew. ${loginAdvice}`,
  },
  'credentials-revoked': {
    ...refused,
    code: 'not-signed-in',
    words: () =>
      `Google no longer accepts these credentials: they have expired or were revoked. ${loginAdvice}`,
  },
  'token-refused': {
    ...refused,
    code: 'not-signed-in',
    words: () =>
      `Google does not accept the credentials, not even renewed: they have expired or were revoked. ${loginAdvice}`,
  },
  'scope-missing': {
    ...refused,
    code: 'not-signed-in',
    words: ({ isWrite }) =>
      `You are signed in, but not for ${isWrite ? 'changing' : 'reading'} spreadsheets. Sign in for that too. ${loginAdvice}`,
  },
  'api-disabled': {
    ...refused,
    code: 'not-signed-in',
    words: () =>
      'The Google Sheets API is not enabled in the Google Cloud project of these credentials, or they name no project. ' +
      'Run: gcloud services enable sheets.googleapis.com – and, if you signed in yourself: ' +
      'gcloud auth application-default set-quota-project PROJECT. It takes effect after a few minutes.',
  },
  'project-denied': {
    ...refused,
    code: 'not-signed-in',
    namesAccount: true,
    words: (context) =>
      `The Google Cloud project that the credentials name may not be used by ${name(context)}. ` +
      'Give it the role “Service Usage Consumer” there, or choose another project: ' +
      'gcloud auth application-default set-quota-project PROJECT',
  },
  'not-shared': {
    ...refused,
    code: 'no-access',
    namesAccount: true,
    words: (context) =>
      context.isWrite
        ? `The spreadsheet may not be changed by ${name(context)}. Share it with ${name(context)} as an editor: in Google Sheets, Share.`
        : `The spreadsheet is not shared with ${name(context)}. Share it, as a viewer at least: in Google Sheets, Share.`,
  },
  protected: {
    ...refused,
    code: 'no-access',
    namesAccount: true,
    words: (context) =>
      `Some of the cells are protected against ${name(context)}. In Google Sheets, choose Data, then Protect sheets and ranges, ` +
      'and allow that account to edit them. Nothing was changed.',
  },
  'not-found': {
    ...refused,
    code: 'not-found',
    words: () =>
      'There is no such spreadsheet: the address is wrong, or it was deleted. Open it in a browser and copy its address from there.',
  },
  'not-a-spreadsheet': {
    ...refused,
    code: 'not-a-workbook',
    words: () =>
      'This is an Excel file that is kept in Google Drive, not a Google Sheet. Open it there and choose File, then ' +
      'Save as Google Sheets; or download it and use the file.',
  },
  'too-large': {
    ...refused,
    code: 'failed',
    words: ({ isWrite }) =>
      isWrite
        ? 'Google Sheets takes no more at once, or a spreadsheet of this size would be larger than the 10 million cells it allows. Nothing was changed.'
        : 'The spreadsheet is larger than Google Sheets hands out at once. Delete worksheets, rows and columns that are not used.',
  },
  'bad-request': {
    ...refused,
    code: 'failed',
    words: ({ isWrite }) =>
      `Google Sheets did not understand what it was asked${isWrite ? '; nothing was changed' : ''}. ` +
      'That is a fault of this program, not yours: please report it, with this message.',
  },
  'not-implemented': {
    ...refused,
    code: 'failed',
    words: () =>
      'The server does not know what it was asked. That is a fault of this program: please report it.',
  },
  'too-many-requests': {
    code: 'unavailable',
    isPassing: true,
    wasMade: 'no',
    words: () =>
      'Google Sheets allows only so many requests a minute, and has refused again and again: others use the same account or ' +
      `project. ${unanswered}`,
  },
  'server-fault': {
    code: 'unavailable',
    isPassing: true,
    wasMade: 'perhaps',
    words: () => `Google Sheets has a fault of its own. ${unanswered}`,
  },
  'gateway-fault': {
    code: 'unavailable',
    isPassing: true,
    wasMade: 'later',
    words: () => `Google Sheets took too long. ${unanswered}`,
  },
  timeout: {
    code: 'unavailable',
    isPassing: true,
    wasMade: 'later',
    words: () => `Google Sheets did not answer in time. ${unanswered}`,
  },
  cut: {
    code: 'unavailable',
    isPassing: true,
    wasMade: 'later',
    words: () => `The connection to Google Sheets was cut. Look at the network, then try again.`,
  },
  unreachable: {
    code: 'unavailable',
    isPassing: true,
    wasMade: 'no',
    words: () =>
      'Google Sheets cannot be reached: there is no network, or a firewall or proxy is in the way. Look at the network, then try again.',
  },
  'not-trusted': {
    ...refused,
    code: 'unavailable',
    words: () =>
      'The connection to Google Sheets cannot be trusted: something that answers in Google’s place has no valid certificate. ' +
      'If your office inspects traffic, have NODE_EXTRA_CA_CERTS name its certificate; look at the computer’s clock too.',
  },
  'not-google': {
    code: 'unavailable',
    isPassing: false,
    wasMade: 'perhaps',
    words: () =>
      'Something else answered in the place of Google Sheets, such as the login page of a network. Open a web page in a ' +
      'browser, sign in to the network, then try again.',
  },
} as const satisfies Readonly<Record<string, FailureRule>>;

export type FailureKind = keyof typeof rules;

/** What went wrong with one request; never what was sent or answered. */
export interface Failure {
  readonly kind: FailureKind;
  /** For whoever looks into it: a status and Google's own codes. */
  readonly detail: string;
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter: number | null;
}

/** What holds of every failure of a kind. */
export const failureRule = (kind: FailureKind): FailureRule => rules[kind];

/** The error for a person. */
export function failureError(failure: Failure, context: FailureContext, more = ''): HostError {
  const { code, words } = failureRule(failure.kind);
  const text = [words(context), more].filter((part) => part !== '').join(' ');
  return new HostError(code, `${context.place}: ${text}`, [], {
    cause: new Error(`${failure.kind}: ${failure.detail}`),
  });
}

/** Google's error body, as far as it is looked at. */
interface ErrorBody {
  readonly message: string;
  readonly reasons: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
/** Codes such as `RATE_LIMIT_EXCEEDED` or `rateLimitExceeded`: nothing else is a reason, whatever the body says. */
const isCode = (text: string) => /^[A-Za-z_]{3,60}$/.test(text);

function readErrorBody(data: unknown): ErrorBody | null {
  const error = isRecord(data) ? data.error : null;
  if (!isRecord(error)) return null;
  const entries = [error.details, error.errors].flatMap((list): readonly unknown[] =>
    Array.isArray(list) ? list : [],
  );
  const reasons = [error.status, ...entries.map((entry) => (isRecord(entry) ? entry.reason : null))];
  return { message: textOf(error.message), reasons: reasons.map(textOf).filter(isCode) };
}

/** Reasons that say more than the status, whichever status they come with. */
const byReason: Readonly<Partial<Record<string, FailureKind>>> = {
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'scope-missing',
  insufficientPermissions: 'scope-missing',
  SERVICE_DISABLED: 'api-disabled',
  accessNotConfigured: 'api-disabled',
  USER_PROJECT_DENIED: 'project-denied',
  CONSUMER_INVALID: 'project-denied',
  RATE_LIMIT_EXCEEDED: 'too-many-requests',
  rateLimitExceeded: 'too-many-requests',
  userRateLimitExceeded: 'too-many-requests',
  RESOURCE_EXHAUSTED: 'too-many-requests',
};

/** What Google says in words only, with status 400. */
const byMessage: readonly (readonly [RegExp, FailureKind])[] = [
  [/edit a protected cell or object/i, 'protected'],
  [/not supported for this document|must not be an Office file/i, 'not-a-spreadsheet'],
  [/above the limit of \d+ cells/i, 'too-large'],
];

const byStatus: Readonly<Partial<Record<number, FailureKind>>> = {
  401: 'token-refused',
  403: 'not-shared',
  404: 'not-found',
  408: 'gateway-fault',
  413: 'too-large',
  429: 'too-many-requests',
  501: 'not-implemented',
  502: 'gateway-fault',
  504: 'gateway-fault',
};

function kindOfStatus(status: number, body: ErrorBody | null): FailureKind {
  // A refusal of Google's has a body of its form; what else answers is in between.
  if (body === null && status < 500 && ![401, 404, 408, 413, 429].includes(status)) return 'not-google';
  const said = body?.reasons.flatMap((reason) => byReason[reason] ?? []).at(0);
  if (said !== undefined && status < 500) return said;
  const inWords = status === 400 && byMessage.find(([pattern]) => pattern.test(body?.message ?? ''));
  if (inWords) return inWords[1];
  return byStatus[status] ?? (status >= 500 ? 'server-fault' : 'bad-request');
}

/** Of an answer that is none: half of one, or a page of something else. */
const kindOfGarbled = (data: unknown): FailureKind =>
  typeof data === 'string' && data.trimStart().startsWith('{') ? 'cut' : 'not-google';

/** Where in a batch the fault is, without what stands there: `requests[3].updateCells`. */
const requestAt = (message: string) => /\brequests\[\d+\]\.[A-Za-z]+/.exec(message)?.[0];

/**
 * The failure that an answer tells of; null if it tells of none.
 * @param data the body; parsed, if it was JSON
 */
export function failureOfAnswer(status: number, data: unknown, retryAfter: number | null): Failure | null {
  const isFine = status >= 200 && status < 300;
  if (isFine && isRecord(data)) return null;
  const body = isFine ? null : readErrorBody(data);
  const kind = isFine ? kindOfGarbled(data) : kindOfStatus(status, body);
  // What a server does not implement is a part of its API and nobody's data: said as it is.
  const said = kind === 'not-implemented' ? body?.message : requestAt(body?.message ?? '');
  const detail = [`status ${status}`, ...(body?.reasons ?? []), ...(said ? [said] : [])].join(', ');
  return { kind, detail, retryAfter };
}

/** An error and those that caused it. */
function causes(error: unknown): readonly Readonly<Record<string, unknown>>[] {
  const chain: Readonly<Record<string, unknown>>[] = [];
  for (let next = error; isRecord(next) && chain.length < 8; next = next.cause) chain.push(next);
  return chain;
}

/** Codes of errors before anything was sent. */
const unreachable = /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN)$/;
const notTrusted = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/;

function networkCode(error: unknown): string | null {
  const codes = causes(error).map(({ code }) => textOf(code));
  return codes.find((code) => /^[A-Z][A-Z0-9_]+$/.test(code)) ?? null;
}

function kindOfCode(code: string): FailureKind {
  if (unreachable.test(code)) return 'unreachable';
  return notTrusted.test(code) ? 'not-trusted' : 'cut';
}

/** The failure of a request that was not answered. */
export function failureOfNetwork(error: unknown): Failure {
  const code = networkCode(error);
  return { kind: code === null ? 'cut' : kindOfCode(code), detail: code ?? 'no answer', retryAfter: null };
}

/** Codes of a file of credentials that cannot be read or understood. */
const ofFiles = /^(ENOENT|EACCES|EPERM|EISDIR|ERR_)/;

/** Codes of the server that gives out tokens. */
const tokenCodes: Readonly<Partial<Record<string, FailureKind>>> = {
  invalid_scope: 'scope-missing',
  temporarily_unavailable: 'unreachable',
};

/** The failure to get credentials, or a token for them; nothing was sent to Google Sheets. */
export function failureOfCredentials(error: unknown): Failure {
  const failed = (kind: FailureKind, detail: string): Failure => ({ kind, detail, retryAfter: null });
  const response = causes(error)
    .map((cause) => cause.response)
    .find(isRecord);
  if (response) {
    const status = Number(response.status);
    const data = response.data;
    const code = isRecord(data) ? textOf(data.error) : '';
    const detail = ['token', `status ${status}`, ...(isCode(code) ? [code] : [])].join(', ');
    if (status >= 500 || status === 429) return failed('unreachable', detail);
    return failed(tokenCodes[code] ?? 'credentials-revoked', detail);
  }
  const said = error instanceof Error ? error.message : '';
  if (/Could not load the default credentials/i.test(said)) return failed('not-signed-in', 'no credentials');
  const code = networkCode(error);
  if (code === null || (ofFiles.test(code) && !notTrusted.test(code))) {
    return failed('credentials-unusable', code ?? 'no code');
  }
  return failed(kindOfCode(code), `token, ${code}`);
}
