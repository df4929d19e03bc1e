import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { NodeAuthOptions } from '@azure/msal-node';
import type { Credential } from '../registration/registration.ts';

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
