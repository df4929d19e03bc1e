import { describe, expect, test } from 'vitest';
import { createRelyingParty } from '../../../../../samples/web-app/sign-in/index.ts';
import { createDiscovery } from '../../../../../samples/web-app/sign-in/protocol/discovery.ts';
import { inProcess, tenantId } from './in-process.ts';

const litware = '0e0e0e0e-5555-4555-8555-555555555555';
const northwind = '0f0f0f0f-6666-4666-8666-666666666666';

describe('a user of one of several tenants', () => {
  test('is signed out when their tenant is taken off the list, wherever sessions are kept', async () => {
    const { settings, relyingParty, signedIn } = inProcess({ allowedTenants: [tenantId, litware] });
    const jar = await signedIn();
    expect(await relyingParty.user(jar)).toMatchObject({ tenantId });
    const registration = { ...settings.registration, allowedTenants: [litware] };
    const restarted = createRelyingParty({ ...settings, registration });
    expect(await restarted.user(jar)).toBeUndefined();
  });

  test('is the same user in a list of sessions only with the same tenant', async () => {
    const { relyingParty, provider, signedIn } = inProcess({ allowedTenants: 'any' });
    const jar = await signedIn();
    provider.claims = { iss: `https://tenant.example/${northwind}/v2.0`, tid: northwind };
    const other = await signedIn();
    expect(await relyingParty.sessions(jar)).toHaveLength(1);
    await relyingParty.signOut(jar, { everywhere: true });
    expect(await relyingParty.user(other)).toMatchObject({ tenantId: northwind });
    expect(await relyingParty.endSessionsOf(`${tenantId}.object-1`)).toBe(0);
    expect(await relyingParty.endSessionsOf(`${northwind.toUpperCase()}.object-1`)).toBe(1);
    expect(await relyingParty.user(other)).toBeUndefined();
  });

  test('has to be named with their tenant to an operator’s command', async () => {
    const { relyingParty } = inProcess({ allowedTenants: 'any' });
    await expect(relyingParty.endSessionsOf('object-1')).rejects.toThrow(
      'Name the tenant of the user, too: <tenant ID>.<object ID>.',
    );
  });

  test('has the sid of their own tenant: an equal one of another tenant ends nothing', async () => {
    const { relyingParty, provider, signedIn } = inProcess({ allowedTenants: 'any' });
    provider.claims = { sid: 's1' };
    const jar = await signedIn();
    const signOutBy = (tenant: string) =>
      relyingParty.frontChannelLogout(
        new URL(`http://localhost:3000/?sid=s1&iss=https://tenant.example/${tenant}/v2.0`),
      );
    await signOutBy(northwind);
    expect(await relyingParty.user(jar)).toBeDefined();
    await signOutBy(tenantId);
    expect(await relyingParty.user(jar)).toBeUndefined();
  });
});

describe('the metadata of tenants', () => {
  const host = 'https://tenant.example';
  function discovering(allowedTenants: 'any' | string[] = 'any') {
    const asked: string[] = [];
    const { settings } = inProcess({ allowedTenants });
    const discovery = createDiscovery(
      settings.registration,
      async (url) => {
        const tenant = new URL(url).pathname.split('/')[1] ?? '';
        asked.push(tenant);
        const at = `${host}/${tenant}`;
        const issuer = `${host}/${tenant === 'organizations' ? '{tenantid}' : tenant}/v2.0`;
        const endpoints = {
          authorization_endpoint: at,
          token_endpoint: at,
          jwks_uri: at,
          end_session_endpoint: at,
        };
        const text = JSON.stringify({ issuer, ...endpoints });
        return { status: 200, headers: new Headers(), text };
      },
      () => 0,
    );
    return { asked, discovery };
  }
  const tenantNumber = (number: number) =>
    `0f0f0f0f-6666-4666-8666-${String(number).padStart(12, '0')}`;

  test('is kept for a hundred of them, however many there are', async () => {
    const { asked, discovery } = discovering();
    for (let number = 1; number <= 150; number += 1)
      await discovery.read({ tenantId: tenantNumber(number) });
    expect(asked).toHaveLength(150);
    for (let number = 51; number <= 150; number += 1)
      await discovery.read({ tenantId: tenantNumber(number) });
    expect(asked).toHaveLength(150);
    await discovery.read({ tenantId: tenantNumber(1) });
    expect(asked).toHaveLength(151);
  });

  test.each([
    ['that is not let in', litware],
    ['that is no GUID', 'contoso.com'],
    ['that leads elsewhere', `../${tenantId}`],
    ['that is a word for several', 'common'],
  ])('is never asked of one %s', async (_, other) => {
    const { asked, discovery } = discovering([tenantId]);
    await expect(discovery.read({ tenantId: other })).rejects.toMatchObject({
      code: 'tenant_not_allowed',
    });
    expect(asked).toEqual([]);
  });
});
