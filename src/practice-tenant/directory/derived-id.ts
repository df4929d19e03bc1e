import { hash } from 'node:crypto';

/** An object ID that follows from what it is for, so that every instance comes to the same one. */
export function derivedId(...parts: readonly string[]): string {
  const digest = hash('sha256', parts.join('|'), 'hex');
  const [a, b, c, d] = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(13, 16),
    digest.slice(17, 20),
  ];
  return `${a}-${b}-4${c}-8${d}-${digest.slice(20, 32)}`;
}
