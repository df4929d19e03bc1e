import type { Configuration } from 'oidc-provider';
import { paths } from '../directory/addresses.ts';
import { openIdScopes } from '../directory/scopes.ts';
import { cookiesOf } from '../provider/cookies.ts';
import type { Realm } from '../realm/realm.ts';
import { extraParameters } from './authorize/extra-parameters.ts';
import { prompts } from './authorize/prompts.ts';
import { claimNamesOf } from './claims/id-token-claims.ts';
import { contextOf } from './request/request-context.ts';
import { refreshTokenLifetime } from './token/refresh-tokens.ts';

const day = 86_400;

/** oidc-provider's settings that depend on the tenant by name only. */
export function fixedConfiguration(realm: Realm, cookieSecret: string): Configuration {
  return {
    jwks: { keys: [realm.key.private] },
    cookies: cookiesOf(realm.tenant.type, cookieSecret),
    clientAuthMethods: ['client_secret_post'],
    scopes: [...openIdScopes],
    claims: {
      acr: null,
      sid: null,
      auth_time: null,
      iss: null,
      openid: claimNamesOf(realm.tenant),
    },
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    rotateRefreshToken: false,
    // Entra keeps earlier tokens alive when a code is redeemed twice and when the person signs out.
    revokeGrantPolicy: () => false,
    expiresWithSession: async () => false,
    extraParams: extraParameters(realm),
    enabledJWA: {},
    ttl: {
      AccessToken: 3600,
      ClientCredentials: 3600,
      AuthorizationCode: 600,
      IdToken: 3600,
      RefreshToken: refreshTokenLifetime,
      DeviceCode: 900,
      Grant: 90 * day,
      Interaction: 3600,
      Session: day,
    },
    routes: {
      authorization: paths.authorize,
      token: paths.token,
      device_authorization: paths.deviceCode,
      code_verification: paths.deviceSignIn,
      // Sign-out and keys are answered in front of oidc-provider.
      end_session: '/oauth2/v2.0/unused-logout',
      jwks: '/discovery/unused-keys',
    },
    interactions: {
      policy: prompts(realm),
      url: (ctx, { uid }) => `${contextOf(ctx).route.base}/interaction/${uid}`,
    },
  };
}
