import type { Registration } from '../../../samples/web-app/sign-in/index.ts';

/**
 * A practice tenant's registration as a visitor's set has it.
 * @param inSet puts the set's IDs, domains, and client secrets into text
 */
export function registrationInSet(
  registration: Registration,
  inSet: (text: string) => string,
): Registration {
  const { authority, clientId, credential, api, allowedTenants } = registration;
  return {
    ...registration,
    authority: inSet(authority),
    clientId: inSet(clientId),
    ...(credential.kind === 'secret' && {
      credential: { ...credential, secret: inSet(credential.secret) },
    }),
    ...(api && { api: { ...api, scopes: api.scopes.map(inSet) } }),
    ...(typeof allowedTenants === 'object' && { allowedTenants: allowedTenants.map(inSet) }),
  };
}
