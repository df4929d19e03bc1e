import type { Origins } from '../directory/addresses.ts';

/** Where the practice social provider is, on both channels: each set of tenants has one of its own. */
export const socialBaseOf = ({ socialBase = '/social' }: Origins): string => socialBase;

export const socialPaths = {
  authorize: '/authorize',
  token: '/token',
  keys: '/keys',
  discovery: '/.well-known/openid-configuration',
} as const;

export const socialIssuer = (origins: Origins): string => origins.back + socialBaseOf(origins);

/** Its metadata (OpenID Connect Discovery 1.0 §3). It has no `end_session_endpoint`, as social providers often have not. */
export function socialDiscovery(origins: Origins): Record<string, unknown> {
  const issuer = socialIssuer(origins);
  return {
    issuer,
    authorization_endpoint: origins.front + socialBaseOf(origins) + socialPaths.authorize,
    token_endpoint: issuer + socialPaths.token,
    jwks_uri: issuer + socialPaths.keys,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    scopes_supported: ['openid', 'profile', 'email'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'name', 'email'],
  };
}
