// `npm run screenshots`: takes the pictures in docs/screenshots again, of the site as it is built, and
// those in tests/e2e/pictures that a browser test compares it with.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { startSite } from '../tests/e2e/running-site.ts';
import { screenshots } from './screenshot-scenes.ts';
import { findBrowser } from './test-tools.ts';

const folder = 'docs/screenshots';
mkdirSync(folder, { recursive: true });
const executablePath = findBrowser();
const site = await startSite();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  let total = 0;
  for (const { file, at } of screenshots) {
    const picture = await at(browser, site.origin, (page) =>
      page.screenshot({ animations: 'disabled', caret: 'hide' }),
    );
    writeFileSync(`${folder}/${file}`, picture);
    total += picture.length;
  }
  console.log(`${screenshots.length} pictures, ${Math.round(total / 1000)} kB in ${folder}.`);
} finally {
  await browser.close();
  await site.stop();
}
const compared = ['test', 'tests/e2e/screenshots.spec.ts', '--update-snapshots=all'];
const { status } = spawnSync(process.execPath, ['node_modules/playwright/cli.js', ...compared], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
