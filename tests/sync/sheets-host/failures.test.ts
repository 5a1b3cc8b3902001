import { describe, expect, test } from 'vitest';
import {
  failureError,
  failureOfAnswer,
  failureOfCredentials,
  failureOfNetwork,
  failureRule,
  type Failure,
} from '../../../sync/sheets-host/failures.js';

const robot = 'nisp@project.iam.gserviceaccount.com';
const body = (
  code: number,
  status: string,
  message = '',
  reasons: readonly string[] = [],
  errors: readonly string[] = [],
) => ({
  error: {
    code,
    status,
    message,
    ...(reasons.length > 0
      ? { details: [{ '@type': 'x' }, ...reasons.map((reason) => ({ '@type': 'x', reason }))] }
      : {}),
    ...(errors.length > 0 ? { errors: errors.map((reason) => ({ reason })) } : {}),
  },
});
const said = (failure: Failure | null, isWrite = false, account: string | null = robot) => {
  const { code, message } = failureError(failure!, { place: 'sheets:1AbC', isWrite, account });
  return `${code} ${message}`;
};

describe('what Google Sheets refuses', () => {
  const login = 'gcloud auth application-default login --scopes=';
  test.each<[what: string, status: number, data: unknown, isWrite: boolean, words: readonly string[]]>([
    [
      'a sheet that is not shared',
      403,
      body(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
      false,
      ['no-access sheets:1AbC: ', 'is not shared with', robot, 'viewer'],
    ],
    [
      'a sheet that is shared to be read',
      403,
      body(403, 'PERMISSION_DENIED'),
      true,
      ['no-access', robot, 'as an editor'],
    ],
    [
      'a token without the scope',
      403,
      body(403, 'PERMISSION_DENIED', '', ['ACCESS_TOKEN_SCOPE_INSUFFICIENT']),
      true,
      ['not-signed-in', 'not for changing', login, '/auth/spreadsheets'],
    ],
    [
      'a token without the scope, as it was said before',
      403,
      body(403, 'PERMISSION_DENIED', '', [], ['insufficientPermissions']),
      false,
      ['not for reading', login],
    ],
    [
      'an API that is not enabled',
      403,
      body(403, 'PERMISSION_DENIED', '', ['SERVICE_DISABLED']),
      false,
      ['not-signed-in', 'gcloud services enable sheets.googleapis.com', 'set-quota-project'],
    ],
    [
      'a project that may not be used',
      403,
      body(403, 'PERMISSION_DENIED', '', ['USER_PROJECT_DENIED']),
      false,
      ['not-signed-in', robot, 'Service Usage Consumer'],
    ],
    [
      'a quota, as it was said before',
      403,
      body(403, 'PERMISSION_DENIED', '', [], ['userRateLimitExceeded']),
      false,
      ['unavailable', 'requests a minute'],
    ],
    [
      'a quota',
      429,
      body(429, 'RESOURCE_EXHAUSTED', '', ['RATE_LIMIT_EXCEEDED']),
      false,
      ['unavailable', 'requests a minute'],
    ],
    [
      'a token',
      401,
      body(401, 'UNAUTHENTICATED', '', ['ACCESS_TOKEN_EXPIRED']),
      false,
      ['not-signed-in', 'expired or were revoked', login],
    ],
    ['a sheet that is not there', 404, body(404, 'NOT_FOUND'), false, ['not-found', 'no such spreadsheet']],
    [
      'an Excel file in Drive',
      400,
      body(400, 'FAILED_PRECONDITION', 'This operation is not supported for this document'),
      false,
      ['not-a-workbook', 'Excel file', 'Save as Google Sheets'],
    ],
    [
      'protected cells',
      400,
      body(
        400,
        'INVALID_ARGUMENT',
        'Invalid requests[0].updateCells: You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      ),
      true,
      ['no-access', 'protected against', robot, 'Nothing was changed'],
    ],
    [
      'too many cells',
      400,
      body(
        400,
        'INVALID_ARGUMENT',
        'Invalid requests[2].appendDimension: This action would increase the number of cells in the workbook above the limit of 10000000 cells.',
      ),
      true,
      ['failed', '10 million cells'],
    ],
    ['too much at once', 413, '<html>', true, ['failed', 'takes no more at once']],
    [
      'what is a fault of ours',
      400,
      body(400, 'INVALID_ARGUMENT', 'Invalid requests[3].updateCells: canary'),
      true,
      ['failed', 'fault of this program', 'report it', 'nothing was changed'],
    ],
    [
      'what it has not',
      501,
      body(501, 'UNIMPLEMENTED', 'fake: copySheet is not emulated'),
      true,
      ['failed', 'fault of this program'],
    ],
    ['a fault of its own', 500, body(500, 'INTERNAL'), false, ['unavailable', 'Try again later']],
    ['to be there', 503, '<html>503', false, ['unavailable', 'Try again later']],
    ['to be reached by its own front', 502, '<html>502', false, ['unavailable', 'took too long']],
    ['time', 504, body(504, 'DEADLINE_EXCEEDED'), true, ['unavailable', 'took too long']],
    [
      'something else in its place',
      403,
      '<html>Blocked by the office</html>',
      false,
      ['unavailable', 'Something else answered'],
    ],
    [
      'the page of a network',
      200,
      '<html>Sign in to the hotel</html>',
      false,
      ['unavailable', 'sign in to the network'],
    ],
  ])('%s', (_, status, data, isWrite, words) => {
    const text = said(failureOfAnswer(status, data, null), isWrite);
    for (const word of words) expect(text).toContain(word);
  });
  test('without an address to share with, it is the account that is signed in', () => {
    const failure = failureOfAnswer(403, body(403, 'PERMISSION_DENIED'), null);
    expect(said(failure, true, null)).toContain('the account that you are signed in with');
  });
  test('where in a batch the fault is, is said to whoever looks into it; what stands there is not', () => {
    const failure = failureOfAnswer(
      400,
      body(400, 'INVALID_ARGUMENT', 'Invalid requests[3].updateCells: canary'),
      null,
    );
    expect(failure?.detail).toBe('status 400, INVALID_ARGUMENT, requests[3].updateCells');
  });
  test('reasons are codes, or nothing', () => {
    const failure = failureOfAnswer(
      403,
      body(403, 'canary remark', '', ['canary words', 'X'.repeat(99)]),
      null,
    );
    expect(failure?.detail).toBe('status 403');
  });
  test('an answer is no failure; half of one is', () => {
    expect(failureOfAnswer(200, { spreadsheetId: '1AbC' }, null)).toBeNull();
    expect(failureOfAnswer(200, '{"spreadsheetId":"1A', null)?.kind).toBe('cut');
    expect(failureOfAnswer(200, '', null)?.kind).toBe('not-google');
  });
});

describe('what never arrives', () => {
  test.each([
    ['ENOTFOUND', 'unreachable', 'there is no network'],
    ['EAI_AGAIN', 'unreachable', 'there is no network'],
    ['ECONNREFUSED', 'unreachable', 'a firewall or proxy'],
    ['ECONNRESET', 'cut', 'was cut'],
    ['EPIPE', 'cut', 'was cut'],
    ['ETIMEDOUT', 'cut', 'was cut'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'cut', 'was cut'],
    ['CERT_HAS_EXPIRED', 'not-trusted', 'NODE_EXTRA_CA_CERTS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'not-trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'not-trusted', 'NODE_EXTRA_CA_CERTS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'not-trusted', 'NODE_EXTRA_CA_CERTS'],
  ])('%s', (code, kind, words) => {
    const inside = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
    for (const error of [Object.assign(new Error('x'), { code }), inside]) {
      const failure = failureOfNetwork(error);
      expect(failure).toEqual({ kind, detail: code, retryAfter: null });
      expect(said(failure)).toContain(words);
    }
  });
  test('an error without a code is a connection that was cut: perhaps something was done', () => {
    for (const error of [new Error('socket hang up'), 'text', null]) {
      expect(failureRule(failureOfNetwork(error).kind).wasMade).toBe('later');
    }
  });
  test('a chain of causes that goes round in circles ends', () => {
    const error = new Error('x');
    error.cause = error;
    expect(failureOfNetwork(error).kind).toBe('cut');
  });
});

describe('what is wrong with the credentials', () => {
  const answered = (status: number, data: unknown) =>
    Object.assign(new Error('canary'), { code: status, response: { status, data } });
  test.each([
    [
      'expired or revoked',
      answered(400, { error: 'invalid_grant', error_description: 'canary' }),
      'credentials-revoked',
    ],
    ['of a client that is gone', answered(401, { error: 'invalid_client' }), 'credentials-revoked'],
    [
      'an account that may not be used',
      answered(403, { error: { status: 'PERMISSION_DENIED' } }),
      'credentials-revoked',
    ],
    ['a scope that is not granted', answered(400, { error: 'invalid_scope' }), 'scope-missing'],
    ['the service that gives tokens', answered(503, '<html>'), 'unreachable'],
    ['too many tokens', answered(429, {}), 'unreachable'],
    ['no network', Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'unreachable'],
    ['a certificate', Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }), 'not-trusted'],
    [
      'none',
      new Error('Could not load the default credentials. Browse to https://cloud.google.com/…'),
      'not-signed-in',
    ],
    ['no file', Object.assign(new Error('x'), { code: 'ENOENT' }), 'credentials-unusable'],
    ['a file that is none', new SyntaxError('Unexpected token c in canary'), 'credentials-unusable'],
  ])('%s', (_, error, kind) => {
    const failure = failureOfCredentials(error);
    expect(failure.kind).toBe(kind);
    expect(failure.detail).not.toContain('canary');
    expect(failureRule(failure.kind).wasMade).toBe('no');
  });
});
