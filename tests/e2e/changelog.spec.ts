import { readdirSync } from 'node:fs';
import { expect, test } from './site-test.ts';

const entries = readdirSync(new URL('../../src/content/changelog/', import.meta.url))
  .map((file) => file.replace('.yaml', ''))
  .toSorted()
  .toReversed();

test('the footer leads to the changelog, whose newest entry is first', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Changelog' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Changelog' })).toBeVisible();
  const ids = await page.locator('main h3[id^="20"]').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toEqual(entries);
});

test('the feed that the home page names has the same entries, as XML that a browser can read', async ({
  page,
  request,
}) => {
  await page.goto('/');
  const feed = page.locator('link[rel="alternate"][type="application/atom+xml"]');
  const xml = await (await request.get((await feed.getAttribute('href')) ?? '')).text();
  const read = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'application/xml');
    return [...document.querySelectorAll('parsererror, entry > id')].map(
      (node) => node.textContent,
    );
  }, xml);
  expect(read.map((id) => new URL(id ?? '').hash.slice(1))).toEqual(entries);
});

test('robots.txt lets every page be found, and names the site map at the origin of the build', async ({
  request,
}) => {
  const text = await (await request.get('/robots.txt')).text();
  expect(text).toContain('User-agent: *\nAllow: /\n');
  const map = /^Sitemap: (.+)$/m.exec(text)?.[1] ?? '';
  const listed = await (await request.get('/sitemap-index.xml')).text();
  expect(listed).toContain(new URL('/sitemap-0.xml', map).href);
});
