import { importJWK, SignJWT } from 'jose';
import type { SigningKeys } from './signing-keys.ts';

/** A token with other claims than oidc-provider would give it, signed by the tenant's current key. */
export async function signAgain(
  keys: SigningKeys,
  claims: Record<string, unknown>,
): Promise<string> {
  const { private: key } = await keys.current();
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid })
    .sign(await importJWK(key, 'RS256'));
}
