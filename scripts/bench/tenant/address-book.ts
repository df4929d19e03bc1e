import { z } from 'zod';

/** What a server tells the benchmark once it listens. */
export const addressBook = z.object({
  authorizationEndpoint: z.url(),
  tokenEndpoint: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
  caCertificate: z.string(),
});
export type AddressBook = z.infer<typeof addressBook>;

export const redirectUri = 'http://localhost:3000/auth/redirect';
export const scope = 'openid profile offline_access User.Read';
export const account = 'Alex Rivera';

/** Tells the process that started this one. */
export const announce = (book: AddressBook): void => {
  process.send?.(book);
};
