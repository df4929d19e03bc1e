import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Realm } from '../../tenant/realm.ts';
import { endOfRefreshToken, type IssuedTokens } from './issued-tokens.ts';

/**
 * The response of Azure AD B2C's token endpoint, which has members of its own. Without the scope of an
 * API it has no access token: no API would accept one.
 * @param issuedIdToken the tenant's own, whatever a fault has put in its place
 */
export function b2cTokenResponse(
  { tenant, clock }: Realm,
  ctx: KoaContextWithOIDC,
  { access_token: accessToken, expires_in: seconds, ...tokens }: IssuedTokens,
  issuedIdToken: string | undefined,
): object {
  const start = Math.floor(clock.now() / 1000);
  const isForApi = accessToken.includes('.');
  return {
    ...(isForApi && { access_token: accessToken }),
    ...tokens,
    not_before: start,
    ...(isForApi && {
      expires_in: seconds,
      expires_on: start + seconds,
      resource: decodeJwt(accessToken).aud,
    }),
    ...(tokens.id_token !== undefined &&
      issuedIdToken !== undefined && {
        id_token_expires_in: 3600,
        profile_info: profileInfo(tenant.id, issuedIdToken),
      }),
    ...(tokens.refresh_token !== undefined && endOfRefreshToken(ctx)),
  };
}

function profileInfo(tid: string, idToken: string): string {
  const { name = null, idp = null } = decodeJwt(idToken);
  const info = { ver: '1.0', tid, sub: null, name, preferred_username: null, idp };
  return Buffer.from(JSON.stringify(info)).toString('base64url');
}
