import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cspHash, type InlineHashes, inlineHashes, unionOf } from './inline-hashes.ts';

/** What dist/policies.json holds. */
export interface BuiltPolicies {
  /** By file below dist/client, for example "concepts/authority/index.html". */
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
