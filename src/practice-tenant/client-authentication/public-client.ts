import type { Provider } from 'oidc-provider';
import { isRegisteredRedirectUri } from '../directory/redirect-uris.ts';
import type { Realm } from '../tenant/realm.ts';
import type { Redemption } from './single-page.ts';

/**
 * Whether the code was given to a mobile or desktop app, which has no secret. The redirect URI's platform
 * decides, not "Allow public client flows". A refresh token doesn't tell, so the registration does.
 */
export async function isPublicClientRedemption(
  { directory }: Realm,
  provider: Provider,
  { clientId, code, refreshToken }: Omit<Redemption, 'origin'>,
): Promise<boolean> {
  const registered = (await directory.registration(clientId))?.publicClientRedirectUris ?? [];
  if (registered.length === 0) return false;
  if (code === undefined) return refreshToken !== undefined;
  const found = await provider.AuthorizationCode.find(code, { ignoreExpiration: true });
  return found !== undefined && isRegisteredRedirectUri(registered, found.redirectUri ?? '');
}
