import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { NodeAuthOptions } from '@azure/msal-node';
import { type EnvironmentReader, isGuid } from './environment.ts';

/** How an app proves its identity. A secret is for trying things out; in production, use one of the others. */
export type Credential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; certificate: string; privateKey: string }
  | { kind: 'federated'; tokenFile: string };

/** The file with the federated token can't be used. The identity provider was not asked. */
export class CredentialUnreadable extends Error {
  override readonly name = 'CredentialUnreadable';
}

/** Exactly one of the three; undefined after a mistake. */
export function credentialFrom({ read, mistakes }: EnvironmentReader): Credential | undefined {
  const secret = read('CLIENT_SECRET');
  const certificatePath = read('CLIENT_CERTIFICATE_PATH');
  const keyPath = read('CLIENT_CERTIFICATE_KEY_PATH');
  const tokenFile = read('FEDERATED_TOKEN_FILE');
  if (secret && isGuid(secret))
    mistakes.push(
      'CLIENT_SECRET looks like the ID of a secret (a GUID): copy the "Value" column instead. It is shown only once, so create a new secret if you have left that page.',
    );
  const given = [secret, certificatePath ?? keyPath, tokenFile].filter(Boolean).length;
  if (given !== 1) {
    mistakes.push(
      `Set exactly one credential (you set ${given}): CLIENT_SECRET, CLIENT_CERTIFICATE_PATH with CLIENT_CERTIFICATE_KEY_PATH, or FEDERATED_TOKEN_FILE.`,
    );
    return undefined;
  }
  if (tokenFile) return checkedTokenFile(tokenFile, mistakes);
  if (secret) return { kind: 'secret', secret };
  if (certificatePath && keyPath) return readCertificate(certificatePath, keyPath, mistakes);
  if (certificatePath || keyPath)
    mistakes.push(
      'CLIENT_CERTIFICATE_PATH and CLIENT_CERTIFICATE_KEY_PATH belong together: set both.',
    );
  return undefined;
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
  const token = readable('FEDERATED_TOKEN_FILE', tokenFile, mistakes);
  if (token !== undefined && token.trim() === '')
    mistakes.push(
      `FEDERATED_TOKEN_FILE names an empty file: ${tokenFile}. Check that your platform writes its token there.`,
    );
  return token?.trim() ? { kind: 'federated', tokenFile } : undefined;
}

function readable(variable: string, path: string, mistakes: string[]): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    mistakes.push(
      isMissing
        ? `${variable} names a file that doesn't exist: ${path}.`
        : `${variable} names a file that the app can't read: ${path}.`,
    );
    return undefined;
  }
}

// #region certificate
function readCertificate(
  certificatePath: string,
  keyPath: string,
  mistakes: string[],
): Credential | undefined {
  const certificate = readable('CLIENT_CERTIFICATE_PATH', certificatePath, mistakes);
  const privateKey = readable('CLIENT_CERTIFICATE_KEY_PATH', keyPath, mistakes);
  if (certificate === undefined || privateKey === undefined) return undefined;
  const mistake = mistakeInCertificate(certificate, privateKey);
  if (mistake === undefined) return { kind: 'certificate', certificate, privateKey };
  mistakes.push(mistake);
  return undefined;
}

/** What is wrong with a certificate and its key, as far as it shows without asking the identity provider. */
function mistakeInCertificate(certificate: string, privateKey: string): string | undefined {
  const inPem = 'is not in PEM format, text that starts with -----BEGIN: convert it first.';
  const chain = certificate.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (chain === null) return `The file in CLIENT_CERTIFICATE_PATH ${inPem}`;
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(privateKey))
    return `The file in CLIENT_CERTIFICATE_KEY_PATH ${inPem}`;
  if (/ENCRYPTED/.test(privateKey))
    return "CLIENT_CERTIFICATE_KEY_PATH names an encrypted private key, and the app can't ask for its password: decrypt it into a file that only the app can read.";
  const key = orUndefined(() => createPrivateKey(privateKey));
  if (key === undefined) return 'The private key in CLIENT_CERTIFICATE_KEY_PATH is damaged.';
  if (key.asymmetricKeyType !== 'rsa')
    return `The private key in CLIENT_CERTIFICATE_KEY_PATH is of type ${key.asymmetricKeyType}: create a certificate with an RSA key.`;
  const certificates = chain.map((pem) => orUndefined(() => new X509Certificate(pem)));
  if (certificates.includes(undefined))
    return 'A certificate in CLIENT_CERTIFICATE_PATH is damaged.';
  const place = certificates.findIndex((each) => each?.checkPrivateKey(key));
  if (place === 0) return undefined;
  return place > 0
    ? "Your certificate isn't the first in the file that CLIENT_CERTIFICATE_PATH names: move it to the top, before the certificates that signed it."
    : "The private key in CLIENT_CERTIFICATE_KEY_PATH doesn't belong to the certificate in CLIENT_CERTIFICATE_PATH.";
}
// #endregion certificate

function orUndefined<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
