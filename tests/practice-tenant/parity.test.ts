import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { redirectUri } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const contoso = 'contoso.onmicrosoft.com';
const fabrikam = 'fabrikam.onmicrosoft.com/B2C_1_signupsignin';
const b2cTasks = 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read';
const authorize = (base: string, parameters: Record<string, string>) =>
  `${tenant.frontOrigin}/${base}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: clientIds.webApp,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    ...parameters,
  })}`;
const json = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init);
  return { headers: answer.headers, body: JSON.parse(await answer.text()) };
};

/** What the page /reference/parity/ says and no other test shows. */
describe('the parity page is right that', () => {
  test('personal accounts are absent: /consumers is AADSTS90002', async () => {
    const address = `${tenant.origin}/consumers/v2.0/.well-known/openid-configuration`;
    expect((await json(address)).body).toMatchObject({ error_codes: [90002] });
  });

  test('a custom policy of your own is a user flow that is not there', async () => {
    const page = await new HttpBrowser().open(
      authorize('fabrikam.onmicrosoft.com/B2C_1A_my_own', {}),
    );
    expect(page.status).toBe(404);
  });

  test('the pages are in English, whatever ui_locales says', async () => {
    const page = await new HttpBrowser().open(authorize(contoso, { ui_locales: 'de' }));
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('Pick an account');
  });

  test('the metadata and the keys may not be cached', async () => {
    const { headers, body } = await json(
      `${tenant.origin}/${contoso}/v2.0/.well-known/openid-configuration`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await json(body.jwks_uri)).headers.get('cache-control')).toBe('no-store');
  });

  test('Kerberos and mutual TLS are absent, and the metadata does not name them', async () => {
    const { body } = await json(
      `${tenant.origin}/${contoso}/v2.0/.well-known/openid-configuration`,
    );
    const names = ['kerberos_endpoint', 'mtls_endpoint_aliases'];
    for (const name of [...names, 'tls_client_certificate_bound_access_tokens'])
      expect(body).not.toHaveProperty(name);
    expect(body.token_endpoint_auth_methods_supported).not.toContain('self_signed_tls_client_auth');
  });

  test('B2C takes prompts that its documents do not name', async () => {
    for (const prompt of ['select_account', 'create', 'login']) {
      const page = await new HttpBrowser().open(
        authorize(fabrikam, { prompt, scope: `openid ${b2cTasks}` }),
      );
      expect(page.status).toBe(200);
    }
  });
});
