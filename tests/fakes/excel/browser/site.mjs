// Builds and serves the add-in together with the page of the fake Excel, at one origin: Office.js wants both of one host.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAddIn } from '../../../../addin/build.mjs';
import { securityHeaders } from '../../../../addin/content-security-policy.mjs';
import { listen, staticFiles } from '../../../../addin/static-server.mjs';

const here = import.meta.dirname;
/** The page's folder below the add-in's. */
const folderName = 'preview';

async function buildPage(into) {
  mkdirSync(into, { recursive: true });
  for (const name of ['page.html', 'page.css']) copyFileSync(join(here, name), join(into, name));
  await build({
    entryPoints: [join(here, 'page.ts')],
    outfile: join(into, 'page.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

/**
 * Office.js comes from the installed package: nothing is loaded from anywhere else. It refuses programs that do not
 * speak https.
 * @param options.folder where the built files go
 * @param options.certificate for https
 * @param options.port 0: any that is free
 * @returns the address of the page, and the function that ends it
 */
export async function openSite({ folder, certificate, port }) {
  // The page reads its ribbon from the manifest; of its addresses only the paths count.
  await buildAddIn({ origin: 'https://localhost', officeJs: 'self', into: folder });
  await buildPage(join(folder, folderName));
  const addIn = staticFiles(folder, securityHeaders(null));
  // The page says its own policy.
  const page = staticFiles(folder, { 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' });
  const { origin, close } = await listen(
    (request, response) => (request.url.startsWith(`/${folderName}/`) ? page : addIn)(request, response),
    { certificate, port },
  );
  return { origin, address: `${origin}/${folderName}/page.html`, close };
}
