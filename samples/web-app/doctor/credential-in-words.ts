import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import type { Credential } from '../sign-in/index.ts';

/** What is public about a credential. */
export function credentialInWords(credential: Credential): string {
  switch (credential.kind) {
    case 'secret':
      return 'the client secret';
    case 'certificate': {
      const { fingerprint, subject } = new X509Certificate(credential.certificate);
      const name = subject.replaceAll('\n', ', ');
      return `the certificate ${name} with the thumbprint ${fingerprint.replaceAll(':', '')}`;
    }
    case 'federated': {
      const { iss, sub, aud } = claimsIn(credential.tokenFile);
      return `the federated token of issuer ${iss}, subject ${sub}, audience ${aud}`;
    }
  }
}

/** The claims that a federated credential is registered with, and when the token expires. */
export function claimsIn(tokenFile: string): ReturnType<typeof decodeJwt> {
  try {
    return decodeJwt(readFileSync(tokenFile, 'utf8').trim());
  } catch {
    return {};
  }
}
