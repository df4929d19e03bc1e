import { X509Certificate } from 'node:crypto';
import type { Credential } from './credential.ts';

const day = 86_400_000;

/** How long before a certificate expires the app begins to warn: time to upload the next one. */
const daysAhead = 30;

const written = (date: Date): string => date.toISOString().slice(0, 10);

/** What is wrong with the dates of the app's certificate: the identity provider would refuse it. */
export function mistakeInDates(
  { validFromDate, validToDate }: X509Certificate,
  now = Date.now(),
): string | undefined {
  if (validToDate.getTime() <= now)
    return `The certificate in CLIENT_CERTIFICATE_PATH expired on ${written(validToDate)}: create a new one, and upload it to your app registration.`;
  if (validFromDate.getTime() > now)
    return `The certificate in CLIENT_CERTIFICATE_PATH isn't valid before ${written(validFromDate)}: use the current one until then, and check this computer's clock.`;
  return undefined;
}

/** A sentence to print in the last 30 days before the app's certificate expires. */
export function expiryWarning(credential: Credential, now = Date.now()): string | undefined {
  if (credential.kind !== 'certificate') return undefined;
  const { validToDate } = new X509Certificate(credential.certificate);
  if (validToDate.getTime() > now + daysAhead * day) return undefined;
  return `The certificate in CLIENT_CERTIFICATE_PATH expires on ${written(validToDate)}: upload the next one to your app registration now, and change the file before that day.`;
}
