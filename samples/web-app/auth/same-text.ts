import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time, so that answering slower for a better guess tells an attacker nothing. */
export function sameText(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}
