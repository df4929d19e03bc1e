import { findFirefox, findWebKitGtk } from '../../scripts/test-tools.ts';
import { openFirefox } from './other-browsers/firefox.ts';
import { button, type OtherBrowser, text } from './other-browsers/other-browser.ts';
import { openWebKitGtk } from './other-browsers/webkitgtk.ts';
import { expect, test } from './site-test.ts';

const engines = [
  { name: 'Firefox', program: findFirefox(), start: openFirefox },
  { name: 'WebKitGTK', program: findWebKitGtk(), start: openWebKitGtk },
];
const demos = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'];
const pages = [
  '/',
  '/tutorials/entra-id/sign-in/',
  '/how-it-works/tokens/',
  '/errors/AADSTS50011/',
];

for (const { name, program, start } of engines) {
  test.describe(`in ${name}`, () => {
    test.skip(program === undefined, `This machine doesn't have ${name}.`);
    let browser: OtherBrowser;
    test.beforeAll(async () => {
      browser = await start(program ?? '');
    });
    test.afterAll(() => browser?.close());

    for (const demo of demos) {
      test(`a user of ${demo} signs in, calls the API, and signs out`, async ({ site }) => {
        await browser.open(`${site.origin}/demo/${demo}/`);
        await browser.select(button('Sign in'));
        await browser.select('//button[contains(., "Alex Rivera")]');
        await browser.select(button('Call the API'));
        await browser.waitFor(text('The API returned status 200'));
        await browser.select(button('Sign out'));
        await browser.waitFor(button('Sign in'));
      });
    }

    test('no page scrolls sideways, and each has its styles', async ({ site }) => {
      for (const path of pages) {
        await browser.open(`${site.origin}${path}`);
        const sideways =
          'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await browser.measure(sideways), path).toBe(0);
        // Without its styles, the header has its links one below the other.
        const header = 'document.querySelector("header").getBoundingClientRect().height';
        expect(await browser.measure(header), path).toBeGreaterThan(40);
        expect(await browser.measure(header), path).toBeLessThan(100);
      }
    });
  });
}
