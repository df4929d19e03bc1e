import { z } from 'zod';
import { parseJson } from '../network/bounded-fetch.ts';

/** MSAL's serialized cache, as far as it is read here. */
const Cache = z.object({
  AccessToken: z.record(
    z.string(),
    z.object({ secret: z.string().min(1), target: z.string(), expires_on: z.coerce.number() }),
  ),
  IdToken: z.record(z.string(), z.object({ secret: z.string() })),
});

const tokensIn = (tokenCache: string) =>
  Cache.safeParse(parseJson(tokenCache)).data ?? { AccessToken: {}, IdToken: {} };

/** In seconds. As in MSAL: a token that is about to expire is renewed before an API can refuse it. */
const margin = 5 * 60;

// #region cached-access-token
/**
 * A token for these scopes that is still valid. Using it takes neither MSAL nor the identity provider.
 * @param now milliseconds since 1970
 */
export function cachedAccessToken(
  tokenCache: string,
  scopes: readonly string[],
  now: number,
): string | undefined {
  const isEnough = (target: string) => {
    const granted = target.toLowerCase().split(' ');
    return scopes.every((scope) => granted.includes(scope.toLowerCase()));
  };
  return Object.values(tokensIn(tokenCache).AccessToken).find(
    ({ target, expires_on }) => isEnough(target) && expires_on - margin > now / 1000,
  )?.secret;
}
// #endregion cached-access-token

/** The session's ID token, which an identity provider can ask for at sign-out. */
export function cachedIdToken(tokenCache: string): string | undefined {
  return Object.values(tokensIn(tokenCache).IdToken)[0]?.secret;
}
