/** Who asks Google Sheets: application default credentials, one set for reading and one for writing. */

/** Signs requests for one account, with one scope. */
export interface SheetsCredentials {
  /** The headers that sign one request: its token, and the project whose quota it counts against. */
  readonly headers: () => Promise<Headers>;
  /** Forgets the token, so that the next headers carry a new one. */
  readonly renew: () => void;
  /** The address with which a spreadsheet has to be shared; null if that cannot be known (a person's own account). */
  readonly account: () => Promise<string | null>;
}

/** Credentials, each asked for when it is first needed: whoever only reads never holds any that may write. */
export interface SheetsAccess {
  /** Scope `spreadsheets.readonly`. */
  readonly reading: () => Promise<SheetsCredentials>;
  /** Scope `spreadsheets`. */
  readonly writing: () => Promise<SheetsCredentials>;
}

const scopes = {
  reading: 'https://www.googleapis.com/auth/spreadsheets.readonly',
  writing: 'https://www.googleapis.com/auth/spreadsheets',
} as const;

/**
 * Credentials of one scope, found as all of Google's programs find them. Google's library is loaded with the Sheets part of
 * its client, which is on its way anyway.
 */
async function findCredentials(scope: string): Promise<SheetsCredentials> {
  const { auth } = await import('googleapis/build/src/apis/sheets/index.js');
  const find = () =>
    new auth.GoogleAuth({
      scopes: [scope],
      // It is not needed; without one, the library would start gcloud and look for a metadata server to find it out.
      projectId: 'not-asked-for',
    });
  let found = find();
  return {
    headers: async () => (await found.getClient()).getRequestHeaders(),
    renew: () => {
      // Found anew, so that signing in again meanwhile is noticed, whatever kind of credentials these are.
      found = find();
    },
    account: async () => {
      try {
        return (await found.getCredentials()).client_email ?? null;
      } catch {
        return null;
      }
    },
  };
}

/**
 * Application default credentials: those that GOOGLE_APPLICATION_CREDENTIALS names (federation, or a service account),
 * those of `gcloud auth application-default login`, or those of the machine this runs on.
 */
export function applicationDefaultAccess(): SheetsAccess {
  return { reading: () => findCredentials(scopes.reading), writing: () => findCredentials(scopes.writing) };
}
