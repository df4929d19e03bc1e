import { createHash, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { derivedId } from '../../../directory/derived-id.ts';
import type { Registration, Secret } from '../../../directory/model.ts';
import { thumbprint } from '../../../directory/thumbprint.ts';
import { invalidValue } from '../odata/graph-error.ts';

/** Secrets as the real resource shows them: never with their value again. */
export const shownSecrets = ({ clientId, secrets }: Registration) =>
  secrets.map((secret) => shownSecret(clientId, secret));

export const shownSecret = (
  clientId: string,
  secret: Secret,
  secretText: string | null = null,
) => ({
  customKeyIdentifier: null,
  displayName: secret.description ?? null,
  endDateTime: secret.expires,
  hint: secret.value.slice(0, 3),
  keyId: secretId(clientId, secret),
  secretText,
  startDateTime: secret.created ?? null,
});

/** The seeded secrets have no ID of their own. */
export const secretId = (clientId: string, { id, expires }: Secret): string =>
  id ?? derivedId(clientId, 'secret', expires);

/** @param withKeys whether with the certificates themselves, which a single object shows on request only */
export const shownCertificates = (
  { certificates, certificateNames = {} }: Pick<Registration, 'certificates' | 'certificateNames'>,
  withKeys = false,
) =>
  certificates.map((pem) => {
    const certificate = new X509Certificate(pem);
    return {
      customKeyIdentifier: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
      displayName: certificateNames[thumbprint(pem)] ?? certificate.subject.replaceAll('\n', ', '),
      endDateTime: certificate.validToDate.toISOString(),
      key: withKeys ? certificate.raw.toString('base64') : null,
      keyId: certificateId(pem),
      startDateTime: certificate.validFromDate.toISOString(),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    };
  });

const certificateId = (pem: string): string => derivedId('certificate', thumbprint(pem));

export const sentCertificates = z.array(
  z.strictObject({
    type: z.literal('AsymmetricX509Cert'),
    usage: z.literal('Verify'),
    key: z.string().nullish(),
    keyId: z.string().nullish(),
    customKeyIdentifier: z.string().nullish(),
    displayName: z.string().nullish(),
    startDateTime: z.string().nullish(),
    endDateTime: z.string().nullish(),
  }),
);

/** The list replaces the one there is: an entry has a certificate of its own, or names one by its ID. */
export function keptCertificates(
  app: Registration,
  sent: z.infer<typeof sentCertificates>,
): Pick<Registration, 'certificates' | 'certificateNames'> {
  const certificateNames: Record<string, string> = {};
  const certificates = sent.map(({ key, keyId, displayName }) => {
    const pem = key == null ? namedBy(app, keyId) : pemOf(key);
    const name = displayName ?? app.certificateNames?.[thumbprint(pem)];
    if (name !== undefined) certificateNames[thumbprint(pem)] = name;
    return pem;
  });
  return { certificates: [...new Set(certificates)], certificateNames };
}

/** @throws GraphError */
function namedBy({ certificates }: Registration, keyId: string | null | undefined): string {
  const known = certificates.find((pem) => certificateId(pem) === keyId?.toLowerCase());
  if (known !== undefined) return known;
  throw invalidValue('keyCredentials', 'Application', 'No certificate has this key ID.');
}

/** @param key the certificate in DER format as Base64, or the Base64 of its PEM file, as the real service takes it */
function pemOf(key: string): string {
  try {
    return new X509Certificate(Buffer.from(key, 'base64')).toString();
  } catch {
    const detail = 'Send the certificate in DER format as Base64, without its private key.';
    throw invalidValue('keyCredentials', 'Application', detail);
  }
}

export const sentSecrets = z.array(z.looseObject({ keyId: z.string().nullish() }));

/** Takes away the secrets that aren't listed; a new one comes from addPassword only. */
export function keptSecrets(
  { clientId, secrets }: Registration,
  sent: z.infer<typeof sentSecrets>,
): Pick<Registration, 'secrets'> {
  const kept = secrets.filter((secret) =>
    sent.some(({ keyId }) => keyId?.toLowerCase() === secretId(clientId, secret)),
  );
  if (kept.length < sent.length) {
    throw invalidValue('passwordCredentials', 'Application', 'Use addPassword for a new secret.');
  }
  return { secrets: kept };
}
