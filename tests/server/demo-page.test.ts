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
    expect(text).toMatch(/<link rel="canonical" href="[^"?]*\/demo\/entra-id\/"/);
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

it('shows two users who are signed in at once only themselves', async () => {
  const [alex, sam] = [new HttpBrowser(), new HttpBrowser()];
  await signIn(alex, site.origin, 'entra-id');
  const picker = await sam.press(await sam.open(site.origin + demo), 'Sign in');
  await sam.press(picker, 'Sam Okafor');
  for (let time = 0; time < 2; time += 1) {
    const [first, second] = await Promise.all([
      alex.open(site.origin + demo),
      sam.open(site.origin + demo),
    ]);
    expect(first.text).toContain('<bdi>Alex Rivera</bdi>');
    expect(first.text).not.toMatch(/Sam Okafor|sam@/);
    expect(second.text).toContain('<bdi>Sam Okafor</bdi>');
    expect(second.text).not.toMatch(/Alex Rivera|alex@/);
  }
});

it('has a page of its own for a demo that there isn’t', async () => {
  const page = await new HttpBrowser().open(`${site.origin}/demo/okta/`);
  expect(page.status).toBe(404);
  expect(page.text).toContain('Unknown demo');
});
