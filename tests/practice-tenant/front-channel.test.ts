import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, authorityFor, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const goodbye = 'http://localhost:3000/goodbye';

// What many apps do: they put a page's address together from the authority, which is the one for apps.
describe.each(tenantTypes)('in %s, at the address for apps', (type) => {
  const at = (path: string, parameters: Record<string, string> = {}) =>
    `${authorityFor(tenant, type).replace(/\/v2\.0$/, '')}${path}?${new URLSearchParams(parameters)}`;
  const signedIn = async () => {
    const { url, browser } = await attempt(msalApp(tenant, type));
    const again = await attempt(msalApp(tenant, type), { browser, press: [] });
    expect(again.answer).toHaveProperty('code');
    return { url, browser };
  };
  const asks = async (browser: Awaited<ReturnType<typeof signedIn>>['browser']) =>
    (await attempt(msalApp(tenant, type), { browser, press: [] })).page.text;

  test('sign-out ends the session, and signing in again asks', async () => {
    const { browser } = await signedIn();
    const sent = { post_logout_redirect_uri: goodbye, state: 'a b' };
    const page = await browser.open(at('/oauth2/v2.0/logout', sent));
    expect(page.url).toBe(`${goodbye}?state=a+b`);
    expect(await asks(browser)).toContain('Pick an account');
  });

  test('a posted sign-out keeps what was posted', async () => {
    const { browser } = await signedIn();
    const sent = { post_logout_redirect_uri: goodbye, state: 's' };
    const page = await browser.post(at('/oauth2/v2.0/logout'), sent, 'http://localhost:3000/');
    expect(page.url).toBe(`${goodbye}?state=s`);
    expect(await asks(browser)).toContain('Pick an account');
  });

  test('an authorization request, also a posted one, meets the session that the browser has', async () => {
    const { url, browser } = await signedIn();
    const request = Object.fromEntries(new URL(url).searchParams);
    for (const page of [
      await browser.open(at('/oauth2/v2.0/authorize', request)),
      await browser.post(at('/oauth2/v2.0/authorize'), request, 'http://localhost:3000/'),
    ]) {
      expect(new URL(page.url).searchParams.get('code')).toBeTruthy();
      expect(new URL(page.url).searchParams.get('state')).toBe(request['state']);
    }
  });

  test('nothing is decided by what the request accepts', async () => {
    const headers = { accept: 'application/json' };
    const address = at('/oauth2/v2.0/logout', { state: 's' });
    const answer = await fetch(address, { headers, redirect: 'manual' });
    expect(answer.status).toBe(303);
    const found = new URL(answer.headers.get('location') ?? '');
    expect(found.pathname + found.search).toBe(address.slice(new URL(address).origin.length));
    expect(found.protocol).toBe('http:');
  });
});

test('consent of an administrator and the page for a device code are pages, too', async () => {
  const authority = authorityFor(tenant, 'entra-id');
  const query = new URLSearchParams({ client_id: clientIds.webApp, redirect_uri: goodbye });
  for (const path of [`/v2.0/adminconsent?${query}`, '/oauth2/v2.0/deviceauth']) {
    const page = await appBrowser().open(authority + path);
    expect(page.url).toBe(tenant.frontOrigin + new URL(authority).pathname + path);
    expect(page.status).toBe(200);
  }
});

test('the address for browsers, under any name of this machine, leads nowhere else', async () => {
  const { port } = new URL(tenant.frontOrigin);
  const path = '/contoso.onmicrosoft.com/oauth2/v2.0/logout';
  for (const name of ['localhost', '127.0.0.1', '[::1]']) {
    const page = await appBrowser().open(`http://${name}:${port}${path}`);
    expect(page.url).toBe(`http://${name}:${port}${path}`);
    expect(page.text).toContain('You are signed out');
  }
});
