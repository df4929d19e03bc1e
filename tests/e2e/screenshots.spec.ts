import { readFileSync } from 'node:fs';
import { differingCells } from '../../scripts/block-picture.ts';
import { screenshots } from '../../scripts/screenshot-scenes.ts';
import { expect, test } from './site-test.ts';

/*
 * Cells of 16 by 16 pixels that may differ, for the arrow of a select on another system. On one
 * system none does; a select taken away is three, a small button a dozen, a column moved hundreds.
 */
const allowed = 2;

for (const { file, cells } of screenshots) {
  test(`the site still looks as in ${file}`, async ({ browser, page, site }) => {
    const kept = readFileSync(`docs/screenshots/cells/${file}`);
    const differing = await differingCells(page, kept, await cells(browser, site.origin));
    const places = `${differing.length} cells differ, at ${differing.slice(0, 20).join(' ')}`;
    expect(
      differing.length,
      `${places}; if it was changed on purpose: npm run screenshots`,
    ).toBeLessThanOrEqual(allowed);
  });
}
