import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { openIdScopes } from '../../../src/practice-tenant/directory/scopes.ts';
import { seededPassword } from '../../../src/practice-tenant/directory/seeded-users.ts';
import { authorityFor, tenantIds } from '../../practice-tenant/msal-app.ts';
import type { RunningTenant } from '../../practice-tenant/running-tenant.ts';
import type { ProviderUnderTest, TestClient } from './setting.ts';

const clients: readonly [TestClient, TestClient] = [
  {
    id: 'c0c0c0c0-0001-4001-8001-000000000001',
    secret: 'first client of the plan',
    redirectUri: 'https://first.client.example/callback',
  },
  {
    id: 'c0c0c0c0-0002-4002-8002-000000000002',
    secret: 'second client of the plan',
    redirectUri: 'https://first.client.example/second/callback',
  },
];

/** A tenant of the practice tenant as the suite is configured for it, with its two clients registered. */
export async function providerUnderTest(
  tenant: RunningTenant,
  type: TenantType,
): Promise<ProviderUnderTest> {
  const directory = tenant.directory(type);
  for (const { id, secret, redirectUri } of clients)
    await directory.saveRegistration({
      clientId: id,
      name: `Client ${id.at(-1)}`,
      redirectUris: [redirectUri],
      secrets: [{ value: secret, expires: '2099-12-31T00:00:00Z' }],
      certificates: [],
      federatedCredentials: [],
      allowPublicClient: false,
      adminConsent: [...openIdScopes, 'User.Read'],
      appPermissions: {},
      audience: 'thisTenant',
    });
  const alex = (await directory.users()).find(({ name }) => name === 'Alex Rivera');
  if (alex === undefined) throw new Error('Alex Rivera is missing.');
  return {
    discoveryUrl: discoveryUrlOf(tenant, type),
    clients,
    user: { button: alex.name, password: seededPassword, username: alex.username },
  };
}

/**
 * Where every address is on https, and the document names its own place, if the tenant type has such an
 * address: with the tenant's ID.
 */
function discoveryUrlOf(tenant: RunningTenant, type: TenantType): string {
  const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
  const base = authority.replace(/\/woodgrove\.onmicrosoft\.com$/, `/${tenantIds['external-id']}`);
  const httpsOnly = base.replace('//localhost:', '//127.0.0.1:');
  return `${httpsOnly}/v2.0/.well-known/openid-configuration`;
}
