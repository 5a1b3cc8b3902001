// `npm run icons`: draws the .png files of all sizes from the .svg files, in Chromium.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { program } from '../../tests/support/programs.mjs';
import { addIn, iconFile, iconSizes, largeIconSizes } from '../add-in.mjs';

/** Each drawing and the sizes that the manifests name of it. */
const drawings = [
  ...[addIn.group.icon, ...addIn.buttons.map(({ icon }) => icon)].map((icon) => ({ icon, sizes: iconSizes })),
  { icon: 'add-in', sizes: largeIconSizes },
  { icon: 'outline', sizes: [32] },
];

// As root, in containers, Chromium starts without its sandbox only. What it shows are drawings of ours.
const browser = await chromium.launch({ executablePath: program('chromium'), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const { icon, sizes } of drawings) {
  const svg = readFileSync(join(import.meta.dirname, `${icon}.svg`)).toString('base64');
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0"><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.locator('img').evaluate((image) => image.decode());
    writeFileSync(
      join(import.meta.dirname, '..', iconFile(icon, size)),
      await page.screenshot({ omitBackground: true }),
    );
  }
}
await browser.close();
