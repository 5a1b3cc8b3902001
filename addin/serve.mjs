// `npm run addin`: builds the add-in and serves it over https, for trying it in Excel on this machine.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultOrigin, readOrigin } from '../manifests/add-in.mjs';
import { buildAddIn, readOfficeJs } from './build.mjs';
import { developmentCertificate } from './certificate.mjs';
import { officeJsFolder, securityHeaders } from './content-security-policy.mjs';
import { listen, readPort, staticFiles } from './static-server.mjs';

const usage = `npm run addin [-- --port 3000]

Builds the add-in into out/addin and serves it at https://localhost until Ctrl+C.

  --port         default: 3000; the manifests in out/addin say it
  OFFICE_JS      cdn (default) or self, as for npm run addin:build`;

async function main() {
  const { values } = parseArgs({ options: { help: { type: 'boolean' }, port: { type: 'string' } } });
  if (values.help) return console.log(usage);
  const port = readPort(values.port ?? new URL(defaultOrigin).port);
  const officeJs = readOfficeJs(process.env.OFFICE_JS);
  const folder = join(import.meta.dirname, '..', 'out', 'addin');
  const origin = readOrigin(`https://localhost:${port}`);
  await buildAddIn({ origin, officeJs, into: folder });
  const { certificate, toDo } = await developmentCertificate();
  const headers = securityHeaders(officeJs === 'cdn' ? officeJsFolder : null);
  await listen(staticFiles(folder, headers), { certificate, port });
  if (toDo) console.log(toDo);
  console.log(`The add-in is at ${origin}. Manifests: out/addin/manifest.xml and manifest.json.`);
  console.log('How to add them to Excel: README.md, “In Excel”. Stop: Ctrl+C.');
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
