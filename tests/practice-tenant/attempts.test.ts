import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { lyingDiscoveryAttempt } from '../../src/practice-tenant/faults/attempts.ts';
import { askAdmin } from './admin-api/ask-admin.ts';
import { tenantIds } from './msal-app.ts';
import { b2cTasks, idOf, renewed, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const scopeOf = (type: (typeof tenantTypes)[number]) =>
  `openid offline_access ${type === 'b2c' ? b2cTasks : 'User.Read'}`;
const seenOf = async (id: string) =>
  (await askAdmin(tenant.adminAddress, 'GET', `/attempts/${id}`)).body;

describe.each(tenantTypes)('%s', (type) => {
  test('faults of a watched sign-in affect its token requests, and those of no other sign-in', async () => {
    const query = {
      practice_attempt: `watched-with-faults-${type}`,
      practice_faults: 'wrong-nonce',
    };
    const [watched, other] = await Promise.all([
      signIn(tenant, type, { scope: scopeOf(type), query }),
      signIn(tenant, type, { scope: scopeOf(type) }),
    ]);
    expect(idOf(watched)['nonce']).toBe('the-nonce-of-another-sign-in');
    expect(idOf(other)['nonce']).toBe('n');
  });

  test('its refresh tokens are watched too, those that replace them included', async () => {
    const id = `refreshed-often-${type}`;
    const query = { practice_attempt: id, practice_faults: 'wrong-issuer' };
    let tokens = await signIn(tenant, type, { scope: scopeOf(type), query });
    for (let count = 0; count < 2; count += 1) {
      tokens = await renewed(tenant, type, tokens);
      expect(idOf(tokens)['iss']).toMatch(/-of-another-tenant$/);
    }
    const seen = await seenOf(id);
    expect(seen.map(({ grantType }: { grantType: string }) => grantType)).toEqual([
      'authorization_code',
      'refresh_token',
      'refresh_token',
    ]);
  });

  test('what the app sent is listed by name, and what it got in full', async () => {
    const id = `listed-attempt-${type}`;
    const query = { practice_attempt: id };
    const tokens = await signIn(tenant, type, { scope: scopeOf(type), query });
    const [seen] = await seenOf(id);
    expect(seen.fields).toEqual(expect.arrayContaining(['client_secret', 'code', 'redirect_uri']));
    expect(JSON.stringify(seen.fields)).not.toContain('practice~');
    expect(seen.issued).toEqual(
      expect.arrayContaining([tokens['access_token'], tokens['id_token'], tokens['refresh_token']]),
    );
  });
});

test('a sign-in without an attempt leaves nothing', async () => {
  await signIn(tenant, 'entra-id', { scope: scopeOf('entra-id') });
  expect(await seenOf('an-attempt-that-nobody-made')).toEqual([]);
});

test.each(['short', 'with spaces in its name', 'x'.repeat(65)])(
  '%j is no ID of an attempt',
  async (id) => {
    const query = { practice_attempt: id };
    const refused = await signIn(tenant, 'entra-id', { scope: scopeOf('entra-id'), query });
    expect(refused['error_description']).toMatch(/^AADSTS9002313: .*16 to 64/);
    const { status } = await askAdmin(
      tenant.adminAddress,
      'GET',
      `/attempts/${encodeURIComponent(id)}`,
    );
    expect(status).toBe(404);
  },
);

test('what an app sends after a redirect of the token endpoint is listed, and not kept', async () => {
  const id = 'an-app-that-follows';
  const query = { practice_attempt: id, practice_faults: 'token-endpoint-redirects' };
  // `fetch` follows a status 307 with the same method and body.
  await signIn(tenant, 'entra-id', { scope: scopeOf('entra-id'), query });
  const seen = await seenOf(id);
  expect(seen.map(({ endpoint }: { endpoint: string }) => endpoint).sort()).toEqual([
    'elsewhere',
    'token',
  ]);
  const leaked = seen.find(({ endpoint }: { endpoint: string }) => endpoint === 'elsewhere');
  expect(leaked.fields).toContain('client_secret');
  expect(JSON.stringify(seen)).not.toContain('practice~');
});

test('what an app sends to the token endpoint of a lying metadata document is listed', async () => {
  const faults = tenant.faults('entra-id');
  await faults.set(clientIds.webApp, 'lying-discovery', true);
  const address = `${tenant.origin}/${tenantIds['entra-id']}/v2.0/.well-known/openid-configuration`;
  const { token_endpoint } = z
    .object({ token_endpoint: z.url() })
    .parse(await (await fetch(address)).json());
  await faults.set(clientIds.webApp, 'lying-discovery', false);
  const body = new URLSearchParams({ code: 'a-code', client_secret: 'practice~a-secret' });
  expect((await fetch(token_endpoint, { method: 'POST', body })).status).toBe(400);
  const [seen] = await seenOf(lyingDiscoveryAttempt);
  expect(seen).toMatchObject({ endpoint: 'elsewhere', fields: ['code', 'client_secret'] });
});

test('faults that can’t be asked for are refused in a watched sign-in too', async () => {
  const query = { practice_attempt: 'asks-for-a-switch', practice_faults: 'graph-response-lost' };
  const refused = await signIn(tenant, 'entra-id', { scope: scopeOf('entra-id'), query });
  expect(refused['error_description']).toMatch(/^AADSTS9002313: /);
});

test('whether an app read 64 MB to their end is listed', async () => {
  const id = 'an-app-that-reads-all';
  const query = { practice_attempt: id, practice_faults: 'token-endpoint-large' };
  await signIn(tenant, 'entra-id', { scope: scopeOf('entra-id'), query });
  const [seen] = await seenOf(id);
  expect(seen.readWhole).toBe(true);
});

test('in B2C, an access token without claims can be in the ID token’s place', async () => {
  const query = {
    practice_attempt: 'opaque-access-token',
    practice_faults: 'access-token-as-id-token',
  };
  const tokens = await signIn(tenant, 'b2c', { scope: 'openid', query });
  expect(tokens['id_token']).toMatch(/^[\w-]+$/);
});
