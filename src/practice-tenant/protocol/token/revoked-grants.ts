import type { Redemption } from '../../client-authentication/redemption.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';

/** @throws EntraError AADSTS50173 for a code or refresh token from before the user's sessions were revoked */
export async function refuseRevoked(
  { revocations, clock }: Realm,
  { code, refreshToken }: Redemption,
): Promise<void> {
  for (const grant of [code, refreshToken]) {
    const issuedAt = grant?.iat === undefined ? undefined : grant.iat + clock.offset();
    if (await revocations.isRevoked(grant?.accountId, issuedAt))
      throw new EntraError('AADSTS50173');
  }
}
