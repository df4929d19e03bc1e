import { derivedId } from './derived-id.ts';
import type { Identity, Tenant, User } from './model.ts';

/**
 * The object ID of the user with this identity. It follows from the identity, so that two windows,
 * or two instances, that finish a first sign-in at the same time make one account.
 */
export function federatedObjectId(tenant: Tenant, { issuer, subject }: Identity): string {
  return derivedId(tenant.id, issuer, subject);
}

/** The account as B2C makes it: without a password, under a username that no one enters. */
export function federatedUser(
  tenant: Tenant,
  { issuer, subject }: Identity,
  details: Pick<User, 'name' | 'email' | 'attributes' | 'createdAt'>,
): User {
  const identity = { issuer, subject };
  const objectId = federatedObjectId(tenant, identity);
  const username = `cpim_${objectId}@${tenant.domain}`;
  return { ...details, objectId, username, identity };
}
