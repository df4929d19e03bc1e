import type { Provider } from 'oidc-provider';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';

/** @throws EntraError AADSTS50173 for a code or refresh token from before the user's sessions were revoked */
export async function refuseRevoked(
  { revocations, clock }: Realm,
  provider: Provider,
  code: string | undefined,
  refreshToken: string | undefined,
): Promise<void> {
  const lost = { ignoreExpiration: true };
  const grants = [
    code === undefined ? undefined : await provider.AuthorizationCode.find(code, lost),
    refreshToken === undefined ? undefined : await provider.RefreshToken.find(refreshToken, lost),
  ];
  for (const grant of grants) {
    const issuedAt = grant?.iat === undefined ? undefined : grant.iat + clock.offset();
    if (await revocations.isRevoked(grant?.accountId, issuedAt))
      throw new EntraError('AADSTS50173');
  }
}
