import { z } from 'zod';
import type { Realm } from '../../tenant/realm.ts';

/** Says that the app sent no redirect URI, so that its code can be redeemed without one, too (RFC 6749 §4.1.3). */
export const assumedParameter = 'practice_assumed_redirect_uri';

const kept = z.string().optional();

const key = ({ tenant }: Realm, code: string) => `assumed-redirect-uri/${tenant.key}/${code}`;

/** @param seconds how long the code lives */
export async function rememberAssumedRedirectUri(
  realm: Realm,
  parameters: Readonly<Record<string, unknown>>,
  code: string | undefined,
  seconds: number,
): Promise<void> {
  if (code === undefined || parameters[assumedParameter] !== 'yes') return;
  await realm.store.set(key(realm, code), parameters['redirect_uri'], seconds);
}

/** The redirect URI that a code was given for, if its app named none. */
export async function assumedRedirectUri(
  realm: Realm,
  code: string | undefined,
): Promise<string | undefined> {
  if (code === undefined) return undefined;
  return kept.safeParse(await realm.store.get(key(realm, code))).data;
}
