import { hash, randomBytes } from 'node:crypto';

/** The claim `uti`: 22 characters, another one in each token. */
export const tokenIdentifier = (): string => randomBytes(16).toString('base64url');

/** The claim `rh`, which nobody but the tenant can read: the same for one user, or app, and one audience. */
export function revalidationHandle(tenantId: string, objectId: string, audience: string): string {
  const digest = hash('sha256', [tenantId, audience, objectId].join('|'), 'base64url');
  return `1.A${digest}.`;
}
