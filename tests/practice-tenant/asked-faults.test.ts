import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { authorizeAddress, signInAt } from './authorize-endpoint.ts';
import { attempt, msalApp } from './msal-app.ts';
import { ask, b2cTasks, idOf, renewed, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const scopeOf = (type: (typeof tenantTypes)[number]) =>
  `openid offline_access ${type === 'b2c' ? b2cTasks : 'User.Read'}`;
const renewal = { grant_type: 'refresh_token', refresh_token: 'made-up' };

describe.each(tenantTypes)('%s', (type) => {
  test('a fault that an authorization request asks for fails that sign-in, and no other of the same app', async () => {
    const query = { practice_faults: 'conditional-access' };
    const [asking, other] = await Promise.all([
      signIn(tenant, type, { scope: scopeOf(type), query }),
      signIn(tenant, type, { scope: scopeOf(type) }),
    ]);
    expect(asking['error_description']).toMatch(/^AADSTS53003: /);
    expect(other).toHaveProperty('id_token');
  });

  test('a fault in the header of a token request fails that request, and none beside it', async () => {
    const [asking, other] = await Promise.all([
      ask(tenant, type, renewal, { 'practice-faults': 'expired-secret' }),
      ask(tenant, type, renewal),
    ]);
    const expired = /^(?:AADSTS7000222|AADB2C90081): /;
    expect(asking.answer['error_description']).toMatch(expired);
    expect(other.answer['error_description']).not.toMatch(expired);
  });

  test('nothing is switched on', async () => {
    await ask(tenant, type, renewal, { 'practice-faults': 'expired-secret' });
    expect(await tenant.faults(type).all()).toEqual([]);
  });
});

test('a browser with a session meets the fault that its request asks for, and goes on without it', async () => {
  const { browser } = await attempt(msalApp(tenant, 'entra-id'));
  const scope = scopeOf('entra-id');
  const query = { practice_faults: 'user-blocked' };
  const blocked = await signIn(tenant, 'entra-id', { scope, browser, query });
  expect(blocked['error_description']).toMatch(/^AADSTS50057: /);
  expect(await signIn(tenant, 'entra-id', { scope, browser })).toHaveProperty('id_token');
});

test('an ID token from the authorization endpoint has the fault that its request asks for', async () => {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('There is no web app.');
  await directory.saveRegistration({
    ...app,
    implicitGrant: { idTokens: true, accessTokens: false },
  });
  const request = { response_type: 'id_token', scope: 'openid', nonce: 'mine' };
  const query = { ...request, practice_faults: 'wrong-nonce' };
  const { answer } = await signInAt(authorizeAddress(tenant, 'entra-id', query));
  expect(idOf(answer)['nonce']).toBe('the-nonce-of-another-sign-in');
});

test('several faults are separated by spaces or commas', async () => {
  const tokens = await signIn(tenant, 'entra-id', { scope: scopeOf('entra-id') });
  const header = { 'practice-faults': 'wrong-nonce, grant-revoked' };
  const { answer } = await ask(
    tenant,
    'entra-id',
    { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']) },
    header,
  );
  expect(answer['error_description']).toMatch(/^AADSTS50173: /);
  expect(await renewed(tenant, 'entra-id', tokens)).toHaveProperty('access_token');
});

test.each(['made-up', 'graph-throttled-once'])(
  'a request that asks for %s is refused, and the response names the fault',
  async (name) => {
    const scope = scopeOf('entra-id');
    const refused = await signIn(tenant, 'entra-id', { scope, query: { practice_faults: name } });
    const { status, answer } = await ask(tenant, 'entra-id', renewal, { 'practice-faults': name });
    expect(status).toBe(400);
    for (const { error, error_description } of [refused, answer]) {
      expect(error).toBe('invalid_request');
      expect(error_description).toContain(`a request can’t ask for the fault ${name}`);
    }
  },
);
