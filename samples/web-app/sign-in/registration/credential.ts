import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { NodeAuthOptions } from '@azure/msal-node';
import { type EnvironmentReader, isGuid } from './environment.ts';

/** How an app proves who it is. A secret is for trying out; in production use one of the other two. */
export type Credential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; certificate: string; privateKey: string }
  | { kind: 'federated'; tokenFile: string };

/** Exactly one of the three; undefined after a mistake. */
export function credentialFrom({ read, mistakes }: EnvironmentReader): Credential | undefined {
  const secret = read('CLIENT_SECRET');
  const certificatePath = read('CLIENT_CERTIFICATE_PATH');
  const keyPath = read('CLIENT_CERTIFICATE_KEY_PATH');
  const tokenFile = read('FEDERATED_TOKEN_FILE');
  const given = [secret, certificatePath ?? keyPath, tokenFile].filter(Boolean).length;
  if (given !== 1)
    mistakes.push(
      `Set exactly one credential, you set ${given}: CLIENT_SECRET, or CLIENT_CERTIFICATE_PATH with CLIENT_CERTIFICATE_KEY_PATH, or FEDERATED_TOKEN_FILE.`,
    );
  if (secret && isGuid(secret))
    mistakes.push(
      'CLIENT_SECRET looks like the ID of a secret (a GUID): copy the column "Value" instead; it is shown only once, so make a new secret if you left that page.',
    );
  if (tokenFile) return { kind: 'federated', tokenFile };
  if (secret) return { kind: 'secret', secret };
  if (certificatePath && keyPath) return readCertificate(certificatePath, keyPath, mistakes);
  if (certificatePath || keyPath)
    mistakes.push(
      'CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH belong together: set both.',
    );
  return undefined;
}

// #region credentials
/** Exactly one credential, as MSAL wants it. */
export function msalCredential(credential: Credential): Omit<NodeAuthOptions, 'clientId'> {
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

function readCertificate(
  certificatePath: string,
  keyPath: string,
  mistakes: string[],
): Credential | undefined {
  const read = (variable: string, path: string): string | undefined => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      mistakes.push(`${variable} names a file that cannot be read: ${path}.`);
      return undefined;
    }
  };
  const certificate = read('CLIENT_CERTIFICATE_PATH', certificatePath);
  const privateKey = read('CLIENT_CERTIFICATE_KEY_PATH', keyPath);
  if (certificate === undefined || privateKey === undefined) return undefined;
  if (belongTogether(certificate, privateKey))
    return { kind: 'certificate', certificate, privateKey };
  mistakes.push(
    'CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH are not a certificate and its own private key, both in PEM form.',
  );
  return undefined;
}

function belongTogether(certificate: string, privateKey: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}
