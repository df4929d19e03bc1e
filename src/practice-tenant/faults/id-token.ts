import type { TenantClock } from '../clock/tenant-clock.ts';
import type { SigningKeys } from '../provider/signing-keys.ts';
import type { Fault } from './catalogue.ts';
import { claimFaults, withChangedClaims } from './id-token-claims.ts';
import { signatureFaults, signedAs } from './id-token-signature.ts';
import type { FaultSwitches } from './switches.ts';

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
  const isOn = async (fault: Fault) => ((await faults.isOn(clientId, fault)) ? [fault] : []);
  const on = (await Promise.all([...claimFaults, ...signatureFaults].map(isOn))).flat();
  if (on.length === 0) return idToken;
  const { private: key } = await keys.current();
  const changed = withChangedClaims(claims, on, Math.floor(clock.now() / 1000));
  return signedAs(
    signatureFaults.find((fault) => on.includes(fault)),
    changed,
    key,
  );
}
