import { z } from 'zod';

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
