import { createHash, X509Certificate } from 'node:crypto';
import { errors, importX509, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import type { Registration } from '../directory/model.ts';
import { EntraError } from '../errors/entra-error.ts';

const clockTolerance = 300;

/**
 * A client assertion signed by a registered certificate (RFC 7523 §3). The same assertion may come
 * again: MSAL uses one for ten minutes, so there is no replay check.
 * @throws EntraError AADSTS700027, AADSTS700023, AADSTS700024
 */
export async function checkCertificateAssertion(
  app: Registration,
  assertion: string,
  header: ProtectedHeaderParameters,
  { audiences, currentDate }: { audiences: readonly string[]; currentDate: Date },
): Promise<void> {
  const refuse = (reason: string) =>
    new EntraError('AADSTS700027', { client: app.clientId, reason });
  const certificate = app.certificates.find((pem) => isNamedBy(pem, header));
  if (certificate === undefined) {
    throw refuse('no registered certificate has the thumbprint in its header');
  }
  const algorithm = header.alg === 'RS256' ? 'RS256' : 'PS256';
  try {
    await jwtVerify(assertion, await importX509(certificate, algorithm), {
      subject: app.clientId,
      audience: [...audiences],
      algorithms: [algorithm],
      clockTolerance,
      currentDate,
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new EntraError('AADSTS700024');
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
      const sent = String(error.payload.aud);
      throw new EntraError('AADSTS700023', { sent, expected: audiences[0] ?? '' });
    }
    throw refuse('the registered key does not verify it');
  }
}

function isNamedBy(pem: string, header: ProtectedHeaderParameters): boolean {
  const { raw } = new X509Certificate(pem);
  const thumbprint = (hash: string) => createHash(hash).update(raw).digest('base64url');
  return header['x5t#S256'] === thumbprint('sha256') || header.x5t === thumbprint('sha1');
}
