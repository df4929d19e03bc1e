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

/** Well below the lightest peer measured with the same page: 54.5 kB with unmodified Starlight. */
const budget: Budget = { total: 35_000, script: 10_000, requests: 9 };

/** One sentence for each way in which a page is heavier than its budget. */
export function overBudget(weight: PageWeight): string[] {
  return (['total', 'script', 'requests'] as const)
    .filter((measure) => weight[measure] > budget[measure])
    .map((measure) => `${weight.page}: ${measure} ${weight[measure]}, allowed ${budget[measure]}.`);
}

function weighAll(root: string): PageWeight[] {
  return globSync('**/*.html', { cwd: root }).map((page) =>
    weighPage(root, page.replaceAll('\\', '/')),
  );
}

/** One sentence for each excess in the built site below `root`; a site without pages is one too. */
export function pagesOverBudget(root: string): string[] {
  const weights = weighAll(root);
  return weights.length === 0 ? [`No page in ${root}: build first.`] : weights.flatMap(overBudget);
}

/** The heaviest page of each kind, by the first part of its address. */
function heaviest(weights: PageWeight[]): PageWeight[] {
  const kinds = Map.groupBy(weights, ({ page }) => page.split('/', 1)[0]);
  return [...kinds.values()].flatMap((pages) => pages.sort((a, b) => b.total - a.total)[0] ?? []);
}

if (import.meta.main) {
  const root = process.argv[2] ?? 'dist/client';
  const failures = pagesOverBudget(root);
  console.table(heaviest(weighAll(root)));
  console.log(failures.join('\n') || 'Every page is within its budget.');
  process.exitCode = failures.length > 0 ? 1 : 0;
}
