import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { appBrowser, authorityFor, scopeFor } from './msal-app.ts';
import { openIdClientApp } from './openid-client-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

// A client that nobody here wrote: it checks issuer, signature, nonce and metadata by the specifications.
describe.each(tenantTypes)('openid-client with %s', (type) => {
  test('signs in, renews its tokens, and signs out', async () => {
    const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
    // Its pages are on http, which openid-client accepts only when told so.
    const { config, url, checks } = await openIdClientApp(authority, scopeFor(type), {
      execute: [client.allowInsecureRequests],
    });
    const browser = appBrowser();
    const back = await browser.press(await browser.open(url), 'Sam Okafor');
    const tokens = await client.authorizationCodeGrant(config, new URL(back.url), checks);
    expect(tokens.claims()).toMatchObject({ name: 'Sam Okafor' });
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(renewed.access_token).not.toBe(tokens.access_token);

    const out = client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: 'http://localhost:3000/goodbye',
    });
    expect((await browser.open(out)).url).toMatch(/^http:\/\/localhost:3000\/goodbye/);
  });
});
