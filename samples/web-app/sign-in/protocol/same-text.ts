import { timingSafeEqual } from 'node:crypto';

/** Compares in constant time, so that the time it takes tells an attacker nothing about how good a guess is. */
export function sameText(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return given !== undefined && a.length === b.length && timingSafeEqual(a, b);
}
