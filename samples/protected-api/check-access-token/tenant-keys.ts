import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { tenantDocument } from './network.ts';
import type { ApiRegistration } from './registration.ts';
import { keptMetadata } from './tenant-metadata.ts';

export interface TenantKeys {
  /** A token must name exactly one of them in `iss`. */
  issuers: readonly string[];
  keys: JWTVerifyGetKey;
}

// #region tenant-keys
/**
 * The tenant's issuer and signing keys. Keys are read again after ten minutes, or for an unknown key
 * ID, at most every 30 seconds (jose's defaults), so a rotated key works at once and a flood of
 * invented ones does not reach the tenant.
 */
export function tenantKeys(registration: ApiRegistration, send: typeof fetch) {
  const metadata = keptMetadata(registration, send);
  let keys: JWTVerifyGetKey | undefined;
  return async (): Promise<TenantKeys> => {
    const { issuer, jwks_uri } = await metadata();
    keys ??= createRemoteJWKSet(new URL(jwks_uri), {
      [customFetch]: async (url) => new Response(await tenantDocument(url, send)),
    });
    // In B2C, each user flow decides the form of its issuer. All of these name the configured tenant.
    const hasFlows = registration.userFlows.length > 0;
    return { issuers: hasFlows ? registration.issuers : [issuer], keys };
  };
}
// #endregion tenant-keys
