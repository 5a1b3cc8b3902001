/** What the API answers instead of what was asked for: the codes, words and details of the real one, where they are known. */

/** A refusal, as it is answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: number,
    readonly status: string,
    message: string,
    readonly details: readonly Readonly<Record<string, unknown>>[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The body of the answer. */
  get body(): object {
    const { code, message, status, details } = this;
    return { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } };
  }
}

export const invalidArgument = (message: string, violations: readonly object[] = []) =>
  new ApiError(
    400,
    'INVALID_ARGUMENT',
    message,
    violations.length === 0
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations }],
  );

/** A gap of the fake: whatever the client makes of it, the test must not pass. */
export const notEmulated = (what: string) =>
  new ApiError(501, 'UNIMPLEMENTED', `fake: ${what} is not emulated`);

export const notFound = () => new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.');

export const notPermitted = () =>
  new ApiError(403, 'PERMISSION_DENIED', 'The caller does not have permission');

const errorInfo = (reason: string, metadata: Readonly<Record<string, string>>) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata: { service: 'sheets.googleapis.com', ...metadata },
});

/** @param scopes any of which would have done */
export const scopeMissing = (scopes: readonly string[]) =>
  new ApiError(
    403,
    'PERMISSION_DENIED',
    'Request had insufficient authentication scopes.',
    [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', {})],
    {
      'www-authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${scopes.join(' ')}"`,
    },
  );

const expected =
  'Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/** @param isGiven whether there was a token at all; it is unknown, revoked or expired then */
export const notAuthenticated = (isGiven: boolean) =>
  new ApiError(
    401,
    'UNAUTHENTICATED',
    isGiven
      ? `Request had invalid authentication credentials. ${expected}`
      : `Request is missing required authentication credential. ${expected}`,
    [errorInfo(isGiven ? 'ACCESS_TOKEN_EXPIRED' : 'CREDENTIALS_MISSING', {})],
    {
      'www-authenticate': `Bearer realm="https://accounts.google.com/"${isGiven ? ', error="invalid_token"' : ''}`,
    },
  );

/**
 * @param kind of requests there are too many
 * @param per whose quota is used up
 */
export function quotaExceeded(
  kind: 'read' | 'write',
  per: 'user' | 'project',
  limit: number,
  headers: Readonly<Record<string, string>> = {},
): ApiError {
  const name = kind === 'read' ? 'Read' : 'Write';
  const whose = per === 'user' ? ' per user' : '';
  return new ApiError(
    429,
    'RESOURCE_EXHAUSTED',
    `Quota exceeded for quota metric '${name} requests' and limit '${name} requests per minute${whose}' of service 'sheets.googleapis.com' for consumer 'project_number:1'.`,
    [
      errorInfo('RATE_LIMIT_EXCEEDED', {
        consumer: 'projects/1',
        quota_limit: `${name}RequestsPerMinutePer${per === 'user' ? 'User' : 'Project'}`,
        quota_limit_value: String(limit),
        quota_location: 'global',
        quota_metric: `sheets.googleapis.com/${kind}_requests`,
      }),
    ],
    headers,
  );
}

const outages: Readonly<Record<number, readonly [status: string, message: string]>> = {
  500: ['INTERNAL', 'Internal error encountered.'],
  503: ['UNAVAILABLE', 'The service is currently unavailable.'],
};

/** @param code 500 or 503 */
export function outage(code: 500 | 503): ApiError {
  const [status, message] = outages[code]!;
  return new ApiError(code, status, message);
}
