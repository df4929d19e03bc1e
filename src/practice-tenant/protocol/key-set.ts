import { issuerPattern } from '../directory/addresses.ts';
import type { Tenant } from '../directory/model.ts';
import type { SigningKey } from '../provider/signing-key.ts';
import type { Realm } from '../tenant/realm.ts';

/**
 * The keys as they're published (RFC 7517 §5). No key names an algorithm, as at the real service.
 * @param issuer of the tokens that they sign
 */
export const keySet = (
  { dialect }: Tenant,
  keys: readonly SigningKey[],
  issuer: string,
): { keys: object[] } => ({
  keys: keys.map(({ public: key, notBefore: nbf }) => {
    if (dialect !== 'b2c') return { ...key, issuer };
    const { kid, use, kty, e, n } = key;
    return { kid, nbf, use, kty, e, n };
  }),
});

/**
 * The keys at an authority of several tenants, each with the issuer that it signs for: a pattern for the
 * organizations, which share theirs, and one tenant's own issuer for keys that only it has.
 */
export async function sharedKeySet(realms: readonly Realm[]): Promise<{ keys: object[] }> {
  const keyrings = Map.groupBy(realms, ({ tenant }) => tenant.keyring);
  const sets = [...keyrings.values()].map(async ([first, ...others]) => {
    if (first === undefined) return [];
    const { tenant, issuer, keys } = first;
    const named = others.length === 0 ? issuer : issuerPattern(tenant, issuer);
    return keySet(tenant, await keys.published(), named).keys;
  });
  return { keys: (await Promise.all(sets)).flat() };
}
