import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { BoundedFetch } from '../network/bounded-fetch.ts';
import { keyIssuersIn } from './issuer.ts';

const minute = 60_000; // milliseconds
const atMost = 5;

export interface SigningKeys extends JWTVerifyGetKey {
  /** Whose tokens the keys of this name can sign: undefined for a key that names no issuer. */
  issuersOf(kid: string | undefined): (string | undefined)[];
}

// #region keys
/**
 * The identity provider's signing keys. They are fetched when a token names an unknown key, so a rotation
 * needs no restart, but at most five times a minute, so made-up key names can't flood the identity provider.
 */
export function signingKeys(jwksUri: string, send: BoundedFetch, now: () => number): SigningKeys {
  let fetched: number[] = [];
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    cooldownDuration: 0,
    cacheMaxAge: 10 * minute,
    [customFetch]: async (url) => {
      fetched = fetched.filter((time) => now() - time < minute);
      if (fetched.length >= atMost) throw new Error('The signing keys were requested too often.');
      fetched.push(now());
      const { status, text } = await send(url);
      return new Response(text, { status });
    },
  });
  const issuersOf = (kid: string | undefined) => keyIssuersIn(keys.jwks()?.keys ?? [], kid);
  return Object.assign(keys, { issuersOf });
}
// #endregion keys
