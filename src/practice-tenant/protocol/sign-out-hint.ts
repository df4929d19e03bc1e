import { compactVerify } from 'jose';
import { z } from 'zod';
import { EntraError } from '../errors/entra-error.ts';
import { issuersOf } from '../tenant/issuers.ts';
import type { Realm } from '../tenant/realm.ts';
import { verificationKeys } from '../tenant/verification-keys.ts';
import { notSupported } from './claims/claims-as-set.ts';
import { subjectFor } from './claims/id-token-claims.ts';

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  oid: z.string().optional(),
});

export type SignOutHint = z.infer<typeof claims>;

/**
 * The claims of a request's `id_token_hint` (RP-Initiated Logout 1.0 §2). It may have expired (§4), but
 * it must be an ID token of this tenant.
 * @returns 'invalid' for one that isn't, undefined without a hint
 */
export async function hintIn(
  realm: Realm,
  parameters: ReadonlyMap<string, string>,
): Promise<SignOutHint | 'invalid' | undefined> {
  const idToken = parameters.get('id_token_hint');
  return idToken === undefined || idToken === '' ? undefined : hintOf(realm, idToken);
}

export async function hintOf(realm: Realm, idToken: string): Promise<SignOutHint | 'invalid'> {
  try {
    const keys = await verificationKeys(realm);
    const { payload } = await compactVerify(idToken, keys);
    const hint = claims.parse(JSON.parse(new TextDecoder().decode(payload)));
    return issuersOf(realm).includes(hint.iss) ? hint : 'invalid';
  } catch {
    return 'invalid';
  }
}

/** Whether the app that signs out is not the one that the hint was issued to. */
export const isForOtherApp = (
  hint: SignOutHint | 'invalid' | undefined,
  clientId: string | undefined,
): boolean =>
  typeof hint === 'object' &&
  clientId !== undefined &&
  hint.aud.toLowerCase() !== clientId.toLowerCase();

/**
 * "Require ID Token in logout requests".
 * @throws EntraError AADB2C90272 without a hint, AADB2C90210 with one of another tenant or app
 */
export function requireHint(
  hint: SignOutHint | 'invalid' | undefined,
  clientId: string | undefined,
): void {
  if (hint === undefined) throw new EntraError('AADB2C90272');
  if (hint === 'invalid') throw new EntraError('AADB2C90210');
  if (clientId === undefined || !isForOtherApp(hint, clientId)) return;
  const comparison = { name: 'aud of the id_token_hint', sent: hint.aud, registered: [clientId] };
  throw new EntraError('AADB2C90210', {}, comparison);
}

/** Whether the hint is about another user than this one. The sentence that all users share tells nothing. */
export function isAboutOther(
  { tenant }: Realm,
  hint: SignOutHint | 'invalid' | undefined,
  objectId: string | undefined,
): boolean {
  if (typeof hint !== 'object' || objectId === undefined) return false;
  if (hint.oid !== undefined) return hint.oid !== objectId;
  return hint.sub !== notSupported && hint.sub !== subjectFor(tenant, objectId, hint.aud);
}
