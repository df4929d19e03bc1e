import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { authorizeAddress, returned } from './authorize-endpoint.ts';
import { appBrowser } from './msal-app.ts';
import { accessOf, idOf, register, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe('the groups of a user', () => {
  const groups = (number: number) =>
    Array.from(
      { length: number },
      (_, place) => `0a0a0a0a-bbbb-4bbb-8bbb-${String(place).padStart(12, '0')}`,
    );
  async function samIn(number: number) {
    const sam = await tenant.directory('entra-id').userNamed('sam@contoso.onmicrosoft.com');
    if (sam === undefined) throw new Error('There is no Sam.');
    await tenant.directory('entra-id').saveUser({ ...sam, groups: groups(number) });
    await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: true });
    await register(tenant, 'entra-id', clientIds.tasksApi, { groupsClaim: true });
    return signIn(tenant, 'entra-id', { scope: `openid ${tasks}`, user: 'Sam Okafor' });
  }

  test('are all in the tokens if there are 200', async () => {
    const tokens = await samIn(200);
    for (const claims of [idOf(tokens), accessOf(tokens)]) {
      expect(claims['groups']).toEqual(groups(200));
      expect(claims).not.toHaveProperty('_claim_names');
    }
  });

  test('are at an address that the tokens name if there are more', async () => {
    const tokens = await samIn(201);
    const sam = '0a0a0a0a-0000-4000-8000-000000000002';
    for (const claims of [idOf(tokens), accessOf(tokens)]) {
      expect(claims).not.toHaveProperty('groups');
      const endpoint = `${tenant.origin}/graph/v1.0/users/${sam}/getMemberObjects`;
      expect(claims).toMatchObject({
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint } },
      });
    }
  });

  test.each([
    [5, { groups: groups(5) }],
    [6, { hasgroups: true }],
  ])(
    'are at most five in a token that goes through the address: with %i',
    async (number, expected) => {
      await samIn(number);
      const implicitGrant = { idTokens: true, accessTokens: false };
      await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: true, implicitGrant });
      const browser = appBrowser();
      const asked = { response_type: 'id_token', nonce: 'n' };
      const picker = await browser.open(authorizeAddress(tenant, 'entra-id', asked));
      const { answer } = returned(await browser.press(picker, 'Sam Okafor'));
      const claims = decodeJwt(answer['id_token'] ?? '');
      expect(claims).toMatchObject(expected);
      expect(['groups', 'hasgroups', '_claim_names'].filter((name) => name in claims)).toEqual(
        Object.keys(expected),
      );
    },
  );
});
