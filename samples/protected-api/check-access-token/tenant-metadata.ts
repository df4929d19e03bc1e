import { z } from 'zod';
import { parseJson } from '../sign-in/index.ts';
import { ProviderUnavailable, tenantDocument } from './network.ts';
import type { ApiRegistration } from './registration.ts';

const httpsAddress = z.url({ protocol: /^https$/ });
const shape = z.looseObject({
  issuer: z.string(),
  jwks_uri: httpsAddress,
  token_endpoint: httpsAddress,
  authorization_endpoint: z.url(),
});

/** A tenant's metadata document (OpenID Connect Discovery 1.0 §3). */
export type TenantMetadata = z.infer<typeof shape>;

// #region tenant-metadata
/**
 * Metadata can only confirm the configuration: another issuer, or keys on another host, are refused.
 * @throws ProviderUnavailable
 */
export async function tenantMetadata(
  registration: ApiRegistration,
  send: typeof fetch,
): Promise<TenantMetadata> {
  const { authority, issuers, metadataUrl } = registration;
  const metadata = shape.safeParse(parseJson(await tenantDocument(metadataUrl, send)));
  if (!metadata.success)
    throw new ProviderUnavailable(`${metadataUrl}: it isn't a metadata document`);
  const { issuer, jwks_uri, token_endpoint } = metadata.data;
  if (!issuers.includes(issuer)) {
    const expected = issuers.join(' or ');
    throw new ProviderUnavailable(`${metadataUrl}: it names the issuer ${issuer}, not ${expected}`);
  }
  const hosts = [authority, ...issuers.map((one) => new URL(one))].map(({ host }) => host);
  const foreign = [jwks_uri, token_endpoint].find((url) => !hosts.includes(new URL(url).host));
  if (foreign !== undefined) {
    throw new ProviderUnavailable(`${metadataUrl}: it points to another host: ${foreign}`);
  }
  return metadata.data;
}
// #endregion tenant-metadata

/** The same, read at the first call and kept; a failure isn't kept. */
export function keptMetadata(registration: ApiRegistration, send: typeof fetch) {
  let known: Promise<TenantMetadata> | undefined;
  return (): Promise<TenantMetadata> => {
    known ??= tenantMetadata(registration, send).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
