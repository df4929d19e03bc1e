import { guid, isGuid } from '../registration/environment.ts';
import type { User } from './user.ts';

// #region user-key
/**
 * The key to store a user under: their tenant and their object there. Names, usernames, and email addresses
 * change, and another user can get them; `sub` is another one in each app. A guest has one key in each tenant.
 */
export const userKey = ({ tenantId, objectId }: Pick<User, 'tenantId' | 'objectId'>): string =>
  `${inLowerCase(tenantId)}.${inLowerCase(objectId)}`;
// #endregion user-key

/** GUIDs are the same in any case. Without the claim `oid` it's the subject, in which case does count. */
const inLowerCase = (id: string) => (isGuid(id) ? id.toLowerCase() : id);

const written = new RegExp(`^(${guid.source})\\.(.+)$`, 'i');

/** A key as a person wrote it; undefined if it doesn't begin with a tenant ID. */
export function userKeyIn(text: string): string | undefined {
  const [, tenantId, objectId] = written.exec(text) ?? [];
  return tenantId && objectId ? userKey({ tenantId, objectId }) : undefined;
}
