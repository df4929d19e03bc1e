import { randomBytes } from 'node:crypto';
import type { Registration, Tenant } from '../../directory/model.ts';
import { redirectUrisOf } from '../../directory/redirect-uris.ts';
import { EntraError } from '../../errors/entra-error.ts';

/**
 * Apps prove themselves before oidc-provider sees the request (client-authentication/), because Entra
 * lets one app have secrets, certificates and federated credentials at once. What oidc-provider then
 * checks is this secret, which changes with every process and never leaves it.
 */
export const handOverSecret: string = randomBytes(32).toString('hex');

export const grantTypes = {
  deviceCode: 'urn:ietf:params:oauth:grant-type:device_code',
  onBehalfOf: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const;

/** A registration as the client metadata of OpenID Connect Dynamic Client Registration §2. */
export function clientMetadata(app: Registration): Record<string, unknown> {
  const redirectUris = redirectUrisOf(app);
  const signsPeopleIn = redirectUris.length > 0;
  return {
    client_id: app.clientId,
    client_name: app.name,
    client_secret: handOverSecret,
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: redirectUris,
    response_types: signsPeopleIn ? ['code'] : [],
    grant_types: [
      ...(signsPeopleIn ? ['authorization_code'] : []),
      'refresh_token',
      'client_credentials',
      ...Object.values(grantTypes),
    ],
  };
}

const notInB2c = new Set<string>(['device_code', ...Object.values(grantTypes)]);

/** Azure AD B2C has no device code flow and no flow on behalf of somebody. @throws EntraError AADSTS70003 */
export function requireGrantOf({ type }: Tenant, grant: string | undefined): void {
  if (type !== 'b2c' || grant === undefined || !notInB2c.has(grant)) return;
  const registered = ['authorization_code', 'refresh_token', 'client_credentials'];
  throw new EntraError('AADSTS70003', { grant }, { name: 'grant_type', sent: grant, registered });
}
