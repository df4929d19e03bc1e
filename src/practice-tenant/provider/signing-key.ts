import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newSigningCertificate } from '../certificates/signing-certificate.ts';
import type { Store } from '../store/store.ts';

const kept = z.object({
  jwk: z.looseObject({
    kty: z.literal('RSA'),
    n: z.string(),
    e: z.string(),
    d: z.string(),
  }),
  certificate: z.string(),
  thumbprint: z.string(),
  /** When it was made, in seconds since 1970. */
  notBefore: z.number(),
});

export interface SigningKey {
  /** For signing; never leaves the process. */
  private: z.infer<typeof kept>['jwk'] & { kid: string; use: 'sig'; alg: 'RS256' };
  /** As published at the tenant's keys address, where the name of the key is its certificate's thumbprint. */
  public: {
    kty: 'RSA';
    use: 'sig';
    kid: string;
    x5t: string;
    n: string;
    e: string;
    x5c: string[];
  };
  notBefore: number;
}

/** The key of this name: generated once, then kept, so that tokens outlive a restart. */
export async function keptKey(store: Store, name: string, now: number): Promise<SigningKey> {
  const found = kept.safeParse(await store.get(name)).data;
  const { jwk, certificate, thumbprint, notBefore } =
    found ?? kept.parse(await store.add(name, await newKey(now)));
  const { kty, n, e } = jwk;
  const kid = thumbprint;
  return {
    private: { ...jwk, kid, use: 'sig', alg: 'RS256' },
    public: { kty, use: 'sig', kid, x5t: thumbprint, n, e, x5c: [certificate] },
    notBefore,
  };
}

async function newKey(now: number): Promise<z.infer<typeof kept>> {
  const { privateKey, ...rest } = await newSigningCertificate(
    'Sign-in Lab practice tenant, tokens',
    new Date(now),
  );
  const { kty, n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey('jwk', privateKey);
  const jwk = { kty, n, e, d, p, q, dp, dq, qi };
  return kept.parse({ ...rest, jwk, notBefore: Math.floor(now / 1000) });
}

/** Secrets of the practice tenant itself, such as the one that signs its cookies. */
export async function keptSecret(store: Store, name: string): Promise<string> {
  const secret = await store.add(`key/${name}`, randomBytes(32).toString('base64url'));
  return z.string().parse(secret);
}
