import { decodeJwt } from 'jose';

/** The tenant that a token names. It's read before the token is verified: that tenant then verifies it. */
export function tenantIdIn(token: string | null | undefined): string | undefined {
  if (!token) return undefined;
  try {
    const { tid } = decodeJwt(token);
    return typeof tid === 'string' ? tid.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
