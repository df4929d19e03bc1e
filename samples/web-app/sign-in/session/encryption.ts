import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

// #region encryption
/**
 * AES-256-GCM with a key that only the visitor's cookie carries: a copy of the store is unreadable.
 * `name` is authenticated too, so an entry that is moved to another key of the store doesn't open there.
 * @param key 32 bytes, as base64url or as a key that is used many times
 */
export function encrypt(text: string, key: string | KeyObject, name: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(key), iv);
  cipher.setAAD(Buffer.from(name));
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** undefined for anything that `encrypt` didn't create with this key and name; never throws. */
export function decrypt(
  encrypted: string,
  key: string | KeyObject,
  name: string,
): string | undefined {
  try {
    const bytes = Buffer.from(encrypted, 'base64url');
    const [iv, tag, hidden] = [bytes.subarray(0, 12), bytes.subarray(12, 28), bytes.subarray(28)];
    const options = { authTagLength: 16 };
    const decipher = createDecipheriv('aes-256-gcm', cipherKey(key), iv, options);
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
    return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
// #endregion encryption

const cipherKey = (key: string | KeyObject): KeyObject =>
  typeof key === 'string' ? createSecretKey(key, 'base64url') : key;
