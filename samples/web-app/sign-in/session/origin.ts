interface HeaderReader {
  get(name: string): string | null | undefined;
}

// #region same-origin
/**
 * Whether a POST comes from a page of this app, so that no other site can sign a visitor in or out.
 * Browsers set Sec-Fetch-Site, and pages can't forge it; older browsers send Origin with every POST.
 */
export function isSameOrigin(headers: HeaderReader, origin: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  return headers.get('origin') === origin;
}
// #endregion same-origin

// #region return-to
/**
 * A path of this app to return to, or `fallback` for anything that could lead elsewhere (RFC 9700 §4.11.1):
 * other origins, `//host`, backslashes, control characters, and any of these in percent-encoding.
 */
export function safeReturnTo(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > 512) return fallback;
  const path = fullyDecoded(value.split(/[?#]/, 1)[0] ?? '');
  if (!path?.startsWith('/') || path.includes('//') || path.includes('\\')) return fallback;
  if (!/^[\x21-\x7e]+$/.test(value) || hasControlCharacters(path)) return fallback;
  // Such a path stays on this app however it is parsed; this only normalizes it as browsers do.
  const { pathname, search, hash } = new URL(value, 'http://here.invalid');
  return `${pathname}${search}${hash}`;
}
// #endregion return-to

/** Undoes percent-encoding until nothing changes; undefined for broken or deeply nested encoding. */
function fullyDecoded(text: string): string | undefined {
  let decoded = text;
  for (let round = 0; round < 5; round += 1) {
    let next: string;
    try {
      next = decodeURIComponent(decoded);
    } catch {
      return undefined;
    }
    if (next === decoded) return decoded;
    decoded = next;
  }
  return undefined;
}

function hasControlCharacters(text: string): boolean {
  // Control, format, and unassigned characters, and all white space except the space: parsers drop some.
  return /\p{C}|[^\S ]/u.test(text);
}
