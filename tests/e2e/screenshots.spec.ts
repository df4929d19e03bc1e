import { readFileSync } from 'node:fs';
import { screenshots } from '../../scripts/screenshot-scenes.ts';
import { pictureDifference } from './picture-difference.ts';
import { expect, test } from './site-test.ts';

/*
 * Between the fonts of two machines (measured with Liberation Sans against the much wider DejaVu
 * Sans: at most 0.09 and 0.26) and a page without its style sheets (at least 0.12 and 0.27).
 */
const allowed = { desktop: 0.1, phone: 0.265 };

for (const { file, take } of screenshots) {
  test(`the site still looks as in ${file}`, async ({ browser, page, site }) => {
    const kept = readFileSync(`docs/screenshots/${file}`);
    const now = await take(browser, site.origin);
    const difference = await pictureDifference(page, kept, now);
    const limit = file.includes('-phone-') ? allowed.phone : allowed.desktop;
    expect(difference, 'if it was changed on purpose: npm run screenshots').toBeLessThan(limit);
  });
}
