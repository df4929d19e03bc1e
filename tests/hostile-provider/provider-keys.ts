import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';

export type Claims = JWTPayload;
export type Header = JWTHeaderParameters;

/** The identity provider's signing keys, which a test may rotate. */
export class ProviderKeys {
  #current: { kid: string; key: CryptoKey };
  #published: JWK[];
  #count = 1;

  private constructor(key: CryptoKey, published: JWK) {
    this.#current = { kid: 'key-1', key };
    this.#published = [published];
  }

  static async create(): Promise<ProviderKeys> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    return new ProviderKeys(privateKey, await asPublished(publicKey, 'key-1'));
  }

  published(): { keys: JWK[] } {
    return { keys: this.#published };
  }

  header(): Header {
    return { alg: 'RS256', typ: 'JWT', kid: this.#current.kid };
  }

  sign(claims: Claims, header: Header): Promise<string> {
    return new SignJWT(claims).setProtectedHeader(header).sign(this.#current.key);
  }

  /** A new key under a new name; the old one is no longer published. */
  async rotate(): Promise<void> {
    this.#count += 1;
    const kid = `key-${this.#count}`;
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    this.#current = { kid, key: privateKey };
    this.#published = [await asPublished(publicKey, kid)];
  }
}

async function asPublished(key: CryptoKey, kid: string): Promise<JWK> {
  // Like Microsoft's keys: without `alg`, so the app's own list of algorithms has to hold.
  return { ...(await exportJWK(key)), kid, use: 'sig' };
}
