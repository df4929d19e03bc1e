import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { boundedGet, ProviderUnavailable } from './network.ts';
import type { ApiRegistration } from './registration.ts';

const metadataShape = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https$/ }) });

export interface TenantKeys {
  /** Exactly what a token must name in `iss`. */
  issuer: string;
  keys: JWTVerifyGetKey;
}

// #region tenant-keys
/**
 * The tenant's issuer and signing keys. Metadata is read at the first token and kept; keys are read
 * again after ten minutes, or for an unknown key ID, at most every 30 seconds (jose's defaults), so a
 * rotated key works at once and a flood of invented ones does not reach the tenant.
 */
export function tenantKeys(registration: ApiRegistration, send: typeof fetch) {
  let known: Promise<TenantKeys> | undefined;
  return (): Promise<TenantKeys> => {
    known ??= read(registration, send).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function read(registration: ApiRegistration, send: typeof fetch): Promise<TenantKeys> {
  const { authority, issuers, metadataUrl } = registration;
  const metadata = metadataShape.safeParse(await json(await boundedGet(metadataUrl, send)));
  if (!metadata.success) throw new ProviderUnavailable(metadataUrl, 'it is not metadata');
  const { issuer, jwks_uri } = metadata.data;
  if (!issuers.includes(issuer)) {
    throw new ProviderUnavailable(
      metadataUrl,
      `it names the issuer ${issuer}, not ${issuers.join(' or ')}`,
    );
  }
  const hosts = [authority, ...issuers.map((one) => new URL(one))].map(({ host }) => host);
  if (!hosts.includes(new URL(jwks_uri).host)) {
    throw new ProviderUnavailable(metadataUrl, `its keys are on another host: ${jwks_uri}`);
  }
  const keys = createRemoteJWKSet(new URL(jwks_uri), {
    [customFetch]: (url) => boundedGet(url, send),
  });
  return { issuer, keys };
}
// #endregion tenant-keys

const json = (answer: Response): Promise<unknown> => answer.json().catch(() => undefined);
