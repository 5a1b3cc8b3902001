import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applicationDefaultAccess } from '../../../sync/sheets-host/access.js';
import { connectSheets } from '../../../sync/sheets-host/connect.js';
import { createWorkbook } from '../../fakes/sheets/workbook.js';
import { startSheetsServer, type SheetsServer } from '../../fakes/sheets-api/server.js';

let home: string;
let api: SheetsServer;
let sts: Server;
/** Forms that were sent to the service that gives out tokens. */
let exchanged: URLSearchParams[];
let exchange: () => { readonly status: number; readonly body: object };
const workbook = createWorkbook({ name: 'Sindh 2019-Q1' });

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'nisp-home-'));
  vi.stubEnv('HOME', home);
  vi.stubEnv('APPDATA', home);
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
  api = await startSheetsServer();
  api.add(workbook, { readers: ['federated@example.org'], editors: ['owner@example.org'] });
  exchanged = [];
  exchange = () => ({
    status: 200,
    body: {
      access_token: api.signIn('federated@example.org', { scope: 'read' }),
      expires_in: 3600,
      token_type: 'Bearer',
    },
  });
  sts = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      exchanged.push(new URLSearchParams(text));
      const { status, body } = exchange();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
  sts.closeAllConnections();
  await new Promise((resolve) => sts.close(resolve));
  await api.close();
});

/** Federation: a file that tells where a token is found and exchanged. */
function federate(): void {
  writeFileSync(join(home, 'subject-token'), 'canary-subject-token');
  const { port } = sts.address() as AddressInfo;
  const file = join(home, 'federation.json');
  writeFileSync(
    file,
    JSON.stringify({
      type: 'external_account',
      audience:
        '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/office/providers/office',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `http://127.0.0.1:${port}/v1/token`,
      credential_source: { file: join(home, 'subject-token') },
    }),
  );
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file);
}

const connected = () =>
  connectSheets({ access: applicationDefaultAccess(), rootUrl: api.url, random: () => 0 });
const title = { fields: 'properties(title)' };
const failure = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it did not fail',
    (error: unknown) => inspect(error, { depth: 30 }),
  );

describe('application default credentials', () => {
  test('read with a scope that only reads, and write with one that writes', async () => {
    federate();
    const connection = connected();
    expect((await connection.get(workbook.id, title)).properties?.title).toBe('Sindh 2019-Q1');
    await connection.get(workbook.id, title);
    expect(exchanged.map((form) => form.get('scope'))).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.readonly',
    ]);
    exchange = () => ({
      status: 200,
      body: { access_token: api.signIn('owner@example.org'), expires_in: 3600, token_type: 'Bearer' },
    });
    await connection.create({ properties: { title: 'Punjab' } }, { fields: 'spreadsheetId' });
    expect(exchanged.map((form) => form.get('scope'))[1]).toBe(
      'https://www.googleapis.com/auth/spreadsheets',
    );
  });
  test('get a new token when Google no longer takes the old one', async () => {
    federate();
    const connection = connected();
    await connection.get(workbook.id, title);
    api.revoke('token-1');
    await connection.get(workbook.id, title);
    expect(exchanged).toHaveLength(2);
    expect(api.requests.map(({ status }) => status)).toEqual([200, 401, 200]);
  });
  test('that were revoked: says so, and nothing secret', async () => {
    federate();
    exchange = () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'canary' } });
    const said = await failure(connected().get(workbook.id, title));
    expect(said).toContain('expired or were revoked');
    expect(said).toContain('invalid_grant');
    expect(said).not.toContain('canary');
    expect(api.requests).toEqual([]);
  });
  test('that are not there: says how to sign in', async () => {
    const said = await failure(connected().get(workbook.id, title));
    expect(said).toContain('You are not signed in to Google on this computer.');
    expect(said).toContain('gcloud auth application-default login --scopes=');
  });
  test.each([
    ['is not there', null],
    ['is none', 'canary'],
    ['is of no known kind', '{"type":"canary"}'],
  ])('whose file %s: names the setting', async (_, text) => {
    const file = join(home, 'credentials.json');
    if (text !== null) writeFileSync(file, text);
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file);
    const said = await failure(connected().get(workbook.id, title));
    expect(said).toContain('GOOGLE_APPLICATION_CREDENTIALS');
    expect(said).not.toContain('canary');
  });
});
