import { generateKeyPairSync } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { SigningKeys } from '../provider/signing-keys.ts';
import { type Fault, isFault } from './catalogue.ts';
import type { FaultSwitches } from './switches.ts';

const anHour = 3600;
const tenMinutes = 600;

/** Changes to the claims of a finished ID token: what a careful app must notice. */
const changes: Partial<
  Record<Fault, (claims: Record<string, unknown>, now: number) => Record<string, unknown>>
> = {
  'wrong-issuer': (claims) => ({ ...claims, iss: `${String(claims['iss'])}-of-another-tenant` }),
  'wrong-audience': (claims) => ({ ...claims, aud: '99999999-9999-4999-8999-999999999999' }),
  'wrong-nonce': (claims) => ({ ...claims, nonce: 'the-nonce-of-another-sign-in' }),
  'missing-nonce': ({ nonce: _, ...claims }) => claims,
  'expired-id-token': (claims, now) => ({
    ...claims,
    iat: now - 2 * anHour,
    nbf: now - 2 * anHour,
    exp: now - anHour,
  }),
  'clock-ahead': (claims, now) => {
    const start = now + tenMinutes;
    return { ...claims, iat: start, nbf: start, exp: start + anHour };
  },
};

const possible = Object.keys(changes).filter(isFault);

/**
 * The ID token as the faults that are on would have it; unchanged when none is.
 * @param claims its own
 */
export async function withFaults(
  { faults, keys, clock }: { faults: FaultSwitches; keys: SigningKeys; clock: TenantClock },
  clientId: string,
  idToken: string,
  claims: Record<string, unknown>,
): Promise<string> {
  const wanted = await idTokenFaults(faults, clientId, {
    claims,
    now: Math.floor(clock.now() / 1000),
  });
  if (wanted === undefined) return idToken;
  const { private: key } = await keys.current();
  const signingKey = wanted.foreignKey
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    : await importJWK(key, 'RS256');
  const header = { alg: 'RS256', typ: 'JWT', kid: wanted.foreignKey ? 'retired-key' : key.kid };
  const signed = await new SignJWT(wanted.claims).setProtectedHeader(header).sign(signingKey);
  return wanted.badSignature ? damaged(signed) : signed;
}

interface IdTokenFaults {
  claims: Record<string, unknown>;
  /** Sign with a key that nobody publishes. */
  foreignKey: boolean;
  /** Damage the signature after signing. */
  badSignature: boolean;
}

/** @returns undefined when no fault of this kind is on, so that the token stays as it is */
async function idTokenFaults(
  faults: FaultSwitches,
  clientId: string,
  { claims, now }: { claims: Record<string, unknown>; now: number },
): Promise<IdTokenFaults | undefined> {
  const names: readonly Fault[] = [...possible, 'keys-rotated', 'bad-signature'];
  const states = names.map(async (name) => ((await faults.isOn(clientId, name)) ? [name] : []));
  const on = new Set<string>((await Promise.all(states)).flat());
  const wanted = Object.entries(changes).filter(([name]) => on.has(name));
  const foreignKey = on.has('keys-rotated');
  const badSignature = on.has('bad-signature');
  if (wanted.length === 0 && !foreignKey && !badSignature) return undefined;
  const changed = wanted.reduce((before, [, change]) => change(before, now), claims);
  return { claims: changed, foreignKey, badSignature };
}

/** Turns the first character of the signature into another one. */
function damaged(jwt: string): string {
  const start = jwt.lastIndexOf('.') + 1;
  const other = jwt[start] === 'A' ? 'B' : 'A';
  return jwt.slice(0, start) + other + jwt.slice(start + 1);
}
