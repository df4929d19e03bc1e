import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Store } from '../store/store.ts';

const rsa = promisify(generateKeyPair);
const jwk = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});

export interface SigningKey {
  /** For signing; never leaves the process. */
  private: z.infer<typeof jwk>;
  /** As published at the tenant's keys address. */
  public: { kty: 'RSA'; use: 'sig'; kid: string; alg: 'RS256'; n: string; e: string };
}

/** The tenant's RSA-2048 key: generated once (12 to 107 ms), then kept, so that tokens outlive a restart. */
export async function signingKey(store: Store, tenant: string): Promise<SigningKey> {
  const name = `key/${tenant}/signing`;
  const kept = jwk.safeParse(await store.get(name)).data;
  const key = kept ?? jwk.parse(await store.add(name, await newKey()));
  const { kty, kid, n, e } = key;
  return { private: key, public: { kty, use: 'sig', kid, alg: 'RS256', n, e } };
}

async function newKey(): Promise<z.infer<typeof jwk>> {
  const { privateKey } = await rsa('rsa', { modulusLength: 2048 });
  const kid = randomBytes(20).toString('base64url');
  return jwk.parse({ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid });
}

/** Secrets of the practice tenant itself, such as the one that signs its cookies. */
export async function keptSecret(store: Store, name: string): Promise<string> {
  const secret = await store.add(`key/${name}`, randomBytes(32).toString('base64url'));
  return z.string().parse(secret);
}
