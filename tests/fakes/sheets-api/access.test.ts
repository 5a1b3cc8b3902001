/** The fake Sheets API through the real client: who may do what, and how often. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorkbook } from '../sheets/workbook.js';
import { refusal } from './refusal.js';
import { startSheetsServer, type SheetsServer } from './server.js';
import { realClient } from './signed-in.js';

const id = 'spreadsheet-1';
const [owner, editor, reader, stranger] = ['owner', 'editor', 'reader', 'stranger'].map(
  (name) => `${name}@example.org`,
) as [string, string, string, string];

let now: number;
let server: SheetsServer;

beforeEach(async () => {
  now = 1_000_000;
  server = await startSheetsServer({ clock: { now: () => now, wait: () => Promise.resolve() } });
  server.add(createWorkbook(), { editors: [editor], readers: [reader] });
});
afterEach(() => server.close());

const requests = [{ updateSpreadsheetProperties: { properties: { title: 'New' }, fields: 'title' } }];
const reading = (token: string, spreadsheetId = id) =>
  realClient(server, token).spreadsheets.get({ spreadsheetId, fields: 'spreadsheetId' });
const writing = (token: string) =>
  realClient(server, token).spreadsheets.batchUpdate({ spreadsheetId: id, requestBody: { requests } });

describe('tokens', () => {
  test('that are unknown, revoked or expired are refused, at any time', async () => {
    const token = server.signIn(editor);
    const short = server.signIn(editor, { lifetime: 60_000 });
    await reading(token);
    await reading(short);
    now += 60_000;
    server.revoke(token);
    for (const gone of [token, short, 'no-such-token']) {
      const { code, status, headers } = await refusal(reading(gone));
      expect([code, status]).toEqual([401, 'UNAUTHENTICATED']);
      expect(headers.get('www-authenticate')).toContain('Bearer');
    }
  });
  test('are needed', async () => {
    const answer = await fetch(`${server.url}v4/spreadsheets/${id}`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } });
  });
  test('to read do not write; those to write read as well', async () => {
    await reading(server.signIn(editor, { scope: 'read' }));
    await reading(server.signIn(editor, { scope: 'write' }));
    expect(await refusal(writing(server.signIn(editor, { scope: 'read' })))).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
      reasons: ['ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
    });
  });
});

describe('sharing', () => {
  test('lets the owner and editors write, readers read, and others do nothing', async () => {
    for (const who of [owner, editor]) await writing(server.signIn(who));
    await reading(server.signIn(reader));
    const denied = { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' };
    expect(await refusal(writing(server.signIn(reader)))).toMatchObject(denied);
    expect(await refusal(reading(server.signIn(stranger)))).toMatchObject(denied);
    server.share(id, stranger, 'editor');
    server.share(id, editor, null);
    await writing(server.signIn(stranger));
    expect(await refusal(writing(server.signIn(editor)))).toMatchObject(denied);
  });
  test('of no spreadsheet is not found', async () => {
    const missing = { code: 404, status: 'NOT_FOUND', message: 'Requested entity was not found.' };
    expect(await refusal(reading(server.signIn(owner), 'other'))).toMatchObject(missing);
    server.remove(id);
    expect(await refusal(reading(server.signIn(owner)))).toMatchObject(missing);
  });
});

describe('quotas', () => {
  const times = async (count: number, act: () => Promise<unknown>) => {
    for (let done = 0; done < count; done += 1) await act();
  };
  test('are 60 reads and 60 writes of a user in any minute', async () => {
    const token = server.signIn(editor);
    await times(60, () => reading(token));
    now += 30_000;
    await times(60, () => writing(token));
    expect(await refusal(reading(token))).toMatchObject({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      reasons: ['RATE_LIMIT_EXCEEDED'],
      message:
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:1'.",
    });
    expect(server.breaches).toBe(1);
    await reading(server.signIn(reader));
    now += 30_000;
    await reading(token);
    expect(await refusal(writing(token))).toMatchObject({ code: 429 });
    expect(server.breaches).toBe(2);
  });
  test('are 300 of all users of a project together', async () => {
    for (const who of [1, 2, 3, 4, 5].map((number) => `user-${number}@example.org`)) {
      server.share(id, who, 'reader');
      const token = server.signIn(who, { scope: 'read' });
      await times(60, () => reading(token));
    }
    expect((await refusal(reading(server.signIn(reader)))).message).toContain("'Read requests per minute'");
  });
});
