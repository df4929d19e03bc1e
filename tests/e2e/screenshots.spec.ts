import { screenshots } from '../../scripts/screenshot-scenes.ts';
import { setInTestFont } from '../../scripts/test-font.ts';
import { expect, test } from './site-test.ts';

const comparison = {
  // A step of 8 in 255 of the lightness of a pixel counts as another color.
  threshold: 0.03,
  // The arrow of a select on another system; a small button has a thousand pixels.
  maxDiffPixels: 200,
};

for (const { file, at } of screenshots) {
  test(`the site still looks as in ${file}`, async ({ browser, site }) => {
    await at(browser, site.origin, async (page) => {
      await setInTestFont(page);
      await expect(page, 'if it was changed on purpose: npm run screenshots').toHaveScreenshot(
        file,
        comparison,
      );
    });
  });
}
