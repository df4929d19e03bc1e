import type { Context, Interaction } from 'oidc-provider';
import { paths } from '../directory/addresses.ts';
import { openIdScopes } from '../directory/scopes.ts';
import type { Realm } from '../realm/realm.ts';
import { restoreOfflineAccess } from './authorize/offline-access.ts';
import { prompts } from './authorize/prompts.ts';
import { requirePkceOfSinglePage, requireScope } from './authorize/single-page-pkce.ts';
import { stepUpParameter } from './claims/authentication-context.ts';
import { claimNamesOf } from './claims/id-token-claims.ts';
import { routeOf } from './request/request-context.ts';
import { refreshTokenLifetime } from './token/refresh-tokens.ts';

const day = 86_400;

/** oidc-provider's settings that depend on the tenant by name only. */
export function fixedConfiguration(realm: Realm, cookieSecret: string): object {
  // Cookies ignore ports, so every tenant needs names of its own.
  const name = (kind: string) => `practice.${realm.tenant.type}.${kind}`;
  const cookie = { signed: true, sameSite: 'lax', httpOnly: true };
  return {
    jwks: { keys: [realm.key.private] },
    cookies: {
      keys: [cookieSecret],
      names: { session: name('session'), interaction: name('page'), resume: name('resume') },
      long: cookie,
      short: cookie,
    },
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
    // The check of a parameter runs whether it was sent or not, and where offline_access has been lost:
    // it serves what oidc-provider has no other place for.
    extraParams: {
      p: restoreOfflineAccess,
      domain_hint: null,
      client_info: (ctx: Context) => {
        requireScope(ctx);
        return requirePkceOfSinglePage(realm, ctx);
      },
      [stepUpParameter]: null,
    },
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
      url: (ctx: Context, { uid }: Interaction) => `${routeOf(ctx.req).base}/interaction/${uid}`,
    },
  };
}
