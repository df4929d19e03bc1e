import { X509Certificate } from 'node:crypto';

/** SHA-256 of a PEM certificate in upper case, as the admin center and "openssl x509 -fingerprint" show it. */
export const thumbprint = (pem: string): string =>
  new X509Certificate(pem).fingerprint256.replaceAll(':', '');
