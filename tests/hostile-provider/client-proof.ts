import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTVerifyOptions, jwtVerify } from 'jose';
import { clientId, clientSecret } from './registration.ts';

/** How the identity provider makes sure, at its token endpoint, that it talks to the app: false refuses. */
export type ClientProof = (request: URLSearchParams) => Promise<boolean>;

export const bySecret: ClientProof = async (request) => {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(request.get('client_secret') ?? ''), hash(clientSecret));
};

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * By an assertion that the app signs with the key of its certificate (RFC 7523 §3): made for this token
 * endpoint, not used before, over within ten minutes, and naming the certificate by its SHA-256.
 */
export function byCertificate(pem: string, audience: string): ClientProof {
  const certificate = new X509Certificate(pem);
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
  const used = new Set<string>();
  return async (request) => {
    const assertion = assertionOf(request);
    if (assertion === undefined) return false;
    const verified = await verify(assertion, certificate.publicKey, {
      algorithms: ['PS256'],
      issuer: clientId,
      subject: clientId,
      audience,
      requiredClaims: ['exp', 'nbf', 'jti'],
      // MSAL rounds nbf, which may then lie half a second ahead.
      clockTolerance: 2,
    });
    const { exp = 0, nbf = 0, jti = '' } = verified ?? {};
    const isNew = jti !== '' && !used.has(jti);
    used.add(jti);
    const names = decodeProtectedHeader(assertion)['x5t#S256'] === thumbprint;
    return verified !== undefined && isNew && names && exp - nbf <= 600;
  };
}

/** By a token that the app's platform gave it, as a federated credential of the registration says. */
export function byPlatform(
  key: CryptoKey,
  expected: { issuer: string; subject: string },
): ClientProof {
  return async (request) => {
    const assertion = assertionOf(request);
    if (assertion === undefined) return false;
    const options = { ...expected, audience: 'api://AzureADTokenExchange', algorithms: ['RS256'] };
    return (await verify(assertion, key, options)) !== undefined;
  };
}

/** The one assertion of a request that brings nothing else along to prove who it is. */
function assertionOf(request: URLSearchParams): string | undefined {
  const [assertion, ...more] = request.getAll('client_assertion');
  const isAlone = more.length === 0 && !request.has('client_secret');
  const isTyped = request.get('client_assertion_type') === assertionType;
  return isAlone && isTyped && request.get('client_id') === clientId ? assertion : undefined;
}

async function verify(
  assertion: string,
  key: Parameters<typeof jwtVerify>[1],
  options: JWTVerifyOptions,
) {
  try {
    return (await jwtVerify(assertion, key, options)).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
