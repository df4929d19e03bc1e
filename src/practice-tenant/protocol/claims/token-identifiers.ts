import { createHash, randomBytes } from 'node:crypto';

/** The claim `uti`: 22 characters, another one in each token. */
export const tokenIdentifier = (): string => randomBytes(16).toString('base64url');

/** The claim `rh`, which nobody but the tenant can read: the same for one user, or app, and one audience. */
export function revalidationHandle(tenantId: string, objectId: string, audience: string): string {
  const hash = createHash('sha256').update([tenantId, audience, objectId].join('|'));
  return `1.A${hash.digest('base64url')}.`;
}
