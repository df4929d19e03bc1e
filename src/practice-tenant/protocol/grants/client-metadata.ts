import { randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { grantTypes } from '../../directory/grant-types.ts';
import type { Registration } from '../../directory/model.ts';
import { redirectUrisOf } from '../../directory/redirect-uris.ts';

/**
 * Apps prove themselves before oidc-provider sees the request (client-authentication/), because Entra
 * lets one app have secrets, certificates and federated credentials at once. What oidc-provider then
 * checks is this secret, which changes with every process and never leaves it.
 */
export const handOverSecret: string = randomBytes(32).toString('hex');

/**
 * A registration as the client metadata of OpenID Connect Dynamic Client Registration §2.
 * @param name what the pages call it
 */
export function clientMetadata(app: Registration, name: string): ClientMetadata {
  const redirectUris = redirectUrisOf(app);
  const signsPeopleIn = redirectUris.length > 0;
  return {
    client_id: app.clientId,
    client_name: name,
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
