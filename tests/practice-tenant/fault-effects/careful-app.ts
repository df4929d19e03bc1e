import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';

const metadata = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** What of an ID token a careful app refuses: its signature, its key, a claim, or nothing. */
export async function refusedPart(
  idToken: string,
  { discovery, nonce }: { discovery: string; nonce: string },
): Promise<string> {
  const audience = clientIds.webApp;
  const { issuer, jwks_uri } = metadata.parse(await (await fetch(discovery)).json());
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  try {
    const { payload } = await jwtVerify(idToken, keys, {
      issuer,
      audience,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'sub'],
    });
    // With several audiences, azp is the app that asked (OpenID Connect Core §3.1.3.7).
    if ((payload['azp'] ?? audience) !== audience) return 'azp';
    if (payload['nonce'] === nonce) return 'nothing';
    return payload['nonce'] === undefined ? 'no nonce' : 'nonce';
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
    if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
    if (error instanceof errors.JWKSNoMatchingKey) return 'key';
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
      return error.claim;
    throw error;
  }
}
