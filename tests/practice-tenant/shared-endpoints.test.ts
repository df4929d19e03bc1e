import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, attempt, msalApp, tenantIds, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const anyTenant = {
  clientId: clientIds.needsConsent,
  credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
};

describe.each(['common', 'organizations'])('/%s', (name) => {
  const authority = () => `${tenant.origin}/${name}`;

  test('signs in to an app for any tenant, with tokens of the person’s own tenant', async () => {
    const app = msalApp(tenant, 'entra-id', { ...anyTenant, authority: authority() });
    const signedIn = await attempt(app, { scopes: ['openid'], press: ['Contoso', 'Sam Okafor'] });
    if (signedIn.page.text.includes('Permissions requested')) {
      const back = await signedIn.browser.press(signedIn.page, 'Accept');
      Object.assign(signedIn.answer, Object.fromEntries(new URL(back.url).searchParams));
    }
    const { idTokenClaims } = await signedIn.redeem();
    expect(idTokenClaims).toMatchObject({
      tid: tenantIds['entra-id'],
      iss: `${tenant.origin}/${tenantIds['entra-id']}/v2.0`,
    });
  });

  test('refuses an app of one tenant: AADSTS50194', async () => {
    const app = msalApp(tenant, 'entra-id', { authority: authority() });
    const { page } = await attempt(app, { press: [] });
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADSTS50194');
    // MSAL itself refuses to ask here without a user.
    const fields = { client_id: clientIds.webApp, client_secret: webAppSecret };
    const grant = {
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    };
    const body = new URLSearchParams({ ...fields, ...grant });
    const answer = await fetch(`${authority()}/oauth2/v2.0/token`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ error_codes: [50194] });
  });

  test('names its issuer by a pattern', async () => {
    const answer = await fetch(`${authority()}/v2.0/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({ issuer: `${tenant.origin}/{tenantid}/v2.0` });
  });
});

describe('admin consent', () => {
  const endpoint = (parameters: Record<string, string>) =>
    `${tenant.frontOrigin}/contoso.onmicrosoft.com/v2.0/adminconsent?${new URLSearchParams({
      client_id: clientIds.webApp,
      redirect_uri: 'http://localhost:3000/auth/redirect',
      scope: 'User.Read.All',
      state: 's',
      ...parameters,
    })}`;

  test('a user who isn’t an administrator sees why, and the app gets AADSTS90094', async () => {
    const app = msalApp(tenant, 'entra-id');
    const { page, browser } = await attempt(app, {
      scopes: ['User.Read.All'],
      press: ['Sam Okafor'],
    });
    expect(page.text).toContain('Approval required');
    const { searchParams } = new URL((await browser.press(page, 'Back to the app')).url);
    expect(searchParams.get('error_description')).toMatch(/^AADSTS90094: /);
  });

  test('an administrator may decline, or agree for everyone, and then no user is asked', async () => {
    const browser = appBrowser();
    const declined = await browser.press(await browser.open(endpoint({})), 'Cancel');
    expect(Object.fromEntries(new URL(declined.url).searchParams)).toEqual({
      admin_consent: 'True',
      error: 'consent_required',
      error_description: expect.stringMatching(
        /^AADSTS65004: .* Trace ID: \S+ Correlation ID: \S+ Timestamp: [\d-]+ [\d:]+Z$/,
      ),
      error_uri: `${tenant.frontOrigin}/error?code=65004`,
      state: 's',
    });
    const accepted = await browser.press(await browser.open(endpoint({})), 'Accept');
    expect(Object.fromEntries(new URL(accepted.url).searchParams)).toEqual({
      admin_consent: 'True',
      tenant: tenantIds['entra-id'],
      scope: 'User.Read.All',
      state: 's',
    });
    const { answer } = await attempt(msalApp(tenant, 'entra-id'), {
      scopes: ['User.Read.All'],
      press: ['Sam Okafor'],
    });
    expect(answer).toHaveProperty('code');
  });

  test('without a redirect URI a page shows the result, as the link of a middle tier needs', async () => {
    const query = { client_id: clientIds.tasksApi, scope: 'Mail.Read' };
    const address = `${tenant.frontOrigin}/${tenantIds['entra-id']}/adminconsent?${new URLSearchParams(query)}`;
    const browser = new HttpBrowser();
    const consents = async () =>
      (await tenant.directory('entra-id').registration(clientIds.tasksApi))?.adminConsent;
    const declined = await browser.press(await browser.open(address), 'Cancel');
    expect(declined.text).toContain('Consent not granted');
    expect(await consents()).not.toContain('Mail.Read');
    const accepted = await browser.press(await browser.open(address), 'Accept');
    expect(accepted.text).toContain('Consent granted');
    expect(await consents()).toContain('Mail.Read');
  });

  test('another site cannot agree in their name', async () => {
    const browser = new HttpBrowser();
    const page = await browser.post(
      endpoint({ scope: 'Mail.Read' }),
      { do: 'accept' },
      'https://evil.example/',
    );
    expect(page.text).toContain('AADSTS9002313');
  });

  test('an unregistered redirect URI is not followed', async () => {
    const page = await new HttpBrowser().open(endpoint({ redirect_uri: 'https://evil.example/' }));
    expect(page.text).toContain('AADSTS50011');
  });
});
