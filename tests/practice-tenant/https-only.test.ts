import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpsOnlyOriginsOf } from '../../src/practice-tenant/configuration/https-only.ts';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { appBrowser, attempt, authorityFor, msalApp, scopeFor } from './msal-app.ts';
import { openIdClientApp } from './openid-client-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const goodbye = 'http://localhost:3000/goodbye';
const otherName = (address: string) => address.replace('//localhost:', '//127.0.0.1:');

/** The same tenant as apps know it that refuse an address on http. */
function httpsOnlyApp(type: (typeof tenantTypes)[number]) {
  const authority = otherName(authorityFor(tenant, type)).replace(/\/v2\.0$/, '');
  // Without allowInsecureRequests, openid-client refuses every address on http.
  return openIdClientApp(authority, scopeFor(type));
}

describe.each(tenantTypes)('under the name 127.0.0.1, %s', (type) => {
  test('has https alone in its metadata', async () => {
    const { config } = await httpsOnlyApp(type);
    const metadata = config.serverMetadata();
    const addresses = JSON.stringify(metadata).match(/https?:\/\/[^"]+/g) ?? [];
    const own = addresses.filter((each) => !/microsoft|windows/.test(new URL(each).hostname));
    expect(own.length).toBeGreaterThan(4);
    for (const each of own) expect(each).toMatch(/^https:\/\/127\.0\.0\.1:/);
  });

  test('is named to the program that started it, with the issuer of its metadata', async () => {
    const { httpsOnly } = (await tenant.tenants()).find((each) => each.type === type) ?? {};
    const metadata = await (await fetch(httpsOnly?.metadata ?? '')).json();
    expect(metadata).toHaveProperty('issuer', httpsOnly?.issuer);
    expect(metadata).toHaveProperty('token_endpoint', expect.stringContaining('https://127.0.0.1'));
    const { httpsOnlyOrigin: own, customDomainHttpsOnlyOrigin: custom } = tenant;
    const origin = type === 'external-id-custom-domain' ? custom : own;
    expect(new URL(httpsOnly?.authority ?? '').origin).toBe(origin);
  });

  test('signs in, renews and signs out, all on https', async () => {
    const { config, url, checks } = await httpsOnlyApp(type);
    const browser = appBrowser();
    const back = await browser.press(await browser.open(url), 'Sam Okafor');
    expect(back.visited.filter((each) => each.startsWith('http://'))).toEqual([back.url]);
    const tokens = await client.authorizationCodeGrant(config, new URL(back.url), checks);
    expect(tokens.claims()?.iss).toMatch(/^https:\/\/127\.0\.0\.1:/);
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(renewed.access_token).not.toBe(tokens.access_token);
    const out = client.buildEndSessionUrl(config, { post_logout_redirect_uri: goodbye });
    expect((await browser.open(out)).url).toMatch(/^http:\/\/localhost:3000\/goodbye/);
    expect((await browser.open(url)).text).toContain('Pick an account');
  });

  test('an app of either kind ends with an ID token of the other', async () => {
    const { config, url, checks } = await httpsOnlyApp(type);
    const browser = appBrowser();
    const back = await browser.press(await browser.open(url), 'Sam Okafor');
    const tokens = await client.authorizationCodeGrant(config, new URL(back.url), checks);
    const usual = new URL((await attempt(msalApp(tenant, type), { press: [] })).url);
    usual.pathname = usual.pathname.replace('/authorize', '/logout');
    usual.search = new URLSearchParams({
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: goodbye,
    }).toString();
    expect((await browser.open(usual)).url).toBe(goodbye);
  });
});

test('a session is the same for apps of both kinds, whichever asks first', async () => {
  for (const first of ['usual', 'https only']) {
    const browser = appBrowser();
    const usual = () => attempt(msalApp(tenant, 'entra-id'), { browser, press: [] });
    const httpsOnly = async () => browser.open((await httpsOnlyApp('entra-id')).url);
    if (first === 'usual') {
      await browser.press((await usual()).page, 'Sam Okafor');
      expect((await httpsOnly()).url).toContain('code=');
    } else {
      await browser.press(await httpsOnly(), 'Sam Okafor');
      expect((await usual()).answer).toHaveProperty('code');
    }
  }
});

test('Graph takes the tokens of both names at both', async () => {
  const { config, url, checks } = await httpsOnlyApp('entra-id');
  const browser = appBrowser();
  const back = await browser.press(await browser.open(url), 'Sam Okafor');
  const tokens = await client.authorizationCodeGrant(config, new URL(back.url), checks);
  const usual = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
  for (const token of [tokens.access_token, usual.accessToken]) {
    for (const origin of [tenant.origin, otherName(tenant.origin)]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${origin}/graph/oidc/userinfo`, { headers })).status).toBe(200);
    }
  }
});

test('B2C leads to the social provider and back without leaving https', async () => {
  const { config, url, checks } = await httpsOnlyApp('b2c');
  const browser = appBrowser();
  const there = await browser.press(await browser.open(url), 'Practice Social');
  expect(there.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/social\//);
  const back = await browser.press(there, 'Robin Vale');
  expect(back.visited.filter((each) => each.startsWith('http://'))).toEqual(
    back.url.startsWith('http://') ? [back.url] : [],
  );
  expect(config.serverMetadata().issuer).toContain('127.0.0.1');
  expect(checks.idTokenExpected).toBe(true);
});

test.each([
  ['https://localhost:8443', 'https://localhost:8444', 'https://127.0.0.1:8443'],
  ['https://localhost', 'https://localhost:8444', 'https://127.0.0.1'],
  ['https://127.0.0.1:8443', 'https://localhost:8444', undefined],
  ['https://practice.example', 'https://practice.example', undefined],
])('%s and %s have as other address %s', (origin, customDomainOrigin, expected) => {
  expect(httpsOnlyOriginsOf({ origin, customDomainOrigin })?.origin).toBe(expected);
});
