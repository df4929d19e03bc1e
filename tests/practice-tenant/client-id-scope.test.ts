import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { accessOf, b2cTasks, renewed, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe('in Azure AD B2C an app’s client ID as a scope', () => {
  const scope = `openid offline_access ${clientIds.webApp}`;

  test('gives an access token for the app itself', async () => {
    const answer = await signIn(tenant, 'b2c', { scope });
    const claims = accessOf(answer);
    expect(claims).toMatchObject({ aud: clientIds.webApp, azp: clientIds.webApp, ver: '1.0' });
    expect(claims).not.toHaveProperty('scp');
    expect(answer).toMatchObject({ resource: clientIds.webApp, expires_in: 3_600 });
    expect(String(answer['scope']).split(' ')).toContain(clientIds.webApp);
    const next = await renewed(tenant, 'b2c', answer, { scope });
    expect(accessOf(next).aud).toBe(clientIds.webApp);
  });

  test('and the scope of an API are two: AADB2C90146', async () => {
    const refused = await signIn(tenant, 'b2c', { scope: `${scope} ${b2cTasks}` });
    expect(refused['error_description']).toMatch(/^AADB2C90146: /);
  });

  test('of another app needs a permission: AADB2C90205', async () => {
    const other = `openid ${clientIds.needsConsent}`;
    const refused = await signIn(tenant, 'b2c', { scope: other });
    expect(refused['error_description']).toMatch(/^AADB2C90205: /);
  });
});
