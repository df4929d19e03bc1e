import { timingSafeEqual } from 'node:crypto';

/** Compares in constant time, so that answering slower for a better guess tells an attacker nothing. */
export function sameText(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return given !== undefined && a.length === b.length && timingSafeEqual(a, b);
}
