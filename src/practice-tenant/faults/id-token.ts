import type { Realm } from '../realm/realm.ts';
import { type Fault, isFault } from './catalogue.ts';

const anHour = 3600;
const tenMinutes = 600;

/** Changes to the claims of a finished ID token: what a careful app must notice. */
const changes: Partial<
  Record<Fault, (claims: Record<string, unknown>) => Record<string, unknown>>
> = {
  'wrong-issuer': (claims) => ({ ...claims, iss: `${String(claims['iss'])}-of-somebody-else` }),
  'wrong-audience': (claims) => ({ ...claims, aud: '99999999-9999-4999-8999-999999999999' }),
  'wrong-nonce': (claims) => ({ ...claims, nonce: 'the-nonce-of-somebody-else' }),
  'missing-nonce': ({ nonce: _, ...claims }) => claims,
  'expired-id-token': (claims) => {
    const now = Math.floor(Date.now() / 1000);
    return { ...claims, iat: now - 2 * anHour, nbf: now - 2 * anHour, exp: now - anHour };
  },
  'clock-ahead': (claims) => {
    const start = Math.floor(Date.now() / 1000) + tenMinutes;
    return { ...claims, iat: start, nbf: start, exp: start + anHour };
  },
};

const possible = Object.keys(changes).filter(isFault);

export interface IdTokenFaults {
  claims: Record<string, unknown>;
  /** Sign with a key that nobody publishes. */
  foreignKey: boolean;
  /** Damage the signature afterwards. */
  badSignature: boolean;
}

/** @returns undefined when no fault of this kind is on, so that the token stays as it is */
export async function idTokenFaults(
  { faults }: Realm,
  clientId: string,
  claims: Record<string, unknown>,
): Promise<IdTokenFaults | undefined> {
  const names: readonly Fault[] = [...possible, 'keys-rotated', 'bad-signature'];
  const states = names.map(async (name) => ((await faults.isOn(clientId, name)) ? [name] : []));
  const on = new Set<string>((await Promise.all(states)).flat());
  const wanted = Object.entries(changes).filter(([name]) => on.has(name));
  const foreignKey = on.has('keys-rotated');
  const badSignature = on.has('bad-signature');
  if (wanted.length === 0 && !foreignKey && !badSignature) return undefined;
  const changed = wanted.reduce((before, [, change]) => change(before), claims);
  return { claims: changed, foreignKey, badSignature };
}
