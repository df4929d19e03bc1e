import type { InlineHashes } from './inline-hashes.ts';

export interface SecurityHeaderOptions {
  siteOrigin: string;
  /**
   * Origins a sign-in or sign-out form may lead to: browsers apply form-action to redirects too.
   */
  identityProviders: readonly string[];
}

const nothingInline: InlineHashes = { scripts: [], styles: [] };

/**
 * The headers of a response, given what its page holds inline; without a page, nothing inline may
 * run.
 */
export function securityHeaders(
  options: SecurityHeaderOptions,
): (inline?: InlineHashes) => Record<string, string> {
  const { siteOrigin, identityProviders } = options;
  const constant: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Not "no-referrer": browsers then send "Origin: null" with form posts, and the origin check
    // refuses them.
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(siteOrigin.startsWith('https:') && {
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    }),
  };
  const policy = ({ scripts, styles }: InlineHashes): string =>
    [
      ["default-src 'none'"],
      // Pagefind, the search, is WebAssembly.
      ["script-src 'self' 'wasm-unsafe-eval'", ...scripts],
      ["style-src-elem 'self'", ...styles],
      // Expressive Code and Starlight set colors with style attributes, which can't run anything.
      ["style-src-attr 'unsafe-inline'"],
      ["img-src 'self' data:"],
      ["font-src 'self'"],
      ["connect-src 'self'"],
      ["worker-src 'self'"],
      ["manifest-src 'self'"],
      ["form-action 'self'", ...identityProviders],
      ["base-uri 'none'"],
      ["object-src 'none'"],
      ["frame-ancestors 'none'"],
    ]
      .map((directive) => directive.join(' '))
      .join('; ');
  return (inline = nothingInline) => ({ ...constant, 'content-security-policy': policy(inline) });
}
