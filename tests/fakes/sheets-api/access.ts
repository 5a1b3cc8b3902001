/** Who asks, and what they may: tokens with their scopes, and with whom spreadsheets are shared. */
import { notAuthenticated, notFound, notPermitted, scopeMissing } from './errors.js';
import type { Workbook } from '../sheets/workbook.js';

export const scopes = {
  read: 'https://www.googleapis.com/auth/spreadsheets.readonly',
  write: 'https://www.googleapis.com/auth/spreadsheets',
} as const;

export interface Token {
  readonly email: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970; null: never. */
  readonly expires: number | null;
}

/** The token of a request's header. @throws ApiError 401 */
export function tokenOf(tokens: ReadonlyMap<string, Token>, header: string | null, now: number): Token {
  const given = /^Bearer (.+)$/.exec(header ?? '')?.[1];
  if (given === undefined) throw notAuthenticated(false);
  const token = tokens.get(given);
  if (!token || (token.expires !== null && token.expires <= now)) throw notAuthenticated(true);
  return token;
}

/** @throws ApiError 403 if a token does not allow a kind of requests */
export function requireScope({ scopes: held }: Token, kind: 'read' | 'write'): void {
  const enough = kind === 'read' ? [scopes.write, scopes.read] : [scopes.write];
  if (!enough.some((scope) => held.includes(scope))) throw scopeMissing(enough);
}

/** With whom a spreadsheet is shared, by address. Its owner may all that editors may. */
export type Sharing = Map<string, 'reader' | 'editor'>;

/** @throws ApiError 403 if a spreadsheet is not shared with somebody, or only to be read; 404 if there is none */
export function requireAccess(
  held: { readonly workbook: Workbook; readonly sharing: Sharing } | undefined,
  email: string,
  kind: 'read' | 'write',
): void {
  if (!held) throw notFound();
  const role = held.workbook.owner === email ? 'editor' : held.sharing.get(email);
  if (role === undefined || (kind === 'write' && role !== 'editor')) throw notPermitted();
}
