import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';

/** A token with other claims than oidc-provider would give it, signed by the tenant's key. */
export const signAgain = async (
  { private: key }: SigningKey,
  claims: Record<string, unknown>,
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid }).sign(key);
