import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { NodeAuthOptions } from '@azure/msal-node';

/** How the app proves who it is. A secret is for trying out; in production use one of the other two. */
export type Credential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; certificate: string; privateKey: string }
  | { kind: 'federated'; tokenFile: string };

type MsalCredential = Pick<
  NodeAuthOptions,
  'clientSecret' | 'clientCertificate' | 'clientAssertion'
>;

// #region credentials
/** Exactly one credential, as MSAL wants it. */
export function msalCredential(credential: Credential): MsalCredential {
  switch (credential.kind) {
    case 'secret':
      return { clientSecret: credential.secret };
    case 'certificate': {
      const { certificate, privateKey } = credential;
      const fingerprint = new X509Certificate(certificate).fingerprint256;
      const thumbprintSha256 = fingerprint.replaceAll(':', '');
      return { clientCertificate: { thumbprintSha256, privateKey, x5c: certificate } };
    }
    case 'federated':
      // The platform renews this file, so it is read again for every request for tokens.
      return { clientAssertion: async () => (await readFile(credential.tokenFile, 'utf8')).trim() };
  }
}
// #endregion credentials

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
