import { importJWK, SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Each is imported once, not for every token. */
const imported = new WeakMap<SigningKey['private'], ReturnType<typeof importJWK>>();

function importedKey(jwk: SigningKey['private']): ReturnType<typeof importJWK> {
  const key = imported.get(jwk) ?? importJWK(jwk, 'RS256');
  imported.set(jwk, key);
  return key;
}

/** The claims as a JWT, signed by the tenant's current key. */
export async function signedToken(
  keys: SigningKeys,
  claims: Record<string, unknown>,
): Promise<string> {
  const { private: key } = await keys.current();
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid })
    .sign(await importedKey(key));
}
