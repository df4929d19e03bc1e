import { z } from 'zod';
import { isSameTenant } from '../registration/authority.ts';

export const User = z.object({
  name: z.string(),
  /** For display only: it can change, and another user can get it later. */
  username: z.string(),
  tenantId: z.string(),
  objectId: z.string(),
  /**
   * Together with `issuer`, a reliable key for a user (OpenID Connect Core §5.7). In B2C, it's the object ID;
   * take `tenantId` with it there, because the issuer can name the user flow.
   */
  subject: z.string(),
  issuer: z.string(),
  /** The values of the user's app roles. Sessions from before roles were kept have none. */
  roles: z.array(z.string()).default([]),
  /** The object IDs of the user's groups, if the app registration has the claim `groups`. */
  groups: z.array(z.string()).default([]),
  /** The user is in more groups than the ID token can list, so `groups` isn't the list. */
  hasMoreGroups: z.literal(true).optional(),
  userFlow: z.enum(['signUpSignIn', 'editProfile', 'resetPassword']).optional(),
});

/** Who signed in, according to the ID token. */
export type User = z.infer<typeof User>;

/** Names and usernames change, and an edited profile changes them: only these two tell users apart. */
export const isSameUser = (one: User, other: Pick<User, 'subject' | 'issuer'>): boolean =>
  one.subject === other.subject && isSameTenant(one.issuer, other.issuer);
