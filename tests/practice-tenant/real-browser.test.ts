import { createServer, type Server } from 'node:http';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../../scripts/test-tools.ts';
import { freePort } from '../e2e/free-ports.ts';
import { authorityFor, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

// What only a real browser decides: which cookies it sends to http and https, and what it does with forms
// on https that lead to http.

let browser: Browser;
let tenant: RunningTenant;
let app: Server;
let appOrigin: string;
beforeAll(async () => {
  tenant = await runningTenant();
  const port = await freePort();
  appOrigin = `http://localhost:${port}`;
  app = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<p>The app got ${request.method}</p>`);
  }).listen(port, 'localhost');
  const executablePath = findBrowser();
  browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});
afterAll(async () => {
  await browser.close();
  app.close();
  app.closeAllConnections();
  await tenant.remove();
});

const authority = () => authorityFor(tenant, 'entra-id');
const otherName = (address: string) => address.replace('//localhost:', '//127.0.0.1:');

async function newTab(): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  onTestFinished(() => context.close());
  return context.newPage();
}

const signInAt = (of: string, responseMode: 'query' | 'form_post' = 'query') =>
  msalApp(tenant, 'entra-id', { authority: of }).getAuthCodeUrl({
    redirectUri: `${appOrigin}/auth/redirect`,
    scopes: ['openid'],
    responseMode,
  });

async function pick(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: /Sam Okafor/ }).click();
  await tab.getByText('The app got').waitFor();
}

test('sign-out at the address for apps ends the session', async () => {
  const tab = await newTab();
  await tab.goto(await signInAt(authority()));
  await pick(tab);
  await tab.goto(await signInAt(authority()));
  expect(await tab.innerText('body')).toContain('The app got GET');
  await tab.goto(`${authority()}/oauth2/v2.0/logout`);
  expect(await tab.innerText('body')).toContain('You are signed out');
  await tab.goto(await signInAt(authority()));
  expect(await tab.innerText('body')).toContain('Pick an account');
});

test('a session is the same on http and on https, whichever came first', async () => {
  const addresses = [authority(), otherName(authority())];
  for (const [first = '', second = ''] of [addresses, addresses.toReversed()]) {
    const tab = await newTab();
    await tab.goto(await signInAt(first));
    await pick(tab);
    await tab.goto(await signInAt(second));
    expect(await tab.innerText('body')).toContain('The app got GET');
    await tab.goto(`${second}/oauth2/v2.0/logout`);
    await tab.goto(await signInAt(first));
    await pick(tab);
  }
});

test('a form on https posts the response to an app on this machine', async () => {
  const tab = await newTab();
  await tab.goto(await signInAt(otherName(authority()), 'form_post'));
  await pick(tab);
  expect(await tab.innerText('body')).toContain('The app got POST');
});
