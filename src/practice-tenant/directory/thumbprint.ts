import { X509Certificate } from 'node:crypto';

/** SHA-256 of a PEM certificate in upper case, as "openssl x509 -fingerprint -sha256" prints it, without colons. */
export const thumbprint = (pem: string): string =>
  new X509Certificate(pem).fingerprint256.replaceAll(':', '');
