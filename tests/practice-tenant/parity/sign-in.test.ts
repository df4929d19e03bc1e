import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { authorizeAddress, signInAt } from '../authorize-endpoint.ts';
import { appBrowser, attempt, msalApp, redirectUri } from '../msal-app.ts';
import { ask, b2cTasks, register } from '../plain-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const social = 'Practice Social';

/** Rows about signing in on the page /reference/parity/ that no other test shows. */
describe('the parity page is right that', () => {
  test('the picker asks for no password, and another account does', async () => {
    const { page, browser } = await attempt(msalApp(tenant, 'entra-id'), { press: [] });
    expect(page.text).not.toContain('type="password"');
    const form = await browser.press(page, 'Use another account');
    expect(form.text).toContain('type="password"');
  });

  test('nobody is asked for a second factor without a claims challenge', async () => {
    const { answer } = await attempt(msalApp(tenant, 'entra-id'), { press: ['Alex Rivera'] });
    expect(answer).toHaveProperty('code');
  });

  test.each(['external-id', 'external-id-custom-domain', 'b2c'] as const)(
    'a customer of %s can reset a forgotten password',
    async (type) => {
      const sam = (await tenant.directory(type).users()).find(({ name }) => name === 'Sam Okafor');
      const email = sam?.email ?? '';
      const code = ['Send verification code', { 'Email address': email }] as const;
      const asked = await attempt(msalApp(tenant, type), {
        press: ['Use another account', 'Forgot your password?', code],
      });
      const sent = /code for [^<]*<strong>(\d{6})/.exec(asked.page.text)?.[1] ?? '';
      const done = await asked.browser.press(asked.page, 'Continue', {
        'Verification code': sent,
        'New password': 'quite-another-one',
      });
      expect(done.url).toContain('code=');
    },
  );

  test('B2C takes prompts that its documents do not name', async () => {
    for (const prompt of ['select_account', 'create', 'login']) {
      const address = authorizeAddress(tenant, 'b2c', {
        response_type: 'code',
        prompt,
        scope: `openid ${b2cTasks}`,
      });
      expect((await new HttpBrowser().open(address)).status).toBe(200);
    }
  });

  test('Practice Social has two users, asks which one at each visit, and has no sign-out', async () => {
    const app = msalApp(tenant, 'b2c');
    const press = [social, 'Robin Vale', ['Continue', { 'Display name': 'Robin' }]] as const;
    const { browser } = await attempt(app, { press });
    const again = { browser, prompt: 'select_account', press: [social] };
    const { page } = await attempt(app, again);
    expect(page.forms.flatMap(({ buttons }) => buttons.map(({ label }) => label))).toEqual([
      expect.stringContaining('Robin Vale'),
      expect.stringContaining('Kit Moreau'),
      'Cancel',
    ]);
    const issuer = page.url.replace(/\/interaction\/.*/, '');
    const found = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    expect(found).toHaveProperty('authorization_endpoint');
    expect(found).not.toHaveProperty('end_session_endpoint');
  });

  test.each([
    `msal${clientIds.webApp}://auth`,
    `ms-appx-web://microsoft.aad.brokerplugin/${clientIds.webApp}`,
    'msauth://com.example.app/c2lnbmF0dXJl',
  ])('a seed takes no custom scheme for a mobile app: %s', async (uri) => {
    const registrations = [{ name: 'Phone app', publicClientRedirectUris: [uri] }];
    await expect(tenant.seed({ tenants: { 'entra-id': { registrations } } })).rejects.toThrow(
      /publicClientRedirectUris/,
    );
  });

  test('a secret that a desktop app sends is AADSTS700025', async () => {
    const desktop = 'http://localhost/desktop';
    await register(tenant, 'entra-id', clientIds.webApp, { publicClientRedirectUris: [desktop] });
    const code = async () => {
      const address = authorizeAddress(tenant, 'entra-id', {
        response_type: 'code',
        redirect_uri: desktop,
      });
      const browser = new HttpBrowser({ stopAt: desktop });
      return (await signInAt(address, browser)).answer['code'] ?? '';
    };
    const grant = { grant_type: 'authorization_code', redirect_uri: desktop };
    for (const secret of [{}, { client_secret: 'wrong' }]) {
      const { answer } = await ask(tenant, 'entra-id', { ...grant, code: await code(), ...secret });
      expect(answer).toMatchObject({ error_codes: [700025] });
    }
  });

  test.each(['/desk', '/desk/entra-id', `/desk/entra-id/registrations/${clientIds.webApp}`])(
    'the desk is open without a sign-in: %s',
    async (path) => {
      const page = await new HttpBrowser().open(tenant.frontOrigin + path);
      expect([path, page.status]).toEqual([path, 200]);
    },
  );

  test('an administrator’s consent page asks nobody to sign in', async () => {
    const query = { client_id: clientIds.webApp, redirect_uri: redirectUri, scope: 'User.Read' };
    const address = `${tenant.frontOrigin}/contoso.onmicrosoft.com/v2.0/adminconsent`;
    const browser = appBrowser();
    const page = await browser.open(`${address}?${new URLSearchParams(query)}`);
    const { url } = await browser.press(page, 'Accept');
    expect(new URL(url).searchParams.get('admin_consent')).toBe('True');
  });
});
