// Before the tests: are LibreOffice, poppler, Chromium and the fonts there? Installs them where it may, else says what to install.
import { spawnSync } from 'node:child_process';
import { debianPackages, findProgram } from './programs.mjs';

/** The families that fontconfig knows for a pattern; '' if there is none. */
function installedFonts(pattern) {
  return spawnSync('fc-list', [pattern, 'family'], { encoding: 'utf8' }).stdout ?? '';
}

// Elsewhere the system brings fonts of its own for both.
const fonts =
  process.platform === 'linux'
    ? [
        { package: 'fonts-crosextra-carlito', pattern: ':family=Carlito' },
        { package: 'fonts-liberation', pattern: ':family=Liberation Sans' },
        { package: 'fonts-noto-core', pattern: ':lang=ur' },
      ]
    : [];

function missingPackages() {
  return [
    ...Object.keys(debianPackages)
      .filter((name) => !findProgram(name))
      .map((name) => debianPackages[name]),
    ...fonts.filter(({ pattern }) => installedFonts(pattern).trim() === '').map((font) => font.package),
  ];
}

function apt(...options) {
  const { status } = spawnSync('apt-get', ['-qq', '-y', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function instructions(missing) {
  const debian = `apt-get update && apt-get install --no-install-recommends ${missing.join(' ')}`;
  return [
    `The tests need what is not installed here: ${missing.join(', ')}.`,
    `  Debian, Ubuntu:  sudo sh -c '${debian}'`,
    '  Fedora:          sudo dnf install libreoffice-calc poppler-utils chromium google-carlito-fonts liberation-sans-fonts google-noto-naskh-arabic-fonts',
    '  macOS:           brew install --cask libreoffice chromium && brew install poppler',
    '  Windows:         winget install TheDocumentFoundation.LibreOffice Google.Chrome, and poppler (https://poppler.freedesktop.org) on the PATH',
  ].join('\n');
}

let missing = missingPackages();
const mayInstall =
  process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
if (missing.length > 0 && mayInstall) {
  console.log(`Installing ${missing.join(', ')} for the tests …`);
  const install = () => apt('install', '--no-install-recommends', ...missing);
  // A fresh image has no package lists yet, an old one may have stale ones: the second try is with new lists.
  if (!install()) apt('update') && install();
  missing = missingPackages();
}
if (missing.length > 0) {
  console.error(instructions(missing));
  process.exit(1);
}
