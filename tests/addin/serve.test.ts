/** The server for trying the add-in: https with a certificate of this machine, the right headers, one folder and no more. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { untrustedCertificate, type Certificate } from '../../addin/certificate.mjs';
import { securityHeaders } from '../../addin/content-security-policy.mjs';
import { listen, readPort, staticFiles } from '../../addin/static-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nisp-serve-'));
const root = join(folder, 'site');
let certificate: Certificate;
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  mkdirSync(join(root, 'icons'), { recursive: true });
  writeFileSync(join(root, 'taskpane.html'), '<!doctype html>');
  writeFileSync(join(root, 'taskpane.js'), 'export {};');
  writeFileSync(join(root, 'icons', 'add-in-32.png'), 'picture');
  writeFileSync(join(root, 'secret.key'), 'of no kind that is served');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  symlinkSync(join(folder, 'outside.txt'), join(root, 'link.txt'));
  certificate = await untrustedCertificate(join(folder, 'certificate'));
  server = await listen(staticFiles(root, securityHeaders(null)), { certificate, port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
/** Asks for a path as it is: `fetch` would tidy it. */
function ask(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, ca: certificate.ca, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('files', () => {
  test.each([
    ['/taskpane.html?_host_Info=Excel$Web$16.00$en-US', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/taskpane.js', 'text/javascript; charset=utf-8', 'export {};'],
    ['/icons/add-in-32.png', 'image/png', 'picture'],
  ])('%s is served as what it is', async (path, type, body) => {
    const answer = await ask(path);
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.headers['content-type']).toBe(type);
  });
  test('carry the security headers, those that are missing too', async () => {
    for (const path of ['/taskpane.html', '/nothing.html']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toMatch(
        /frame-ancestors 'self' https:\/\/\*\.officeapps\.live\.com/,
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
  });
  test('are asked for anew, but for icons, which Office has to be able to keep', async () => {
    expect((await ask('/taskpane.js')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/icons/add-in-32.png')).headers['cache-control']).toBeUndefined();
  });
  test('are told of without their bodies by HEAD, and nothing can be sent', async () => {
    const head = await ask('/taskpane.js', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('10');
    expect(await ask('/taskpane.js', { method: 'POST' })).toMatchObject({ status: 405 });
  });
});

test.each([
  '/../outside.txt',
  '/icons/../../outside.txt',
  '/%2e%2e/outside.txt',
  '/..%2foutside.txt',
  '/icons/..%2f..%2foutside.txt',
  '/..%5coutside.txt',
  '//outside.txt',
  '/link.txt',
  '/taskpane.html%00.txt',
  '/%',
  '/icons',
  '/',
  '/secret.key',
])('the path %s leads nowhere', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain('outside');
});

describe('https', () => {
  test('needs the certificate of this machine', async () => {
    await expect(ask('/taskpane.html', { ca: [] })).rejects.toThrow(/certificate/);
  });
  test('is the only way', async () => {
    const plain = new Promise((resolve, reject) => {
      httpRequest(server.origin.replace('https', 'http'), resolve).on('error', reject).end();
    });
    await expect(plain).rejects.toThrow();
  });
  test('keeps its certificate for the next time, and makes a new one before it runs out', async () => {
    const again = await untrustedCertificate(join(folder, 'certificate'));
    expect(again.cert).toEqual(certificate.cert);
    vi.useFakeTimers({ now: Date.now() + 30 * 86_400_000, toFake: ['Date'] });
    try {
      expect((await untrustedCertificate(join(folder, 'certificate'))).cert).not.toEqual(certificate.cert);
    } finally {
      vi.useRealTimers();
    }
  });
  test('a port that is taken is said', async () => {
    const port = Number(new URL(server.origin).port);
    await expect(listen(staticFiles(root, {}), { certificate, port })).rejects.toThrow('is in use');
  });
});

test('a port is a number that ports have', () => {
  expect(readPort('3000')).toBe(3000);
  for (const text of ['', '0', '65536', '-1', '3e3', '80.5', 'x'])
    expect(() => readPort(text)).toThrow('--port');
});

test('further framing pages can be named', () => {
  const headers = securityHeaders(null, ['https://sharepoint.example.gov.pk']);
  expect(headers['Content-Security-Policy']).toMatch(
    /frame-ancestors .*https:\/\/sharepoint\.example\.gov\.pk$/,
  );
});
