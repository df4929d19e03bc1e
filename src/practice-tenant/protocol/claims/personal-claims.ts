import { hash } from 'node:crypto';
import type { User } from '../../directory/model.ts';
import { scopeList } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';

/** How long an ID token of a personal account lives, in seconds: a day, in Microsoft's sample token. */
export const personalIdTokenLifetime = 86_400;

/**
 * The claims of a personal account in an ID token: it's in no organization, so that groups, app roles and
 * what organizations add (`uti`, `rh`) are missing.
 */
export function personalClaims(
  { tenant }: Realm,
  user: User,
  clientId: string,
  scope: string,
): Record<string, unknown> {
  const scopes = new Set(scopeList(scope));
  return {
    sub: personalSubject(user.objectId, clientId),
    tid: tenant.id,
    ver: '2.0',
    ...(scopes.has('profile') && {
      oid: user.objectId,
      name: user.name,
      preferred_username: user.username,
    }),
    ...(scopes.has('email') && { email: user.email }),
  };
}

/** Another one for each app, as elsewhere; it begins with zero bytes, as the real ones do. */
export function personalSubject(objectId: string, audience: string): string {
  const digest = hash('sha256', `${objectId}|${audience}`, 'buffer').subarray(0, 16);
  return Buffer.concat([Buffer.alloc(16), digest]).toString('base64url');
}
