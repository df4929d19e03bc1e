import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { ExternalSigningKey } from 'oidc-provider';
import { z } from 'zod';
import type { SigningKey } from './signing-key.ts';
import type { SigningKeys } from './signing-keys.ts';

const signed = promisify(sign);
const header = z.object({ kid: z.string() });

interface KeyPair {
  kid: string;
  private: KeyObject;
  public: KeyObject;
}

const pairOf = ({ private: jwk }: SigningKey): KeyPair => {
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return { kid: jwk.kid, private: key, public: createPublicKey(key) };
};

/**
 * The one key that oidc-provider knows. It takes its keys once, when it's made, so this one signs with
 * whichever is current.
 */
export class RotatingKey extends ExternalSigningKey {
  readonly #keys: SigningKeys;
  readonly #pairs = new Map<string, KeyPair>();
  #latest: KeyPair;

  /** @param first any key of its owner: the current one is read before each signature */
  constructor(keys: SigningKeys, first: SigningKey) {
    super();
    this.#keys = keys;
    this.#latest = pairOf(first);
    this.#pairs.set(this.#latest.kid, this.#latest);
  }

  /** Looks which key is current. oidc-provider asks for its name without waiting, so call this just before. */
  async refresh(): Promise<void> {
    const current = await this.#keys.current();
    const { kid } = current.public;
    const pair = this.#pairs.get(kid) ?? pairOf(current);
    this.#pairs.set(kid, pair);
    this.#latest = pair;
  }

  override get kid(): string {
    return this.#latest.kid;
  }

  override get alg(): 'RS256' {
    return 'RS256';
  }

  override keyObject(): KeyObject {
    return this.#latest.public;
  }

  /** @param data header and payload; the header names the key, which may have been replaced since */
  override async sign(data: Buffer): Promise<Buffer> {
    const [encoded = ''] = data.toString('latin1').split('.', 1);
    const { kid } = header.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
    const pair = this.#pairs.get(kid);
    if (pair === undefined) throw new Error(`There is no key ${kid}.`);
    return signed('RSA-SHA256', data, pair.private);
  }
}
