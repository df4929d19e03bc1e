import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type TenantSetId, tenantSetId } from '../directory/tenant-set.ts';

/** A set and the secret that proves whose it is, as in a cookie: `3f9ac27b10de.` and 43 characters. */
export interface SetCredential {
  set: TenantSetId;
  key: string;
}

const written = /^([0-9a-f]{12})\.([\w-]{43})$/;

/** 32 random bytes, base64url. */
export const newSetKey = (): string => randomBytes(32).toString('base64url');

export function credentialFrom(text: string | undefined): SetCredential | undefined {
  const [, digits, key] = written.exec(text ?? '') ?? [];
  const set = tenantSetId.safeParse(digits).data;
  return set === undefined || key === undefined ? undefined : { set, key };
}

export const keyFrom = (text: string | undefined): string | undefined =>
  /^[\w-]{43}$/.exec(text ?? '')?.[0];

export const asText = ({ set, key }: SetCredential): string => `${set}.${key}`;

/**
 * What opens a set's desk and its admin API. It follows from the visitor's key, so that the site can show it;
 * the key can't be found from it, so programs that have it can't end the set or act as the visitor on the site.
 */
export const deskKeyOf = (key: string): string =>
  createHmac('sha256', key).update('desk').digest('base64url');

/**
 * What the secrets of the set's seeded apps end in. It's kept as it is, because the practice tenant compares
 * it and shows it on the desk.
 */
export const clientSecretOf = (key: string): string =>
  createHmac('sha256', key).update('client secrets').digest('base64url').slice(0, 24);

/** All that's kept of a key. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Whether a key is the one whose hash was kept. */
export const isKey = (key: string, hash: string): boolean => {
  const [a, b] = [Buffer.from(hashOf(key)), Buffer.from(hash)];
  return a.length === b.length && timingSafeEqual(a, b);
};
