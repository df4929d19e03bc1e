import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cspHash, type InlineHashes, inlineHashes, unionOf } from './inline-hashes.ts';

/*
 * Why this and inline-hashes.ts exist although Astro has `security.csp`, tested with Astro 7.3 and
 * @astrojs/node 11.1 (`staticHeaders`) on this site's 304 built pages:
 * - Astro hashes what it bundles, not what is written inline: each of the 304 pages lacks the hash
 * of its   theme script, 21 that of Starlight's tabs, and 7 that of a style of a component in MDX.
 * A browser   would refuse them.
 * - The adapter writes `_headers.json` and, in middleware mode, sends none of it. In standalone
 * mode it   takes the first page whose path contains the one asked for: for "/" that is the policy
 * of /404.
 * - A policy is fixed when the site is built, but `form-action` must name the identity providers,
 * which   are known only when the site starts.
 * - Each page gets all hashes of the whole site: a header of 1,702 bytes on average, of 449 this
 * way.
 */

/** What dist/policies.json holds. */
export interface BuiltPolicies {
  /** By file below dist/client, for example "how-it-works/authority/index.html". */
  pages: Record<string, InlineHashes>;
  /** For pages rendered on demand: what any prerendered page or on-demand route holds inline. */
  onDemand: InlineHashes;
}

/** Inline code that Astro's manifest names for pages rendered on demand. */
export interface OnDemandInline {
  scripts: readonly string[];
  styles: readonly string[];
}

/** Reads every built page and writes what its Content-Security-Policy must allow. */
export function writePolicies(
  clientFolder: string,
  target: string,
  onDemand: OnDemandInline,
): BuiltPolicies {
  const pages: Record<string, InlineHashes> = {};
  for (const entry of readdirSync(clientFolder, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.html')) continue;
    pages[entry.replaceAll('\\', '/')] = inlineHashes(
      readFileSync(join(clientFolder, entry), 'utf8'),
    );
  }
  const fromManifest: InlineHashes = {
    scripts: onDemand.scripts.map(cspHash),
    styles: onDemand.styles.map(cspHash),
  };
  const policies = { pages, onDemand: unionOf([...Object.values(pages), fromManifest]) };
  writeFileSync(target, JSON.stringify(policies));
  return policies;
}
