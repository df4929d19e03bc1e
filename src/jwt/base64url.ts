/** The bytes of base64url text (RFC 4648 §5); undefined if it's none. Ordinary Base64 is accepted, too. */
export function bytesFrom(text: string): Uint8Array<ArrayBuffer> | undefined {
  const ordinary = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  // atob skips spaces, which have no place in a token.
  if (/[^A-Za-z0-9+/]/.test(ordinary)) return undefined;
  try {
    const decoded = atob(ordinary);
    return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Bytes as base64url text without padding. */
export const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** The same for text, in UTF-8. */
export const base64urlOf = (text: string): string => base64url(new TextEncoder().encode(text));
