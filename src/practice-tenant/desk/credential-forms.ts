import { X509Certificate } from 'node:crypto';
import { createLocalJWKSet } from 'jose';
import { z } from 'zod';
import type { Registration } from '../directory/model.ts';
import { thumbprint } from '../directory/thumbprint.ts';
import { type Fields, typed } from '../http/form.ts';

type Outcome = { registration: Registration } | { problem: string };

/** Keeps the public part of a certificate; a private key is refused and not kept. */
export function uploadCertificate(app: Registration, fields: Fields): Outcome {
  const pem = typed(fields, 'certificate');
  if (/PRIVATE KEY/.test(pem))
    return {
      problem: 'That’s a private key. Keep it with your app, and upload only the certificate.',
    };
  try {
    // Read and written again, so that text around the certificate isn't kept.
    const certificate = new X509Certificate(pem).toString();
    if (app.certificates.some((each) => thumbprint(each) === thumbprint(certificate)))
      return { problem: 'This certificate is registered already.' };
    return { registration: { ...app, certificates: [...app.certificates, certificate] } };
  } catch {
    return {
      problem:
        'That’s not a certificate in PEM format. It starts with -----BEGIN CERTIFICATE-----.',
    };
  }
}

export function deleteCertificate(app: Registration, fields: Fields): Outcome {
  const certificates = app.certificates.filter((pem) => thumbprint(pem) !== typed(fields, 'id'));
  return { registration: { ...app, certificates } };
}

const Keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** Trusts the tokens of another issuer, by its public keys: the practice tenant fetches nothing. */
export function addFederatedCredential(app: Registration, fields: Fields): Outcome {
  const issuer = typed(fields, 'issuer');
  const subject = typed(fields, 'subject');
  const audience = typed(fields, 'audience') || 'api://AzureADTokenExchange';
  if (URL.parse(issuer)?.protocol !== 'https:')
    return { problem: 'Enter the issuer as an https address.' };
  if (subject === '') return { problem: 'Enter the subject identifier.' };
  const keys = publicKeys(typed(fields, 'keys'));
  if (keys === undefined)
    return { problem: 'Enter the issuer’s public keys as a JSON Web Key Set.' };
  const added = { issuer, subject, audience, keys };
  return {
    registration: { ...app, federatedCredentials: [...app.federatedCredentials, added] },
  };
}

export function deleteFederatedCredential(app: Registration, fields: Fields): Outcome {
  const federatedCredentials = app.federatedCredentials.filter(
    (_each, index) => String(index) !== typed(fields, 'id'),
  );
  return { registration: { ...app, federatedCredentials } };
}

function publicKeys(json: string) {
  try {
    const { keys } = Keys.parse(JSON.parse(json));
    // "d" and "k" are the secret part of a key (RFC 7518 §6).
    if (keys.some((key) => 'd' in key || 'k' in key)) return undefined;
    createLocalJWKSet({ keys });
    return { keys };
  } catch {
    return undefined;
  }
}
