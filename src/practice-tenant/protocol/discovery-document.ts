import { backOrigin, basePath, frontOrigin, type Origins, paths } from '../directory/addresses.ts';
import { grantTypes } from '../directory/grant-types.ts';
import type { Tenant, UserFlow } from '../directory/model.ts';
import { openIdScopes } from '../directory/scopes.ts';

/** The metadata document of OpenID Connect Discovery 1.0 §3: pages on the front channel, the rest on the back. */
export function discoveryDocument(
  tenant: Tenant,
  userFlow: UserFlow | undefined,
  origins: Origins,
  issuer: string,
  shared?: string,
): Record<string, unknown> {
  const base = shared === undefined ? basePath(tenant, userFlow) : `/${shared}`;
  const front = frontOrigin(tenant, origins) + base;
  const back = backOrigin(tenant, origins) + base;
  return {
    // The issuer of tokens from a shared endpoint is the user's own tenant, so this one is a pattern.
    issuer: shared === undefined ? issuer : `${origins.back}/{tenantid}/v2.0`,
    authorization_endpoint: front + paths.authorize,
    token_endpoint: back + paths.token,
    end_session_endpoint: front + paths.logout,
    jwks_uri: back + paths.keys,
    ...(tenant.grants.includes(grantTypes.deviceCode) && {
      device_authorization_endpoint: back + paths.deviceCode,
    }),
    ...(tenant.hasGraph && { userinfo_endpoint: `${origins.back}/graph/oidc/userinfo` }),
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: tenant.grants,
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'client_secret_basic',
      'private_key_jwt',
    ],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'],
    scopes_supported: openIdScopes,
    claims_supported: claimsSupported,
    prompt_values_supported: ['none', 'login', 'select_account', 'consent', 'create'],
    request_uri_parameter_supported: false,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    tenant_region_scope: null,
    cloud_instance_name: new URL(backOrigin(tenant, origins)).host,
  };
}

const claimsSupported = [
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'nonce',
  'sid',
  'name',
  'preferred_username',
  'email',
  'oid',
  'tid',
  'ver',
  'tfp',
];
