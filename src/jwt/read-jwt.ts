import { bytesFrom } from './base64url.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';

/** A part of a token, as JSON and as the text that it was read from. */
export interface Part {
  values: JsonObject;
  text: string;
}

/** A signed or unsigned JWT, decoded and not verified. */
export interface Jwt {
  header: Part;
  claims: Part;
  /** What the signature is about: the first two parts, as they were sent. */
  signedText: string;
  /** Empty if the token has none. */
  signature: Uint8Array<ArrayBuffer>;
}

/** Why a part can't be read; `text` is what it decodes to, as far as it does. */
export type Flaw = { why: 'base64' } | { why: 'utf-8' } | { why: 'json' | 'object'; text: string };

export type ReadJwt =
  | { kind: 'jwt'; jwt: Jwt }
  /** A JWE (RFC 7516): only the header can be read without the key. */
  | { kind: 'encrypted'; header: Part }
  | { kind: 'broken'; part: 'header' | 'claims' | 'signature'; flaw: Flaw }
  /** Neither three parts nor five. */
  | { kind: 'parts'; count: number };

/** Decodes a token in the compact form (RFC 7515 §7.1, RFC 7516 §7.1). It proves nothing. */
export function readJwt(raw: string): ReadJwt {
  const parts = raw.split('.', 6);
  if (parts.length !== 3 && parts.length !== 5) return { kind: 'parts', count: parts.length };
  const [first = '', second = '', third = ''] = parts;
  const header = readPart(first);
  if ('why' in header) return { kind: 'broken', part: 'header', flaw: header };
  if (parts.length === 5) return { kind: 'encrypted', header };
  const claims = readPart(second);
  if ('why' in claims) return { kind: 'broken', part: 'claims', flaw: claims };
  const signature = bytesFrom(third);
  if (signature === undefined)
    return { kind: 'broken', part: 'signature', flaw: { why: 'base64' } };
  return { kind: 'jwt', jwt: { header, claims, signedText: `${first}.${second}`, signature } };
}

function readPart(encoded: string): Part | Flaw {
  const bytes = bytesFrom(encoded);
  if (bytes === undefined) return { why: 'base64' };
  const text = decoded(bytes);
  if (text === undefined) return { why: 'utf-8' };
  try {
    const values: unknown = JSON.parse(text);
    return isJsonObject(values) ? { values, text } : { why: 'object', text };
  } catch {
    return { why: 'json', text };
  }
}

function decoded(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
