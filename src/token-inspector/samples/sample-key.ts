import { base64url, base64urlOf } from '../../jwt/base64url.ts';
import type { JsonObject } from '../../jwt/json-object.ts';
import { sampleKeyName } from '../about/sample-key-name.ts';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** Signs samples. Its private half can't leave the page's memory, and is gone with the page. */
export interface SampleKey {
  /** As a key set. */
  publicKeys: { keys: readonly JsonObject[] };
  /** Makes a token; the header says RS256 and names the key unless it says otherwise. */
  sign(claims: JsonObject | string, header?: JsonObject): Promise<string>;
}

let made: Promise<SampleKey> | undefined;

/** The one sample key of this page. */
export function sampleKey(): Promise<SampleKey> {
  made ??= makeKey();
  return made;
}

async function makeKey(): Promise<SampleKey> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, false, [
    'sign',
    'verify',
  ]);
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
  return {
    publicKeys: { keys: [{ kty, use: 'sig', kid: sampleKeyName, n, e }] },
    async sign(claims, header = {}) {
      const whole = { typ: 'JWT', alg: 'RS256', kid: sampleKeyName, ...header };
      const body = typeof claims === 'string' ? claims : JSON.stringify(claims);
      const text = `${base64urlOf(JSON.stringify(whole))}.${base64urlOf(body)}`;
      const data = new TextEncoder().encode(text);
      const signature = await crypto.subtle.sign(algorithm.name, privateKey, data);
      return `${text}.${base64url(new Uint8Array(signature))}`;
    },
  };
}
