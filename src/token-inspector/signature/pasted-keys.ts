import { bytesFrom } from '../../jwt/base64url.ts';
import { isJsonObject, type JsonObject } from '../../jwt/json-object.ts';
import { keyOfCertificate } from './certificate-key.ts';

/** A public key: a JWK, or a SubjectPublicKeyInfo from a certificate or a PEM file. */
export type PublicKey = { kid?: string | undefined } & (
  | { jwk: JsonWebKey }
  | { spki: Uint8Array<ArrayBuffer> }
);

export type PastedKeys = { keys: readonly PublicKey[] } | { problem: string };

const problem = (sentence: string): PastedKeys => ({ problem: sentence });

/** Reads the keys that someone pastes: a key set, a key, a certificate, or a public key as PEM. */
export function pastedKeys(pasted: string): PastedKeys {
  const text = pasted.trim();
  if (text === '') return problem('Paste the keys first.');
  if (text.length > 500_000) return problem('This is too long for a set of keys.');
  if (/PRIVATE KEY/.test(text)) return problem(privateKey);
  if (/^https?:\/\//i.test(text))
    return problem(
      'This page sends nothing to other sites, so it can’t open the address. Open it in another tab, and paste what it shows.',
    );
  return /^[{[]/.test(text) ? fromJson(text) : fromPem(text);
}

const privateKey =
  'This is a private key. A signature is checked with the public one. Never paste a private key into a web page: if it’s in use, replace it.';

function fromJson(text: string): PastedKeys {
  const value = parsed(text);
  if (value === undefined) return problem('This isn’t complete JSON. Copy the whole key set.');
  if (isJsonObject(value) && typeof value['jwks_uri'] === 'string')
    return problem(
      'This is the metadata document. Open its “jwks_uri” in another tab, and paste what it shows.',
    );
  const list = isJsonObject(value) && Array.isArray(value['keys']) ? value['keys'] : [value].flat();
  const jwks = list.filter(isJsonObject);
  if (jwks.some((jwk) => Object.hasOwn(jwk, 'd'))) return problem(privateKey);
  const keys = jwks.flatMap(fromJwk);
  return keys.length > 0
    ? { keys }
    : problem(
        'There’s no RSA or EC public key in it. A key set looks like {"keys":[{"kty":"RSA",…}]}.',
      );
}

export function fromJwk(jwk: JsonObject): PublicKey[] {
  const text = (name: string): string | undefined => {
    const value = jwk[name];
    return typeof value === 'string' ? value : undefined;
  };
  const kid = text('kid');
  const [n, e, crv, x, y] = ['n', 'e', 'crv', 'x', 'y'].map(text);
  if (text('kty') === 'RSA' && n !== undefined && e !== undefined)
    return [{ kid, jwk: { kty: 'RSA', n, e } }];
  if (text('kty') === 'EC' && crv !== undefined && x !== undefined && y !== undefined)
    return [{ kid, jwk: { kty: 'EC', crv, x, y } }];
  const [certificate] = Array.isArray(jwk['x5c']) ? jwk['x5c'] : [];
  return typeof certificate === 'string' ? fromCertificate(bytesFrom(certificate), kid) : [];
}

const pem = /-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

function fromPem(text: string): PastedKeys {
  const blocks = [...text.matchAll(pem)].map(([, label = '', body = '']) => ({
    label,
    bytes: bytesFrom(body.replace(/\s/g, '')),
  }));
  const keys = blocks.flatMap(({ label, bytes }): PublicKey[] => {
    if (label === 'PUBLIC KEY') return bytes === undefined ? [] : [{ spki: bytes }];
    return label === 'CERTIFICATE' ? fromCertificate(bytes) : [];
  });
  if (keys.length > 0) return { keys };
  return problem(
    blocks.some(({ label }) => label === 'RSA PUBLIC KEY')
      ? 'This public key is in an older format. Convert it to one that begins with -----BEGIN PUBLIC KEY-----, for example with OpenSSL.'
      : 'This isn’t a key that the page can read. Paste a key set (JWKS), a JWK, a certificate, or a public key that begins with -----BEGIN.',
  );
}

function fromCertificate(bytes: Uint8Array<ArrayBuffer> | undefined, kid?: string): PublicKey[] {
  const spki = bytes && keyOfCertificate(bytes);
  return spki === undefined ? [] : [{ kid, spki }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
