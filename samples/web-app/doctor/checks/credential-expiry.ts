import { X509Certificate } from 'node:crypto';
import { expiryWarning, type Registration } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { claimsIn } from '../credential-in-words.ts';
import type { Finding } from '../finding.ts';
import { registrationRecord } from '../registration-record.ts';
import type { Say } from '../say.ts';
import type { Surroundings } from '../surroundings.ts';

const day = 86_400_000;

/** How long before a secret expires it's time for the next one. */
const daysAhead = 30;

/** Until when the credential works. */
export const credentialExpiry = check({
  id: 'credential-expiry',
  title: 'Credential expires',
  needs: ['registration'],
  run(say, { registration }, surroundings) {
    const { credential } = registration;
    switch (credential.kind) {
      case 'secret':
        return secret(say, registration, surroundings);
      case 'certificate': {
        const { validToDate, fingerprint } = new X509Certificate(credential.certificate);
        const seen = `${written(validToDate)}, the certificate with the thumbprint ${fingerprint.replaceAll(':', '')}`;
        const warning = expiryWarning(credential, surroundings.now());
        if (warning === undefined) return say.ok(seen);
        const todo = 'Upload the next one to your registration, then change the file.';
        return validToDate.getTime() <= surroundings.now()
          ? say.failed(seen, todo, 'AADSTS700027')
          : say.warning(seen, todo);
      }
      case 'federated': {
        const { exp = Number.POSITIVE_INFINITY } = claimsIn(credential.tokenFile);
        if (exp * 1000 > surroundings.now())
          return say.ok('never: your platform renews the federated token');
        return say.failed(
          `the token in FEDERATED_TOKEN_FILE expired on ${new Date(exp * 1000).toISOString()}`,
          'Your platform has to renew the file: check that it still runs.',
          'AADSTS700024',
        );
      }
    }
  },
});

/** No endpoint tells it: only the admin center does, and the record of npm run register. */
function secret(say: Say, { clientId }: Registration, { folder, now }: Surroundings): Finding {
  const record = registrationRecord(folder, clientId);
  const dates = record?.secrets.flatMap(({ state, expires }) =>
    state === 'made' && expires ? [Date.parse(expires)] : [],
  );
  const last = Math.max(...(dates ?? []));
  if (!Number.isFinite(last))
    return say.unknown(
      "only the admin center shows a client secret's last day",
      'Open your registration > "Certificates & secrets", and note the column "Expires".',
    );
  const seen = `${written(new Date(last))}, by .registration.json`;
  if (last > now() + daysAhead * day) return say.ok(seen);
  const todo = 'Create the next secret, put its Value into CLIENT_SECRET, then delete this one.';
  return last <= now()
    ? say.failed(seen, todo, 'AADSTS7000222')
    : say.warning(seen, todo, 'AADSTS7000222');
}

const written = (date: Date): string => date.toISOString().slice(0, 10);
