import { importJWK, SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';

/** A token with other claims than oidc-provider gave it, signed by the tenant's key. */
export const signAgain = async (
  { private: key }: SigningKey,
  claims: Record<string, unknown>,
): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .sign(await importJWK(key, 'RS256'));
