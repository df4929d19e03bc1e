import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { attempt, authorityFor, msalApp, tenantIds } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp, tasksScope } from './consented-app.ts';
import { runningApp } from './running-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  await consentedApp(tenant, {});
  // express-oauth2-jwt-bearer looks for the metadata at the issuer, where B2C's is only with this setting.
  await tenant.settings('b2c').set('policy-in-issuer', true);
});
afterAll(() => tenant.remove());

const authorityOf = (type: TenantType): string =>
  authorityFor(tenant, type).replace(/\/v2\.0$/, '');

function issuerOf(type: TenantType): string {
  const { origin, customDomainOrigin } = tenant;
  if (type === 'b2c') return `${origin}/tfp/${tenantIds.b2c}/b2c_1_signupsignin/v2.0/`;
  const host = type === 'external-id-custom-domain' ? customDomainOrigin : origin;
  return `${host}/${tenantIds[type]}/v2.0`;
}

/** What the API answers to a user's access token, and to the same token with another signature. */
async function answersOf(app: string, type: TenantType) {
  const running = await runningApp(app, tenant.caCertificate, () => ({
    ISSUER: issuerOf(type),
    METADATA: `${authorityOf(type)}/v2.0/.well-known/openid-configuration`,
    AUDIENCE: clientIds.tasksApi,
  }));
  const signIn = await attempt(msalApp(tenant, type), { scopes: [tasksScope(type)] });
  const { accessToken } = await signIn.redeem();
  const call = (token: string) =>
    fetch(running.origin, { headers: { authorization: `Bearer ${token}` } });
  // The first character of the signature: the last one has bits that mean nothing.
  const start = accessToken.lastIndexOf('.') + 1;
  const other = accessToken[start] === 'A' ? 'B' : 'A';
  const forged = await call(accessToken.slice(0, start) + other + accessToken.slice(start + 1));
  const real: unknown = await (await call(accessToken)).json();
  await running.stop();
  return { real, forged: forged.status };
}

const right = { real: { name: 'Alex Rivera' }, forged: 401 };

describe.each(tenantTypes)('express-oauth2-jwt-bearer with %s', (type) => {
  test('lets a caller with an access token into an API, and refuses a forged one', async () => {
    expect(await answersOf('express-oauth2-jwt-bearer', type)).toEqual(right);
  });
});

describe.each(tenantTypes)('jwks-rsa with %s', (type) => {
  test('finds the keys for an API, which refuses a forged access token', async () => {
    expect(await answersOf('jwks-rsa', type)).toEqual(right);
  });
});
