import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

export interface CertificateFiles {
  /** PEM. */
  certificate: string;
  /** PKCS #8 in PEM; it stays in this folder. */
  privateKey: string;
}

/** A key pair and its self-signed certificate (RFC 5280), valid for one year. */
export function newCertificate(clientId: string, now: Date): CertificateFiles {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  // Positive, as RFC 5280 wants a serial number.
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`;
  certificate.validity.notBefore = now;
  certificate.validity.notAfter = new Date(now);
  certificate.validity.notAfter.setUTCFullYear(now.getUTCFullYear() + 1);
  const subject = [{ name: 'commonName', value: clientId }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), privateKey };
}

/** As Microsoft Graph shows it in `customKeyIdentifier`: SHA-1 in hexadecimal. */
export const thumbprintOf = (pem: string): string =>
  createHash('sha1').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();

/** For `keyCredentials`: the certificate without its private key. */
export const keyCredentialOf = (pem: string, clientId: string): Record<string, string> => {
  const { raw, validFromDate, validToDate } = new X509Certificate(pem);
  return {
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: raw.toString('base64'),
    displayName: `CN=${clientId}`,
    startDateTime: validFromDate.toISOString(),
    endDateTime: validToDate.toISOString(),
  };
};

export const expiryOf = (pem: string): string => new X509Certificate(pem).validToDate.toISOString();
