import { createHash } from 'node:crypto';

/** An object ID that follows from what it is for, so that every instance comes to the same one. */
export function derivedId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('|')).digest('hex');
  const [a, b, c, d] = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(13, 16),
    hash.slice(17, 20),
  ];
  return `${a}-${b}-4${c}-8${d}-${hash.slice(20, 32)}`;
}
