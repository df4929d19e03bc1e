import { createHash } from 'node:crypto';

/** CSP source expressions ('sha256-…') of a page's inline scripts and styles. */
export interface InlineHashes {
  scripts: readonly string[];
  styles: readonly string[];
}

export const cspHash = (content: string): string =>
  `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/**
 * Hashes of every inline script and style element of a page that this project built.
 * Never give it a page rendered for a request: that would bless whatever got into it.
 */
export function inlineHashes(html: string): InlineHashes {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  for (const [, tag, attributes = '', content = ''] of html.matchAll(
    /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g,
  )) {
    if (tag === 'style') styles.add(cspHash(content));
    else if (!/\ssrc=|\stype="(?:application\/(?:ld\+)?json|text\/plain)"/.test(attributes))
      scripts.add(cspHash(content));
  }
  return { scripts: [...scripts], styles: [...styles] };
}

export function unionOf(all: Iterable<InlineHashes>): InlineHashes {
  const list = [...all];
  return {
    scripts: [...new Set(list.flatMap((hashes) => hashes.scripts))].sort(),
    styles: [...new Set(list.flatMap((hashes) => hashes.styles))].sort(),
  };
}
