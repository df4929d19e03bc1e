import { createHash } from 'node:crypto';
import type { Identity, Tenant, User } from './model.ts';

/**
 * The object ID of whoever comes with this identity. It follows from the identity, so that two windows,
 * or two instances, that finish a first sign-in at the same time make one account.
 */
export function federatedObjectId(tenant: Tenant, { issuer, subject }: Identity): string {
  const hash = createHash('sha256').update(`${tenant.id}|${issuer}|${subject}`).digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(13, 16), hash.slice(17, 20)];
  const [a, b, c, d] = parts;
  return `${a}-${b}-4${c}-8${d}-${hash.slice(20, 32)}`;
}

/** The account as B2C makes it: without a password, under a user name that nobody types. */
export function federatedUser(
  tenant: Tenant,
  { issuer, subject }: Identity,
  details: Pick<User, 'name' | 'email' | 'attributes'>,
): User {
  const identity = { issuer, subject };
  const objectId = federatedObjectId(tenant, identity);
  const username = `cpim_${objectId}@${tenant.domain}`;
  return { ...details, objectId, username, identity, createdAt: new Date().toISOString() };
}
