import { accountTypeOf, isGuid, personalTenantId, type Registration } from '../sign-in/index.ts';
import { registrationRecord } from './registration-record.ts';

/**
 * The registration as if it were for one tenant: a request without a user has to name one. An authority for
 * several names none, so it's the one where `npm run register` made the app, or the first that is let in.
 * @returns undefined if no tenant is known
 */
export function inOneTenant(registration: Registration, folder: string): Registration | undefined {
  const { allowedTenants, ...others } = registration;
  if (allowedTenants === undefined) return registration;
  // An app for personal accounts only needs no service principal in any tenant.
  if (accountTypeOf(registration.authority) === 'consumers') return undefined;
  const listed = allowedTenants === 'any' ? [] : allowedTenants;
  const known = registrationRecord(folder, registration.clientId)?.tenantId;
  const tenantId = known ?? listed.find((each) => isGuid(each) && each !== personalTenantId);
  if (tenantId === undefined) return undefined;
  return { ...others, authority: new URL(`/${tenantId}`, registration.authority).href };
}
