import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import { z } from 'zod';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const report = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()) })),
    }),
  ),
});

/** One sentence for each thing axe finds on the current page, including the size of targets. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate(`axe.run(document, {
    rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
    // What passed is looked at all the same, but not described: that takes a third of the time.
    resultTypes: ['violations'],
  }).then(({ violations }) => ({ violations }))`);
  return report.parse(found).violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ target }) => target.join(' ')).join(', ');
    return `${new URL(page.url()).pathname}: ${id}: ${help}: ${where}`;
  });
}
