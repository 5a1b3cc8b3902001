// `npm run preview`: the add-in beside a workbook in the browser, for people without Excel. Honestly: it is no Excel.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { untrustedCertificate } from '../../../../addin/certificate.mjs';
import { readPort } from '../../../../addin/static-server.mjs';
import { openSite } from './site.mjs';

const usage = `npm run preview [-- --port 3443] [-- --no-open]

Serves the add-in beside an imitated Excel at https://localhost until Ctrl+C, and opens it in the browser.`;

/** What opens an address on a desktop; null where there is none. */
function opener() {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}

function openInBrowser(address) {
  const [program, ...before] = opener() ?? [];
  if (!program) return;
  const started = spawn(program, [...before, address], { stdio: 'ignore', detached: true });
  // Without such a program the address is still printed.
  started.on('error', () => undefined);
  started.unref();
}

async function main() {
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  });
  if (values.help) return console.log(usage);
  const port = readPort(values.port ?? '3443');
  const out = join(import.meta.dirname, '..', '..', '..', '..', 'out');
  const certificate = await untrustedCertificate(join(out, 'preview-certificate'));
  const { address } = await openSite({ folder: join(out, 'preview'), certificate, port });
  console.log(`Preview: this is not Excel, but the real add-in beside an imitated one.\n\n  ${address}\n`);
  console.log(
    'The browser warns of the certificate: it was made just now, on this machine, for this machine alone.',
  );
  console.log('Choose “Advanced” and go on. Stop: Ctrl+C.');
  if (!values['no-open']) openInBrowser(address);
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
