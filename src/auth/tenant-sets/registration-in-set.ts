import type { Registration } from '../../../samples/web-app/sign-in/index.ts';

/**
 * A practice tenant's registration as a visitor's set has it.
 * @param inSet puts the set's IDs and domains into text
 */
export function registrationInSet(
  registration: Registration,
  inSet: (text: string) => string,
): Registration {
  const { authority, clientId, api, allowedTenants } = registration;
  return {
    ...registration,
    authority: inSet(authority),
    clientId: inSet(clientId),
    ...(api && { api: { ...api, scopes: api.scopes.map(inSet) } }),
    ...(typeof allowedTenants === 'object' && { allowedTenants: allowedTenants.map(inSet) }),
  };
}
