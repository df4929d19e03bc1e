/** How many characters are kept of a value that readers only have to recognize. */
const startLength = 6;

/**
 * Enough of a value to see that it is the same in another message; never more than a quarter.
 * A value of one or two characters is a flag, not a secret.
 */
export function recognizable(raw: string): string {
  if (raw.length <= 2) return raw;
  return `${raw.slice(0, Math.min(startLength, Math.floor(raw.length / 4)))}…`;
}

export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** JWTs, JWEs, and sealed values, wherever an identity provider puts one. */
export function looksLikeToken(text: string): boolean {
  return /eyJ[\w-]{8,}\.|Fe26\.2\*/.test(text);
}
