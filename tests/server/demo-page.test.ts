import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '../auth/practice-site.ts';
import { type RunningSite, startSite } from '../e2e/running-site.ts';
import { HttpBrowser } from '../http-browser.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

const demo = '/demo/entra-id/';

it('keeps nothing of whoever asks first in what surrounds the next visitor’s part', async () => {
  const first = new HttpBrowser();
  first.setCookie(site.origin, 'canary-cookie=canary; Path=/');
  const signedIn = await signIn(first, site.origin, 'entra-id');
  expect(signedIn.text).toContain('Alex Rivera');
  const restarted = new HttpBrowser();
  const page = await restarted.open(`${site.origin}${demo}?canary-query`);
  const again = await new HttpBrowser().open(site.origin + demo);
  for (const { text } of [page, again]) {
    expect(text).not.toMatch(/Alex Rivera|canary/);
    expect(text).toContain(`<link rel="canonical" href="${site.origin}${demo}"`);
  }
  expect(again.text).toBe(page.text);
});

it('gives each page one document, with the headers of a page', async () => {
  const browser = new HttpBrowser();
  for (const page of [
    await browser.open(site.origin + demo),
    await signIn(browser, site.origin, 'entra-id'),
  ]) {
    expect(page.text.match(/<html|<\/html>|<h1|id="trace"|<main/g)).toHaveLength(5);
    expect(page.text).not.toContain('<!--visitor-->');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

it('shows the part on its page only', async () => {
  const browser = new HttpBrowser();
  await signIn(browser, site.origin, 'entra-id');
  expect((await browser.open(`${site.origin}${demo}part`)).status).toBe(404);
});

it('has a page of its own for a tenant type that there isn’t', async () => {
  const page = await new HttpBrowser().open(`${site.origin}/demo/okta/`);
  expect(page.status).toBe(404);
  expect(page.text).toContain('Unknown tenant type');
});
