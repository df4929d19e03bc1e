import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Credential } from './registration.ts';

/** @throws Error with one sentence when the files are missing or do not belong together */
export function readCertificate(certificatePath: string, keyPath: string): Credential {
  const certificate = readPem('CLIENT_CERTIFICATE_PATH', certificatePath);
  const privateKey = readPem('CLIENT_CERTIFICATE_KEY_PATH', keyPath);
  if (!belongTogether(certificate, privateKey))
    throw new Error(
      'CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH are not a certificate and its own private key, both in PEM form.',
    );
  return { kind: 'certificate', certificate, privateKey };
}

function readPem(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${variable} names a file that cannot be read: ${path}.`);
  }
}

function belongTogether(certificate: string, privateKey: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}
