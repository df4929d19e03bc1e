import type { Provider, RefreshToken } from 'oidc-provider';
import { isRegisteredRedirectUri } from '../directory/redirect-uris.ts';
import { EntraError } from '../errors/entra-error.ts';
import type { Realm } from '../tenant/realm.ts';

/** Seconds; fixed, and so short that they tell the refresh tokens of single-page apps from others. */
export const singlePageLifetime = 86_400;

export interface Redemption {
  clientId: string | undefined;
  code: string | undefined;
  refreshToken: string | undefined;
  /** The header that browsers send with a request to another origin, and servers do not. */
  origin: string | undefined;
  /** Whether the request has a secret or an assertion. */
  hasCredential: boolean;
}

/** AADSTS700025: an app without a secret sent one, mostly a web app on the wrong platform. */
export function publicWithCredential(
  platform: string,
  redirectUris: readonly string[],
): EntraError {
  const sent = `a credential, with a code of the platform ${platform}`;
  return new EntraError(
    'AADSTS700025',
    {},
    { name: 'credential', sent, registered: redirectUris.map((uri) => `${platform}: ${uri}`) },
  );
}

/**
 * Whether the code or refresh token was given to a single-page app. Such an app redeems in the browser
 * and has no secret; any other redeems on its server and never shows its secret to a browser.
 * @throws EntraError AADSTS700025 when a single-page app sends a secret, AADSTS9002326 when a browser redeems what a web app was given, AADSTS9002327 the
 * other way around, AADSTS700084 when a single-page app's refresh token has ended
 */
export async function isSinglePageRedemption(
  { directory }: Realm,
  provider: Provider,
  { clientId, code, refreshToken, origin, hasCredential }: Redemption,
): Promise<boolean> {
  const app = await directory.registration(clientId);
  const registered = app?.singlePageRedirectUris ?? [];
  const given = await givenToSinglePage(provider, code, refreshToken, registered);
  // An unknown code or token is refused elsewhere, and not for lack of a secret.
  if (given === undefined) return origin !== undefined && registered.length > 0;
  if (given && hasCredential) throw publicWithCredential('Single-page application', registered);
  const comparison = { name: 'Origin', sent: origin, registered };
  if (given && origin === undefined) throw new EntraError('AADSTS9002327', {}, comparison);
  if (!given && origin !== undefined) throw new EntraError('AADSTS9002326', { origin }, comparison);
  return given;
}

/** @returns undefined for a code or token that is not known, and for another grant */
async function givenToSinglePage(
  provider: Provider,
  code: string | undefined,
  refreshToken: string | undefined,
  singlePageRedirectUris: readonly string[],
): Promise<boolean | undefined> {
  const evenExpired = { ignoreExpiration: true };
  if (code !== undefined) {
    const found = await provider.AuthorizationCode.find(code, evenExpired);
    return found && isRegisteredRedirectUri(singlePageRedirectUris, found.redirectUri ?? '');
  }
  if (refreshToken === undefined) return undefined;
  const found = await provider.RefreshToken.find(refreshToken, evenExpired);
  if (found === undefined) return undefined;
  const given = isShortLived(found);
  if (given && found.isExpired) throw new EntraError('AADSTS700084');
  return given;
}

/**
 * Not compared to the second: oidc-provider looks at the clock once for the first issue and once more for
 * the end. No other refresh token lives for less than 14 days.
 */
const isShortLived = ({ exp = 0, iiat = 0 }: RefreshToken): boolean =>
  exp - iiat < 2 * singlePageLifetime;
