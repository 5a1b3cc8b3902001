// The licences of the packages that a bundle holds, as a text file to go with it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The packages (folders below node_modules) that files of a bundle come from. */
function packagesOf(files) {
  const folders = files.flatMap((file) => {
    const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/')) ?? [];
    return folder ? [folder] : [];
  });
  return [...new Set(folders)].sort();
}

/**
 * @param files as esbuild names its inputs
 * @param root the folder that these names begin in
 * @returns each package's name, version and licence, and the licence's text where the package brings it
 */
export function licencesOf(files, root) {
  return packagesOf(files)
    .map((folder) => {
      const path = join(root, folder);
      const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
      const file = readdirSync(path).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
      const text = file ? readFileSync(join(path, file), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
