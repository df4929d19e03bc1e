// `npm run screenshots`: takes the pictures in docs/screenshots again, of the site as it is built, and
// those in docs/screenshots/cells that the browser tests compare it with.
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { startSite } from '../tests/e2e/running-site.ts';
import { screenshots } from './screenshot-scenes.ts';
import { findBrowser } from './test-tools.ts';

const folder = 'docs/screenshots';
mkdirSync(`${folder}/cells`, { recursive: true });
const executablePath = findBrowser();
const site = await startSite();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  let total = 0;
  for (const { file, photo, cells } of screenshots) {
    const picture = await photo(browser, site.origin);
    writeFileSync(`${folder}/${file}`, picture);
    writeFileSync(`${folder}/cells/${file}`, await cells(browser, site.origin));
    total += picture.length;
  }
  console.log(`${screenshots.length} pictures, ${Math.round(total / 1000)} kB in ${folder}.`);
} finally {
  await browser.close();
  await site.stop();
}
