import type { Tenant } from '../directory/model.ts';
import type { SigningKey } from '../provider/signing-key.ts';

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
