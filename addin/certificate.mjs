// A certificate for https on this machine, by office-addin-dev-certs: trusted by the machine where that can be arranged.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import devCerts from 'office-addin-dev-certs';

const days = 30;
const names = ['ca.crt', 'localhost.crt', 'localhost.key'];

function readCertificate(folder) {
  const [ca, cert, key] = names.map((name) => readFileSync(join(folder, name)));
  return { ca, cert, key };
}

/** Whether a folder holds a certificate that does not run out today. */
function isFresh(folder) {
  const [ca] = names.map((name) => join(folder, name));
  return existsSync(ca) && Date.now() - statSync(ca).mtimeMs < (days - 1) * 86_400_000;
}

/**
 * A certificate that nobody trusts, kept in a folder of one's own until it runs out. The trust store is left alone.
 * @returns options for `https.createServer`; `ca` is what a client has to trust
 */
export async function untrustedCertificate(folder) {
  const [ca, cert, key] = names.map((name) => join(folder, name));
  if (!isFresh(folder)) {
    mkdirSync(folder, { recursive: true });
    // It writes over nothing that is there.
    for (const file of [ca, cert, key]) rmSync(file, { force: true });
    await devCerts.generateCertificates(ca, cert, key, days, ['localhost', '127.0.0.1']);
  }
  return readCertificate(folder);
}

/** Where office-addin-dev-certs keeps its files. */
const sharedFolder = join(homedir(), '.office-addin-dev-certs');

const howToTrust = `This machine does not trust the certificate, so Excel will not show the add-in yet.
  Windows, Mac:  npx office-addin-dev-certs install   (confirm the question)
  Linux:         sudo cp ${join(sharedFolder, 'ca.crt')} /usr/local/share/ca-certificates/nisp-matrix-dev.crt && sudo update-ca-certificates
  Firefox, and Chromium on Linux, have certificates of their own: import ${join(sharedFolder, 'ca.crt')} in their settings.`;

/**
 * The development certificate of this machine. A new one is put into the machine's trust store; the system may ask.
 * @returns the options for `https.createServer`, and what a person has to do where it is not trusted
 */
export async function developmentCertificate() {
  try {
    // One that is there and not trusted stays: somebody may have imported it into a browser of theirs.
    if (!isFresh(sharedFolder) || devCerts.verifyCertificates())
      return { certificate: await devCerts.getHttpsServerOptions(days), toDo: null };
  } catch (error) {
    return { certificate: await untrustedCertificate(sharedFolder), toDo: `${error.message}\n${howToTrust}` };
  }
  return { certificate: await untrustedCertificate(sharedFolder), toDo: howToTrust };
}
