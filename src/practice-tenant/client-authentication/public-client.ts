import type { Provider } from 'oidc-provider';
import { isRegisteredRedirectUri } from '../directory/redirect-uris.ts';
import type { Realm } from '../tenant/realm.ts';
import { publicWithCredential, type Redemption } from './single-page.ts';

/**
 * Whether the code was given to a mobile or desktop app, which has no secret. The redirect URI's platform
 * decides, not "Allow public client flows". A refresh token doesn't tell, so the registration does.
 * @throws EntraError AADSTS700025 when such an app sends a secret
 */
export async function isPublicClientRedemption(
  { directory }: Realm,
  provider: Provider,
  { clientId, code, refreshToken, hasCredential }: Omit<Redemption, 'origin'>,
): Promise<boolean> {
  const registered = (await directory.registration(clientId))?.publicClientRedirectUris ?? [];
  if (registered.length === 0) return false;
  if (code === undefined) return refreshToken !== undefined;
  const found = await provider.AuthorizationCode.find(code, { ignoreExpiration: true });
  const isPublic =
    found !== undefined && isRegisteredRedirectUri(registered, found.redirectUri ?? '');
  if (isPublic && hasCredential)
    throw publicWithCredential('Mobile and desktop applications', registered);
  return isPublic;
}
