import type { Jwt } from '../../jwt/read-jwt.ts';
import { type Algorithm, algorithmOf } from './algorithms.ts';
import type { PublicKey } from './pasted-keys.ts';

/**
 * - `good`: a key fits; `key` is the one
 * - `bad`: the key that the token names, doesn't fit; or, if it names no key, no key fits
 * - `no-key`: none of the keys has the name that the token gives, and none fits
 * - `no-algorithm`: no public key can check it
 */
export type Verdict =
  | { verdict: 'good'; key: PublicKey }
  | { verdict: 'bad' | 'no-key' | 'no-algorithm' };

/** Checks a signature with WebCrypto, which browsers offer to secure pages only. */
export async function checkSignature(
  { header, signedText, signature }: Jwt,
  keys: readonly PublicKey[],
  subtle: SubtleCrypto = crypto.subtle,
): Promise<Verdict> {
  const algorithm = algorithmOf(header.values['alg']);
  if (algorithm === undefined) return { verdict: 'no-algorithm' };
  const data = new TextEncoder().encode(signedText);
  const { kid } = header.values;
  const named = keys.filter((key) => key.kid === kid && kid !== undefined);
  // Keys of certificates and PEM files have no name.
  const candidates = named.length > 0 ? named : keys;
  for (const key of candidates) {
    const imported = await importKey(key, algorithm, subtle);
    if (imported === undefined) continue;
    if (await subtle.verify(algorithm.verify, imported, signature, data))
      return { verdict: 'good', key };
  }
  const isNameKnown = named.length > 0 || keys.some((key) => key.kid === undefined);
  return { verdict: isNameKnown || kid === undefined ? 'bad' : 'no-key' };
}

/** Undefined for a key of another kind, and for one that is none. */
async function importKey(
  key: PublicKey,
  algorithm: Algorithm,
  subtle: SubtleCrypto,
): Promise<CryptoKey | undefined> {
  try {
    return 'jwk' in key
      ? await subtle.importKey('jwk', key.jwk, algorithm.import, false, ['verify'])
      : await subtle.importKey('spki', key.spki, algorithm.import, false, ['verify']);
  } catch {
    return undefined;
  }
}
