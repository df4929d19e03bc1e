import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../../scripts/test-tools.ts';
import type { RunningSite } from '../e2e/running-site.ts';
import { HttpBrowser } from '../http-browser.ts';
import { startSite, traceOf } from './practice-site.ts';

const name = 'lab.entra-id.trace';
let site: RunningSite;
let browser: Browser;
beforeAll(async () => {
  const executablePath = findBrowser();
  browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  site = await startSite();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** Another program on this machine: browsers keep one set of cookies for every port of a host. */
async function otherPort(planted: string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('set-cookie', planted).end('A page of another program.');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** An attacker's browser that has started a sign-in, and has a trace of its own. */
async function attacker(): Promise<HttpBrowser> {
  const own = new HttpBrowser();
  await own.post(`${site.origin}/auth/sign-in`, { demo: 'entra-id' });
  return own;
}

const demo = '/demo/entra-id/';

// Each path gets the planted cookie into another request: the callback, both ways out, the API call, all.
test.each([
  '/auth/redirect',
  '/auth/redirect/entra-id',
  '/auth/signed-out',
  '/auth/call-api',
  '/auth/sign-out',
  '/auth',
  '/demo',
  '/',
])(
  'a trace cookie that another port planted for %s gets nothing of what the visitor does',
  async (path) => {
    const other = await attacker();
    const planted = `${name}=${other.cookie(site.origin, name)}; Path=${path}`;
    const before = traceOf(await other.open(site.origin + demo));
    const context = await browser.newContext({ baseURL: site.origin });
    onTestFinished(() => context.close());
    const page = await context.newPage();

    await page.goto(await otherPort(planted));
    await page.goto(demo);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await page.getByText('Alex Rivera').first().waitFor();
    await page.getByRole('button', { name: 'Call the API' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();

    const seen = await other.open(`${site.origin}${demo}trace.txt`);
    expect(seen.text).not.toMatch(/Alex Rivera|alex@/);
    // The planted trace is as it was, or, where the visitor's sign-in met it alone, forgotten.
    const after = traceOf(await other.open(site.origin + demo));
    expect([[], before]).toContainEqual(after);
  },
);

test('a session that another port planted beside the visitor’s own is nobody’s', async () => {
  const mallory = new HttpBrowser();
  const picker = await mallory.post(`${site.origin}/auth/sign-in`, { demo: 'entra-id' });
  await mallory.press(picker, 'Mira Lindqvist');
  const session = 'lab.entra-id.session';
  const planted = `${session}=${mallory.cookie(site.origin, session)}; Path=/demo`;
  const context = await browser.newContext({ baseURL: site.origin });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(demo);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();

  await page.goto(await otherPort(planted));
  await page.goto(demo);

  const text = await page.locator('main').innerText();
  expect(text).not.toContain('Mira Lindqvist');
  expect(text).not.toContain('Alex Rivera');
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
});
