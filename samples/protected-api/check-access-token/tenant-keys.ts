import { createRemoteJWKSet, customFetch, type RemoteJWKSet } from 'jose';
import { keyIssuersIn } from '../sign-in/index.ts';
import { tenantDocument } from './network.ts';
import type { ApiRegistration } from './registration.ts';
import { keptMetadata } from './tenant-metadata.ts';

export interface TenantKeys {
  /** A token must name exactly one of them in `iss`. One for several tenants holds `{tenantid}`. */
  issuers: readonly string[];
  keys: RemoteJWKSet;
  /** Whose tokens the keys of this name can sign: undefined for a key that names no issuer. */
  keyIssuers(kid: string | undefined): (string | undefined)[];
}

/** Callers are told to wait as long (answer-errors.ts). */
const millisecondsAfterFailure = 5_000;

// #region tenant-keys
/**
 * The tenant's issuer and signing keys. Keys are read again after ten minutes, or for an unknown key
 * ID, at most every 30 seconds (jose's defaults), so a rotated key works at once and a flood of
 * invented ones does not reach the tenant. jose counts only what succeeds: after a failure, the next
 * attempt is five seconds later.
 */
export function tenantKeys(registration: ApiRegistration, send: typeof fetch) {
  const metadata = keptMetadata(registration, send);
  let keys: RemoteJWKSet | undefined;
  let failure: { error: unknown; until: number } | undefined;
  async function readKeys(url: string): Promise<Response> {
    if (failure !== undefined && Date.now() < failure.until) throw failure.error;
    const text = await tenantDocument(url, send).catch((error: unknown) => {
      failure = { error, until: Date.now() + millisecondsAfterFailure };
      throw error;
    });
    return new Response(text);
  }
  return async (): Promise<TenantKeys> => {
    const { issuer, jwks_uri } = await metadata();
    keys ??= createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: readKeys });
    const known = keys;
    const keyIssuers = (kid: string | undefined) => keyIssuersIn(known.jwks()?.keys ?? [], kid);
    // In B2C, each user flow decides the form of its issuer. All of these name the configured tenant.
    const hasFlows = registration.userFlows.length > 0;
    return { issuers: hasFlows ? registration.issuers : [issuer], keys, keyIssuers };
  };
}
// #endregion tenant-keys
