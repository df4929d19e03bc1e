import type { RefreshToken } from 'oidc-provider';
import type { Redemption } from '../../client-authentication/redemption.ts';
import type { Registration } from '../../directory/model.ts';
import { shownTenant } from '../../directory/shown-names.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Fields } from '../../http/form.ts';
import { homeOf, identityProviderOf } from '../../tenant/home-realms.ts';
import type { OpenTenant, RequestContext } from '../../tenant/request-context.ts';
import { tenantIdIn } from '../../tenant/tenant-id-in.ts';

const evenExpired = { ignoreExpiration: true };

/** The tenant of the user that a token request is about, by what it redeems; undefined where nothing tells. */
export async function tenantOfGrant(
  tenants: readonly OpenTenant[],
  fields: Fields,
): Promise<OpenTenant | undefined> {
  const code = fields.get('code');
  if (code !== undefined) return issuerOfCode(tenants, code);
  const refreshToken = fields.get('refresh_token');
  if (refreshToken !== undefined) return (await issuerOfRefreshToken(tenants, refreshToken))?.open;
  const deviceCode = fields.get('device_code');
  if (deviceCode !== undefined) return issuerOfDeviceCode(tenants, deviceCode);
  const assertion = fields.get('assertion');
  if (assertion !== undefined) {
    return tenants.find(({ realm }) => realm.tenant.id === tenantIdIn(assertion));
  }
  return (await homeOf(tenants, fields.get('username') ?? ''))?.open;
}

async function issuerOfCode(
  tenants: readonly OpenTenant[],
  code: string,
): Promise<OpenTenant | undefined> {
  for (const open of tenants) {
    if ((await open.provider.AuthorizationCode.find(code, evenExpired)) !== undefined) return open;
  }
  return undefined;
}

async function issuerOfDeviceCode(
  tenants: readonly OpenTenant[],
  code: string,
): Promise<OpenTenant | undefined> {
  for (const open of tenants) {
    if ((await open.provider.DeviceCode.find(code, evenExpired)) !== undefined) return open;
  }
  return undefined;
}

async function issuerOfRefreshToken(
  tenants: readonly OpenTenant[],
  value: string,
): Promise<{ open: OpenTenant; token: RefreshToken } | undefined> {
  for (const open of tenants) {
    const token = await open.provider.RefreshToken.find(value, evenExpired);
    if (token !== undefined) return { open, token };
  }
  return undefined;
}

/**
 * Each user's tokens come from one tenant, and another one doesn't issue any for them.
 * @throws EntraError AADSTS700005 for another tenant's code, AADSTS50020 for another's refresh token
 */
export async function refuseOtherTenants(
  { realm, siblings }: RequestContext,
  { clientId: client, name }: Registration,
  fields: Fields,
  { code, refreshToken }: Redemption,
): Promise<void> {
  const others = siblings.filter((each) => each.realm !== realm);
  const sentCode = fields.get('code');
  if (sentCode !== undefined && code === undefined) {
    const other = await issuerOfCode(others, sentCode);
    if (other === undefined) return;
    const registered = [other.realm.tenant.domain];
    const comparison = { name: 'tenant of the code', sent: realm.tenant.domain, registered };
    throw new EntraError('AADSTS700005', {}, comparison);
  }
  const sentToken = fields.get('refresh_token');
  if (sentToken === undefined || refreshToken !== undefined) return;
  const other = await issuerOfRefreshToken(others, sentToken);
  if (other === undefined) return;
  const { open, token } = other;
  const user = await open.realm.directory.user(token.accountId);
  throw new EntraError('AADSTS50020', {
    user: user?.username ?? '',
    idp: identityProviderOf(open.realm.tenant),
    tenant: shownTenant(realm.tenant),
    client,
    name,
  });
}
