import { createHash } from 'node:crypto';
import { x509 } from '../../src/practice-tenant/certificates/x509.ts';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/**
 * A self-signed certificate for an app, in the form MSAL's `clientCertificate` takes.
 * @param from the first day that it's valid, counted from today
 */
export async function appCertificate(from = -1, to = 1) {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=An app',
    notBefore: new Date(Date.now() + from * 86_400_000),
    notAfter: new Date(Date.now() + to * 86_400_000),
    keys,
    signingAlgorithm: algorithm,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: certificate.toString('pem'),
    privateKey: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    thumbprintSha256: createHash('sha256')
      .update(Buffer.from(certificate.rawData))
      .digest('hex')
      .toUpperCase(),
  };
}
