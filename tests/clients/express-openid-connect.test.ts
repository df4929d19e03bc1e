import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { tenantIds } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp } from './consented-app.ts';
import { runningApp } from './running-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  await consentedApp(tenant, {
    redirectUris: ['http://localhost/callback', 'http://localhost'],
    implicitGrant: { idTokens: true, accessTokens: false },
  });
  // It looks for the metadata at the issuer, where B2C's is only with this setting.
  await tenant.settings('b2c').set('policy-in-issuer', true);
});
afterAll(() => tenant.remove());

/** The app refuses addresses on http, so it knows the practice tenant by the name that has none. */
function issuerOf(type: TenantType): string {
  const { origin, customDomainOrigin } = tenant;
  const host = type === 'external-id-custom-domain' ? customDomainOrigin : origin;
  const path =
    type === 'b2c' ? `tfp/${tenantIds.b2c}/b2c_1_signupsignin/v2.0/` : `${tenantIds[type]}/v2.0`;
  return `${host.replace('localhost', '127.0.0.1')}/${path}`;
}

describe.each(tenantTypes)('express-openid-connect with %s', (type) => {
  test('signs in with an ID token in a form, and signs out', async () => {
    const app = await runningApp('express-openid-connect', tenant.caCertificate, () => ({
      ISSUER: issuerOf(type),
      CLIENT_ID: clientIds.webApp,
    }));
    const browser = new HttpBrowser();
    const picker = await browser.open(`${app.origin}/login`);
    const home = await browser.press(picker, 'Sam Okafor');
    expect(home.text).toContain('<h1>Sam Okafor</h1>');
    await browser.open(`${app.origin}/logout`);
    expect((await browser.open(app.origin)).text).toContain('<h1>Nobody</h1>');
    // The practice tenant has ended its session, too.
    expect((await browser.open(`${app.origin}/login`)).text).toContain('Pick an account');
    await app.stop();
  });
});
