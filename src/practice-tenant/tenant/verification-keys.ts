import { createLocalJWKSet } from 'jose';
import type { Realm } from './realm.ts';

type VerificationKeys = ReturnType<typeof createLocalJWKSet>;

/** What verifies this tenant's own tokens, also those that a replaced key signed. */
export async function verificationKeys({ keys }: Realm): Promise<VerificationKeys> {
  const published = await keys.published();
  return createLocalJWKSet({ keys: published.map((key) => key.public) });
}
