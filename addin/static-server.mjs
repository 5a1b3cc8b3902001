// Serves a folder of static files, and nothing outside it.
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import { extname, join, sep } from 'node:path';

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** The file that an address names, or null: not there, a folder, of another kind, or a way out of the folder. */
function fileAt(folder, address) {
  try {
    const path = realpathSync(
      join(folder, decodeURIComponent(new URL(address, 'https://localhost').pathname)),
    );
    const isInside = path.startsWith(realpathSync(folder) + sep);
    return isInside && extname(path) in contentTypes && statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}

/**
 * Answers requests for the files of a folder.
 * @param headers of every answer
 * @returns a listener for `http.createServer`
 */
export const staticFiles = (folder, headers) => (request, response) => {
  const answer = (status, more) => response.writeHead(status, { ...headers, ...more });
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { Allow: 'GET, HEAD' }).end();
  const file = fileAt(folder, request.url);
  if (!file)
    return answer(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is no such file.\n');
  answer(200, {
    'Content-Type': contentTypes[extname(file)],
    'Content-Length': statSync(file).size,
    // Built anew at each start. Icons carry no such header: Office has to be able to keep them.
    ...(extname(file) === '.png' ? {} : { 'Cache-Control': 'no-cache' }),
  });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file).pipe(response);
};

/** @throws Error for what is no number of a port */
export function readPort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new Error(`--port is no port: ${text}`);
  return port;
}

/**
 * Listens on this machine alone.
 * @param port 0: any that is free
 * @returns the origin, and the function that ends it
 * @throws Error if the port is taken
 */
export function listen(listener, { certificate, port }) {
  const server = createServer(certificate, listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use: --port takes another one.`) : error,
      );
    });
    server.listen(port, 'localhost', () => {
      resolve({
        origin: `https://localhost:${server.address().port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
