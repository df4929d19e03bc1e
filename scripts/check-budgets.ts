/*
 * The weight every built page may have, in bytes after brotli. Counts and bytes, never times.
 * Usage: node scripts/check-budgets.ts [folder of the built site]
 */
import { globSync } from 'node:fs';
import { type PageWeight, weighPage } from './page-weight.ts';

interface Budget {
  total: number;
  script: number;
  requests: number;
}

const tutorial: Budget = { total: 35_000, script: 10_000, requests: 8 };
const other: Budget = { total: 40_000, script: 10_000, requests: 8 };

/** One sentence for each way in which a page is heavier than its budget. */
export function overBudget(weight: PageWeight): string[] {
  const budget = weight.page.startsWith('tutorials/') ? tutorial : other;
  return (['total', 'script', 'requests'] as const)
    .filter((measure) => weight[measure] > budget[measure])
    .map((measure) => `${weight.page}: ${measure} ${weight[measure]}, allowed ${budget[measure]}.`);
}

/** The heaviest page of each kind, by the first part of its address. */
function heaviest(weights: PageWeight[]): PageWeight[] {
  const kinds = Map.groupBy(weights, ({ page }) => page.split(/[/\\]/, 1)[0]);
  return [...kinds.values()].flatMap((pages) => pages.sort((a, b) => b.total - a.total)[0] ?? []);
}

if (import.meta.main) {
  const root = process.argv[2] ?? 'dist/client';
  const weights = globSync('**/*.html', { cwd: root }).map((page) => weighPage(root, page));
  const failures = weights.flatMap(overBudget);
  console.table(heaviest(weights));
  console.log(failures.join('\n') || `All ${weights.length} pages are within their budgets.`);
  if (weights.length === 0) console.log(`No page in ${root}: build first.`);
  process.exitCode = failures.length > 0 || weights.length === 0 ? 1 : 0;
}
