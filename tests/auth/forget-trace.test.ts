import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSite } from '../e2e/running-site.ts';
import { HttpBrowser } from '../http-browser.ts';
import { signIn, startSite, traceOf, wordsOf } from './practice-site.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.stop());

const trace = 'lab.entra-id.trace';
const copyOf = (browser: HttpBrowser): HttpBrowser => {
  const copy = new HttpBrowser();
  for (const name of browser.cookieNames(site.origin))
    copy.setCookie(site.origin, `${name}=${browser.cookie(site.origin, name)}; Path=/`);
  return copy;
};

it('removes the trace from the server, and its cookie, and leaves the session', async () => {
  const browser = new HttpBrowser();
  const page = await signIn(browser, site.origin, 'entra-id');
  const copy = copyOf(browser);
  expect(traceOf(await copy.open(page.url)).length).toBeGreaterThan(5);

  const forgotten = await browser.press(page, 'Forget this trace');

  expect(forgotten.url).toBe(`${site.origin}/demo/entra-id/#trace`);
  expect(traceOf(forgotten).filter((kind) => kind !== '')).toEqual([]);
  expect(wordsOf(forgotten)).toContain('There’s no trace.');
  expect(wordsOf(forgotten)).toContain('Alex Rivera');
  expect(browser.cookieNames(site.origin)).not.toContain(trace);
  expect(browser.cookieNames(site.origin)).toContain('lab.entra-id.session');
  expect(traceOf(await copy.open(page.url))).toEqual([]);
  const text = await copy.open(`${site.origin}/demo/entra-id/trace.txt`);
  expect(text.text).toContain('There’s no trace.');
});

it('begins a new trace with the next button', async () => {
  const browser = new HttpBrowser();
  const page = await signIn(browser, site.origin, 'entra-id');
  const forgotten = await browser.press(page, 'Forget this trace');
  const called = await browser.press(forgotten, 'Call the API');
  expect(traceOf(called)[0]).toBe('call-api');
});

it('leaves the traces of other tenant types alone', async () => {
  const browser = new HttpBrowser();
  await signIn(browser, site.origin, 'b2c');
  await browser.press(await signIn(browser, site.origin, 'entra-id'), 'Forget this trace');
  expect(traceOf(await browser.open(`${site.origin}/demo/b2c/`)).length).toBeGreaterThan(5);
});

it('does nothing for a request from another site, and has nothing to do without a trace', async () => {
  const browser = new HttpBrowser();
  const page = await signIn(browser, site.origin, 'entra-id');
  const forget = `${site.origin}/auth/forget-trace`;
  const fields = { demo: 'entra-id' };
  expect((await browser.post(forget, fields, 'https://evil.example/')).status).toBe(403);
  expect((await browser.open(forget)).status).toBe(405);
  expect(traceOf(await browser.open(page.url)).length).toBeGreaterThan(5);
  expect((await new HttpBrowser().post(forget, fields)).status).toBe(200);
  expect((await new HttpBrowser().post(forget, {})).status).toBe(400);
});
