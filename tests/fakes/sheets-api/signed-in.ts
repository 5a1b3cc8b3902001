/** Google's own client, led to the fake API. */
import { OAuth2Client } from 'google-auth-library';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { SheetsServer } from './server.js';

/** A client's credentials that hold a token, and know no way to another. */
function clientWith(token: string): OAuth2Client {
  const client = new OAuth2Client();
  client.setCredentials({ access_token: token });
  return client;
}

/** The real client of somebody, led to the fake. It tries nothing again. */
export function realClient(server: SheetsServer, token: string): sheets_v4.Sheets {
  return sheets({ version: 'v4', rootUrl: server.url, auth: clientWith(token), retry: false });
}
