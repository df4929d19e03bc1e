import { check } from '../check.ts';
import { registrationRecord } from '../registration-record.ts';

/** Consent is between a user, or an administrator, and the app: no request of the app alone shows it. */
export const consent = check({
  id: 'consent',
  title: 'Consent',
  needs: ['registration'],
  run(say, { registration }, { folder }) {
    const scopes = registration.api?.scopes.join(' ') ?? 'openid profile offline_access';
    const record = registrationRecord(folder, registration.clientId);
    if (record?.consent?.state === 'made')
      return say.ok(`npm run register granted ${scopes} for everyone in the tenant`);
    return say.unknown(
      `whether there is consent to ${scopes} can't be known before a user signs in`,
      'Open "API permissions" of your registration: the column "Status" shows for whom it is granted. Without it, users are asked, or an administrator has to consent first.',
    );
  },
});
