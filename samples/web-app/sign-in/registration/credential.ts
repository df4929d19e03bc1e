import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { NodeAuthOptions } from '@azure/msal-node';
import { type CertificateCredential, certificateFrom } from './certificate.ts';
import { type EnvironmentReader, isGuid } from './environment.ts';
import { bytesOf } from './named-file.ts';

/** How an app proves its identity. A secret is for trying things out; in production, use one of the others. */
export type Credential =
  | { kind: 'secret'; secret: string }
  | CertificateCredential
  | { kind: 'federated'; tokenFile: string };

/** The file with the federated token can't be used. The identity provider was not asked. */
export class CredentialUnreadable extends Error {
  override readonly name = 'CredentialUnreadable';
}

/** Exactly one of the three; undefined after a mistake. */
export function credentialFrom(reader: EnvironmentReader): Credential | undefined {
  const { read, mistakes } = reader;
  const secret = read('CLIENT_SECRET');
  const path = read('CLIENT_CERTIFICATE_PATH');
  const keyPath = read('CLIENT_CERTIFICATE_KEY_PATH');
  const tokenFile = read('FEDERATED_TOKEN_FILE');
  if (secret && isGuid(secret))
    mistakes.push(
      'CLIENT_SECRET looks like the ID of a secret (a GUID): copy the "Value" column instead. It is shown only once, so create a new secret if you have left that page.',
    );
  const given = [secret, path ?? keyPath, tokenFile].filter(Boolean).length;
  if (given !== 1) {
    mistakes.push(
      `Set exactly one credential (you set ${given}): CLIENT_SECRET, CLIENT_CERTIFICATE_PATH, or FEDERATED_TOKEN_FILE.`,
    );
    return undefined;
  }
  if (tokenFile) return checkedTokenFile(tokenFile, mistakes);
  if (secret) return { kind: 'secret', secret };
  const password = reader.readPassword('CLIENT_CERTIFICATE_PASSWORD');
  return certificateFrom({ path, keyPath, password }, mistakes);
}

// #region credentials
/** Exactly one credential, the way MSAL takes it. */
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
      // The platform renews this file, so it is read again for every token request.
      return { clientAssertion: () => federatedToken(credential.tokenFile) };
  }
}
// #endregion credentials

/** @throws CredentialUnreadable */
async function federatedToken(path: string): Promise<string> {
  const token = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CredentialUnreadable(`FEDERATED_TOKEN_FILE: ${error.message}`, { cause: error });
  });
  if (token.trim() === '') throw new CredentialUnreadable(`FEDERATED_TOKEN_FILE: ${path} is empty`);
  return token.trim();
}

function checkedTokenFile(tokenFile: string, mistakes: string[]): Credential | undefined {
  const bytes = bytesOf('FEDERATED_TOKEN_FILE', tokenFile, mistakes);
  if (bytes === undefined) return undefined;
  const token = bytes.toString('utf8').trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return { kind: 'federated', tokenFile };
  const what =
    token === ''
      ? 'an empty file'
      : 'a file that holds something other than a single JSON Web Token';
  mistakes.push(
    `FEDERATED_TOKEN_FILE names ${what}: ${tokenFile}. Check that your platform writes its token there.`,
  );
  return undefined;
}
