import type { APIRequestContext } from 'playwright/test';
import { demoNames } from '../../src/scenarios/demos.ts';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { expect, test } from './site-test.ts';

async function sitemapPaths(request: APIRequestContext): Promise<string[]> {
  const locations = async (path: string) =>
    [...(await (await request.get(path)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, location = '']) => new URL(location).pathname,
    );
  const maps = await locations('/sitemap-index.xml');
  return (await Promise.all(maps.map(locations))).flat();
}

test('every page of the sitemap loads without a refused script, an error, or a request to another site', async ({
  page,
  request,
  complaints,
}) => {
  test.setTimeout(600_000);
  const paths = await sitemapPaths(request);
  // Made on demand, and so not in the sitemap.
  paths.push(...demoNames.map((name) => `/demo/${name}/`));
  expect(paths).toContain('/');
  const rooms = new Set<string>();
  for (const path of paths) {
    const room = path.split('/')[1] ?? '';
    // The first page of each room is watched until nothing loads any more, the others until they are there.
    const waitUntil = rooms.has(room) ? 'load' : 'networkidle';
    rooms.add(room);
    const response = await page.goto(path, { waitUntil });
    expect(response?.status(), path).toBe(200);
    expect(response?.headers()['content-security-policy'], path).toContain("default-src 'none'");
  }
  expect(complaints).toEqual([]);
});

test('nothing is stored before the reader acts', async ({ page, context }) => {
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test('the home page leads to every download', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Downloads' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Downloads' })).toBeVisible();
});

test('the downloads page tells size, hash and contents of each zip, and they are true', async ({
  page,
  request,
}) => {
  const { createHash } = await import('node:crypto');
  await page.goto('/downloads/');
  const links = await page.getByRole('link', { name: /^web-app-.+\.zip$/ }).all();
  expect(links).toHaveLength(scenarios.length);
  const sums = await (await request.get('/downloads/SHA256SUMS')).text();
  for (const link of links) {
    const name = await link.innerText();
    const response = await request.get(`/downloads/${name}`);
    const body = await response.body();
    expect(response.headers()).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(body.length),
      'content-disposition': 'attachment',
    });
    const hash = createHash('sha256').update(body).digest('hex');
    expect(sums).toContain(`${hash}  ${name}\n`);
    await expect(page.getByText(hash)).toBeVisible();
  }
});

test('an unknown address gets a page that helps', async ({ page, complaints }) => {
  const response = await page.goto('/no/such/page/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  // The browser itself reports the 404 as an error; nothing else may.
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
});

test('a reader at 127.0.0.1 is sent to localhost', async ({ page, site }) => {
  await page.goto(`http://127.0.0.1:${site.ports.site}/downloads/`);
  expect(page.url()).toBe(`${site.origin}/downloads/`);
});

test('from a tablet on, the header has one line, with all sections and tools', async ({ page }) => {
  await page.goto('/errors/');
  const heights = new Map<number, number>();
  for (let width = 800; width <= 1440; width += 16) {
    await page.setViewportSize({ width, height: 900 });
    const box = await page.locator('.shell-header').boundingBox();
    heights.set(width, Math.round(box?.height ?? 0));
  }
  expect([...heights].filter(([, height]) => height > 60)).toEqual([]);
});
