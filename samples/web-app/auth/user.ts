import { z } from 'zod';
import { tenantIdIn, type UserFlow } from './authority.ts';
import type { Claims } from './id-token.ts';

export const User = z.object({
  name: z.string(),
  /** For showing only: it changes, and another person may get it later. */
  username: z.string(),
  tenantId: z.string(),
  objectId: z.string(),
  /** With `issuer`, the only key to know a person by (OpenID Connect Core §5.7). */
  subject: z.string(),
  issuer: z.string(),
  userFlow: z.enum(['signUpSignIn', 'editProfile', 'resetPassword']).optional(),
});

/** Who signed in, as the ID token says. */
export type User = z.infer<typeof User>;

// #region user
/** Picks from the claims what the app shows; short enough for a cookie, whatever the tenant sends. */
export function userFrom(claims: Claims, userFlow: UserFlow | undefined): User {
  const { preferred_username, email, emails, name, oid } = claims;
  const username = text(preferred_username, email, Array.isArray(emails) ? emails[0] : undefined);
  return {
    name: text(name, claims['given_name'], username, claims.sub),
    username,
    tenantId: text(claims.tid, tenantIdIn(claims.iss)),
    objectId: text(oid, claims.sub),
    subject: claims.sub,
    issuer: claims.iss,
    ...(userFlow && { userFlow }),
  };
}
// #endregion user

/** The first that is a text at all, cut to 120 characters. */
function text(...candidates: unknown[]): string {
  const found = candidates.find((each) => typeof each === 'string' && each !== '');
  return typeof found === 'string' ? [...found].slice(0, 120).join('') : '';
}
