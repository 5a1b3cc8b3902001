/** Types of content-security-policy.mjs, for tests. */
export const officeJsFolder: string;
export function contentSecurityPolicy(officeJs: string | null): string;
export function securityHeaders(
  officeJs: string | null,
  framedBy?: readonly string[],
): Readonly<Record<string, string>>;
