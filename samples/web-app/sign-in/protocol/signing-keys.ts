import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { BoundedFetch } from '../network/bounded-fetch.ts';

const minute = 60_000; // milliseconds
const atMost = 5;

// #region keys
/**
 * The provider's signing keys. Fetched when a token names an unknown key, so a rotation goes unnoticed,
 * but at most five times a minute, so made-up key names cannot turn this app against the provider.
 */
export function signingKeys(
  jwksUri: string,
  send: BoundedFetch,
  now: () => number,
): JWTVerifyGetKey {
  let fetched: number[] = [];
  return createRemoteJWKSet(new URL(jwksUri), {
    cooldownDuration: 0,
    cacheMaxAge: 10 * minute,
    [customFetch]: async (url) => {
      fetched = fetched.filter((time) => now() - time < minute);
      if (fetched.length >= atMost) throw new Error('The signing keys were asked for too often.');
      fetched.push(now());
      const { status, text } = await send(url);
      return new Response(text, { status });
    },
  });
}
// #endregion keys
