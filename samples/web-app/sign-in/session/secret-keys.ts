import { hkdfSync } from 'node:crypto';

// #region secret-keys
/**
 * 36 bytes for each session secret, newest first: a key of 32, and 4 that name it. Each purpose has keys of
 * its own (HKDF, RFC 5869): what is encrypted for sessions can't be opened as a cookie.
 * @throws RangeError without a secret, and for a secret of fewer than 32 characters
 */
export function secretKeys(secrets: readonly string[], purpose: string) {
  const [newest, ...older] = secrets;
  if (newest === undefined || secrets.some((secret) => secret.length < 32))
    throw new RangeError('A session secret must be at least 32 characters long.');
  const keyFrom = (secret: string) => {
    const bytes = Buffer.from(hkdfSync('sha256', secret, 'sign-in', purpose, 36));
    return { key: bytes.subarray(0, 32), id: bytes.readUInt32BE(32) };
  };
  return [keyFrom(newest), ...older.map(keyFrom)] as const;
}
// #endregion secret-keys
