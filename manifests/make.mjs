// `npm run manifests`: writes manifest.xml and manifest.json. ADDIN_ORIGIN says where the add-in will be hosted.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOrigin } from './add-in.mjs';
import { unifiedManifest } from './unified.mjs';
import { xmlManifest } from './xml.mjs';

/** @param origin as `readOrigin` gives it @returns the texts of both manifests by the names of their files */
export const makeManifests = (origin) => ({
  'manifest.xml': xmlManifest(origin),
  'manifest.json': unifiedManifest(origin),
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const origin = readOrigin(process.env.ADDIN_ORIGIN);
  for (const [name, text] of Object.entries(makeManifests(origin)))
    writeFileSync(join(import.meta.dirname, name), text);
  console.log(`Wrote manifest.xml and manifest.json for ${origin}`);
}
